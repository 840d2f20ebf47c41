// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.code;

/**
 * Java expressions, free of effects, that name an emitted value.
 *
 * @param isNull a boolean expression; {@code "false"} when the value is never NULL
 * @param first the value of a boolean, long or double; the lower half of a wide decimal; the array
 *     of a string
 * @param second the upper half of a wide decimal; the start of a string; else empty
 * @param third the length of a string; else empty
 */
public record Code(String isNull, String first, String second, String third) {
  /** A value in one Java expression. */
  public static Code of(String isNull, String value) {
    return new Code(isNull, value, "", "");
  }

  /** Whether the value is never NULL. */
  public boolean isNeverNull() {
    return isNull.equals("false");
  }
}
