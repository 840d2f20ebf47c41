// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.copy;

import org.jspecify.annotations.Nullable;

/** What is wrong with a row of a file. */
final class BadRowException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long line;
  private final boolean isFinal;

  private BadRowException(long line, boolean isFinal, String reason, @Nullable Throwable cause) {
    super(reason, cause);
    this.line = line;
    this.isFinal = isFinal;
  }

  /** A row that can be left out. */
  static BadRowException row(long line, String reason, @Nullable Throwable cause) {
    return new BadRowException(line, false, reason, cause);
  }

  /** A fault behind which no further row can be found. */
  static BadRowException file(long line, String reason, @Nullable Throwable cause) {
    return new BadRowException(line, true, reason, cause);
  }

  /** The line of the file, from 1. */
  long line() {
    return line;
  }

  /** Whether the file cannot be read further. */
  boolean isFinal() {
    return isFinal;
  }

  /** What is wrong. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
