// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.random;

import java.util.List;

/** Calls of functions that other engines do not have, or have with another meaning. */
final class Functions {
  private final Dice dice;
  private final Expressions expressions;

  Functions(Dice dice, Expressions expressions) {
    this.dice = dice;
    this.expressions = expressions;
  }

  String of(Type type, List<Col> scope, int depth) {
    String a = expressions.of(type, scope, depth);
    if (type != Type.INTEGERS && dice.percent(25)) {
      String b = expressions.of(type, scope, depth);
      return dice.of("GREATEST(", "LEAST(") + a + ", " + b + ")";
    }
    return switch (type) {
      case INTEGER -> integer(a, scope, depth);
      case BIGINT -> "CAST(SIGN(" + a + ") AS BIGINT)";
      case DECIMAL -> "CAST(" + dice.of("FLOOR(", "CEIL(", "SIGN(") + a + ") AS DECIMAL(10, 2))";
      case DOUBLE -> dice.of("FLOOR(" + a + ")", "SQRT(ABS(" + a + "))", "CEIL(" + a + ")");
      case VARCHAR -> text(a, scope, depth);
      case BOOLEAN ->
          "(" + expressions.of(Type.INTEGER, scope, 0) + " = ANY(" + array(scope) + "))";
      case DATE -> dice.of("(" + a + " + 3)", "(" + a + " - 1)");
      case TIMESTAMP -> "date_trunc('" + dice.of("hour", "day", "month") + "', " + a + ")";
      case INTEGERS -> integers(a, scope, depth);
    };
  }

  private String array(List<Col> scope) {
    return expressions.of(Type.INTEGERS, scope, 0);
  }

  private String integer(String a, List<Col> scope, int depth) {
    String text = expressions.of(Type.VARCHAR, scope, depth);
    return switch (dice.between(0, 4)) {
      case 0 -> "CARDINALITY(" + array(scope) + ")";
      case 1 -> "(" + array(scope) + ")[" + dice.between(0, 3) + "]";
      case 2 -> "CAST(POSITION('a' IN " + text + ") AS INTEGER)";
      case 3 -> "ARRAY_POSITION(" + array(scope) + ", " + a + ")";
      default -> "ARRAY_MAX(" + array(scope) + ")";
    };
  }

  private String text(String a, List<Col> scope, int depth) {
    return switch (dice.between(0, 6)) {
      case 0 -> "LPAD(" + a + ", 5, '*')";
      case 1 -> "INITCAP(" + a + ")";
      case 2 -> "REVERSE(" + a + ")";
      case 3 -> "LEFT(" + a + ", 2)";
      case 4 -> "SPLIT_PART(" + a + ", 'a', 1)";
      case 5 -> "to_char(" + expressions.of(Type.DATE, scope, depth) + ", 'YYYY-MM')";
      default -> "regexp_replace(" + a + ", '[a-b]', '<>')";
    };
  }

  private String integers(String a, List<Col> scope, int depth) {
    String element = expressions.of(Type.INTEGER, scope, depth);
    return switch (dice.between(0, 5)) {
      case 0 -> "ARRAY_APPEND(" + a + ", " + element + ")";
      case 1 -> "ARRAY_DISTINCT(" + a + ")";
      case 2 -> "ARRAY_SORT(" + a + ")";
      case 3 -> "ARRAY_REVERSE(" + a + ")";
      case 4 -> "ARRAY_REMOVE(" + a + ", " + element + ")";
      default -> "(" + a + " || " + array(scope) + ")";
    };
  }
}
