// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.copy;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import org.jspecify.annotations.Nullable;

/** What is wrong with a row of a file. */
final class BadRowException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long line;
  private final boolean isFinal;
  private final SqlErrorCode code;

  private BadRowException(
      long line, boolean isFinal, SqlErrorCode code, String reason, @Nullable Throwable cause) {
    super(reason, cause);
    this.line = line;
    this.isFinal = isFinal;
    this.code = code;
  }

  /** A row that can be left out. */
  static BadRowException row(long line, String reason, @Nullable Throwable cause) {
    return new BadRowException(line, false, codeOf(cause), reason, cause);
  }

  /** A row that can be left out, with a value that does not fit its column. */
  static BadRowException row(long line, SqlErrorCode code, String reason) {
    return new BadRowException(line, false, code, reason, null);
  }

  /** A fault behind which no further row can be found. */
  static BadRowException file(long line, String reason, @Nullable Throwable cause) {
    return new BadRowException(line, true, SqlErrorCode.BAD_FILE_CONTENT, reason, cause);
  }

  /** A value that does not fit is the column's error, all else the file's. */
  private static SqlErrorCode codeOf(@Nullable Throwable cause) {
    if (cause instanceof SpookySqlException e
        && (e.code() == SqlErrorCode.STRING_TOO_LONG
            || e.code() == SqlErrorCode.NUMERIC_OVERFLOW
            || e.code() == SqlErrorCode.NOT_NULL)) {
      return e.code();
    }
    return SqlErrorCode.BAD_FILE_CONTENT;
  }

  /** Which of the errors this is. */
  SqlErrorCode code() {
    return code;
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
