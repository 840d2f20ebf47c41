// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.random;

/** Literals from domains so small that joins match, groups are shared and rows repeat. */
final class Literals {
  private final Dice dice;
  private final int extremePercent;

  Literals(Dice dice) {
    this(dice, 0);
  }

  Literals(Dice dice, int extremePercent) {
    this.dice = dice;
    this.extremePercent = extremePercent;
  }

  /** A literal, or NULL now and then. */
  String nullable(Type type, int nullPercent) {
    return dice.percent(nullPercent) ? "NULL" : of(type);
  }

  String of(Type type) {
    return extremePercent > 0 && dice.percent(extremePercent) ? extreme(type) : common(type);
  }

  private String extreme(Type type) {
    return switch (type) {
      case INTEGER -> dice.of("2147483647", "-2147483648");
      case BIGINT -> dice.of("9223372036854775807", "-9223372036854775807", "4294967296");
      case DECIMAL -> dice.of("99999999.99", "-99999999.99", "0.01");
      case DOUBLE ->
          "CAST(" + dice.of("1.5E308", "-1.5E308", "1E-310", "-0.0", "1E16") + " AS DOUBLE)";
      case VARCHAR ->
          dice.of("'0123456789012345678901234567890123456789'", "'\uD83D\uDE00'", "'  '");
      case BOOLEAN -> common(type);
      case DATE -> dice.of("DATE '0001-01-01'", "DATE '9999-12-31'");
      case TIMESTAMP -> "TIMESTAMP '" + dice.of("0001-01-01 00:00:00", "9999-12-31 23:59:59") + "'";
      case INTEGERS -> dice.of("ARRAY[2147483647, NULL]", "ARRAY[NULL, NULL]");
    };
  }

  private String common(Type type) {
    return switch (type) {
      case INTEGER, BIGINT -> Integer.toString(dice.between(-3, 6));
      case DECIMAL -> dice.between(-2, 4) + dice.of(".00", ".25", ".50", ".75");
      case DOUBLE -> "CAST(" + dice.between(-2, 4) + dice.of(".0", ".25", ".5") + " AS DOUBLE)";
      case VARCHAR -> "'" + dice.of("", "a", "b", "ab", "Ba", "c d", "é", "x%") + "'";
      case BOOLEAN -> dice.of("TRUE", "FALSE");
      case DATE -> "DATE '" + day() + "'";
      case TIMESTAMP ->
          "TIMESTAMP '" + day() + " " + dice.of("00:00:00", "06:30:00", "23:59:59") + "'";
      case INTEGERS ->
          dice.of("ARRAY[1, 2]", "ARRAY[2, NULL, 1]", "ARRAY[3]", "ARRAY[1, 1, 4]", "ARRAY[NULL]");
    };
  }

  private String day() {
    return dice.of("2023-12-31", "2024-01-01", "2024-02-28", "2024-02-29", "2024-03-01");
  }
}
