// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.random;

/** Literals from domains so small that joins match, groups are shared and rows repeat. */
final class Literals {
  private final Dice dice;

  Literals(Dice dice) {
    this.dice = dice;
  }

  /** A literal, or NULL now and then. */
  String nullable(Type type, int nullPercent) {
    return dice.percent(nullPercent) ? "NULL" : of(type);
  }

  String of(Type type) {
    return switch (type) {
      case INTEGER, BIGINT -> Integer.toString(dice.between(-3, 6));
      case DECIMAL -> dice.between(-2, 4) + dice.of(".00", ".25", ".50", ".75");
      case DOUBLE -> "CAST(" + dice.between(-2, 4) + dice.of(".0", ".25", ".5") + " AS DOUBLE)";
      case VARCHAR -> "'" + dice.of("", "a", "b", "ab", "Ba", "c d", "é", "x%") + "'";
      case BOOLEAN -> dice.of("TRUE", "FALSE");
      case DATE -> "DATE '" + day() + "'";
      case TIMESTAMP ->
          "TIMESTAMP '" + day() + " " + dice.of("00:00:00", "06:30:00", "23:59:59") + "'";
    };
  }

  private String day() {
    return dice.of("2023-12-31", "2024-01-01", "2024-02-28", "2024-02-29", "2024-03-01");
  }
}
