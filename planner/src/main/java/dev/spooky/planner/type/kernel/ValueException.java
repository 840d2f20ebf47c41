// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import dev.spooky.runtime.zset.Errors;

/**
 * A value that cannot be computed: division by zero, overflow, text that does not parse. Never
 * leaves a transform; there it becomes an error row. Has no stack trace, so it is cheap to throw.
 */
public final class ValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Errors.Kind kind;
  private final long site;

  /**
   * An error.
   *
   * @param kind what went wrong
   * @param message the reason in words
   * @param site where in the SQL text, from {@link #site}; 0 when unknown
   */
  public ValueException(Errors.Kind kind, String message, long site) {
    super(message, null, false, false);
    this.kind = kind;
    this.site = site;
  }

  /** Packs a place in the SQL text into one number. */
  public static long site(int line, int column) {
    return (long) line << 32 | column;
  }

  /** What went wrong. */
  public Errors.Kind kind() {
    return kind;
  }

  /** Line in the SQL text, 1-based; 0 when unknown. */
  public int line() {
    return (int) (site >>> 32);
  }

  /** Column in the SQL text, 1-based; 0 when unknown. */
  public int column() {
    return (int) site;
  }

  /** The reason in words; never null. */
  public String reason() {
    String message = getMessage();
    return message == null ? kind.toString() : message;
  }

  /** An overflow of a type named {@code type}. */
  public static ValueException outOfRange(String type, long site) {
    return new ValueException(Errors.Kind.OUT_OF_RANGE, type + " out of range", site);
  }

  /** A division by zero. */
  public static ValueException divisionByZero(long site) {
    return new ValueException(Errors.Kind.DIVISION_BY_ZERO, "division by zero", site);
  }

  /** Text that is no value of the type. */
  public static ValueException invalidText(String type, String text, long site) {
    String shown = text.length() > 100 ? text.substring(0, 100) + "…" : text;
    return new ValueException(
        Errors.Kind.INVALID_TEXT,
        "invalid input syntax for type " + type + ": \"" + shown + "\"",
        site);
  }
}
