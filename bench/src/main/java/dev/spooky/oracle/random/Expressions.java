// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.random;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Expressions; the PORTABLE ones are accepted by both engines and never fail. */
final class Expressions {
  private final Dice dice;
  private final Literals literals;
  private final @Nullable Functions functions;

  Expressions(Dice dice) {
    this(dice, new Literals(dice), Flavour.PORTABLE);
  }

  Expressions(Dice dice, Literals literals, Flavour flavour) {
    this.dice = dice;
    this.literals = literals;
    this.functions = flavour == Flavour.FULL ? new Functions(dice, this) : null;
  }

  Literals literals() {
    return literals;
  }

  /** An expression of a type over columns. */
  String of(Type type, List<Col> scope, int depth) {
    if (depth == 0 || dice.percent(35)) {
      return leaf(type, scope);
    }
    if (dice.percent(25)) {
      return conditional(type, scope, depth - 1);
    }
    int inner = depth - 1;
    if (functions != null && dice.percent(30)) {
      return functions.of(type, scope, inner);
    }
    return switch (type) {
      case INTEGER -> integer(scope, inner);
      case BIGINT -> bigint(scope, inner);
      case DECIMAL -> decimal(scope, inner);
      case DOUBLE -> real(scope, inner);
      case VARCHAR -> text(scope, inner);
      case BOOLEAN -> "(" + condition(scope, inner) + ")";
      case DATE -> date(scope, inner);
      case TIMESTAMP -> timestamp(scope, inner);
      case INTEGERS ->
          "ARRAY[" + of(Type.INTEGER, scope, inner) + ", " + literals.of(Type.INTEGER) + "]";
    };
  }

  private String leaf(Type type, List<Col> scope) {
    List<Col> columns = scope.stream().filter(c -> c.type() == type && c.reusable()).toList();
    return columns.isEmpty() || dice.percent(15) ? literals.of(type) : dice.of(columns).name();
  }

  private String conditional(Type type, List<Col> scope, int depth) {
    String first = of(type, scope, depth);
    String second = of(type, scope, depth);
    String condition = condition(scope, depth);
    return dice.of(
        "CASE WHEN " + condition + " THEN " + first + " ELSE " + second + " END",
        "CASE WHEN " + condition + " THEN " + first + " END",
        "COALESCE(" + first + ", " + second + ")",
        "NULLIF(" + leaf(type, scope) + ", " + literals.of(type) + ")");
  }

  private String integer(List<Col> scope, int depth) {
    String a = of(Type.INTEGER, scope, depth);
    String b = of(Type.INTEGER, scope, depth);
    int number = dice.between(2, 5);
    return switch (dice.between(0, 6)) {
      case 0 -> "(" + a + " + " + b + ")";
      case 1 -> "(" + a + " - " + b + ")";
      case 2 -> "(" + a + " * " + number + ")";
      case 3 -> "(" + a + " / " + number + ")";
      case 4 -> "ABS(" + a + ")";
      case 5 -> "CAST(" + of(Type.BOOLEAN, scope, 0) + " AS INTEGER)";
      default -> "CAST(CHAR_LENGTH(" + of(Type.VARCHAR, scope, depth) + ") AS INTEGER)";
    };
  }

  private String bigint(List<Col> scope, int depth) {
    String a = of(Type.BIGINT, scope, depth);
    return switch (dice.between(0, 5)) {
      case 0 -> "(" + a + " + " + of(Type.BIGINT, scope, depth) + ")";
      case 1 -> "(" + a + " - " + of(Type.BIGINT, scope, depth) + ")";
      case 2 -> "CAST(" + of(Type.INTEGER, scope, depth) + " AS BIGINT)";
      case 3 -> "CAST(EXTRACT(DAY FROM " + of(Type.DATE, scope, depth) + ") AS BIGINT)";
      case 4 -> "CAST(EXTRACT(HOUR FROM " + of(Type.TIMESTAMP, scope, depth) + ") AS BIGINT)";
      default -> "CAST(MOD(" + a + ", " + dice.between(2, 4) + ") AS BIGINT)";
    };
  }

  private String decimal(List<Col> scope, int depth) {
    String a = of(Type.DECIMAL, scope, depth);
    return switch (dice.between(0, 4)) {
      case 0 -> "CAST(" + a + " + " + of(Type.DECIMAL, scope, depth) + " AS DECIMAL(10, 2))";
      case 1 -> "CAST(" + a + " - " + of(Type.DECIMAL, scope, depth) + " AS DECIMAL(10, 2))";
      case 2 -> "CAST(" + of(Type.INTEGER, scope, depth) + " AS DECIMAL(10, 2))";
      case 3 -> "CAST(" + a + " * " + dice.between(2, 3) + " AS DECIMAL(10, 2))";
      default -> "ABS(" + a + ")";
    };
  }

  private String real(List<Col> scope, int depth) {
    String a = of(Type.DOUBLE, scope, depth);
    return switch (dice.between(0, 3)) {
      case 0 -> "(" + a + " + " + of(Type.DOUBLE, scope, depth) + ")";
      case 1 -> "(" + a + " - " + of(Type.DOUBLE, scope, depth) + ")";
      case 2 -> "CAST(" + of(Type.INTEGER, scope, depth) + " AS DOUBLE)";
      default -> "(" + a + " * " + dice.between(2, 4) + ")";
    };
  }

  private String text(List<Col> scope, int depth) {
    String a = of(Type.VARCHAR, scope, depth);
    return switch (dice.between(0, 6)) {
      case 0 -> "(" + a + " || " + of(Type.VARCHAR, scope, 0) + ")";
      case 1 -> "UPPER(" + a + ")";
      case 2 -> "LOWER(" + a + ")";
      case 3 -> "SUBSTRING(" + a + " FROM " + dice.between(1, 3) + " FOR 2)";
      case 4 -> "TRIM(" + a + ")";
      case 5 -> "CAST(" + of(Type.INTEGER, scope, depth) + " AS VARCHAR(40))";
      default -> "REPLACE(" + a + ", 'a', 'zz')";
    };
  }

  private String date(List<Col> scope, int depth) {
    String a = of(Type.DATE, scope, depth);
    return switch (dice.between(0, 2)) {
      case 0 -> "(" + a + " + INTERVAL '" + dice.between(1, 3) + "' DAY)";
      case 1 -> "(" + a + " - INTERVAL '1' MONTH)";
      default -> "CAST(" + of(Type.TIMESTAMP, scope, depth) + " AS DATE)";
    };
  }

  private String timestamp(List<Col> scope, int depth) {
    return dice.percent(60)
        ? "("
            + of(Type.TIMESTAMP, scope, depth)
            + " + INTERVAL '"
            + dice.of("30", "90")
            + "' MINUTE)"
        : "CAST(" + of(Type.DATE, scope, depth) + " AS TIMESTAMP)";
  }

  /** A condition over columns. */
  String condition(List<Col> scope, int depth) {
    if (depth > 0 && dice.percent(35)) {
      String a = condition(scope, depth - 1);
      String b = condition(scope, depth - 1);
      return dice.of("(" + a + " AND " + b + ")", "(" + a + " OR " + b + ")", "NOT (" + a + ")");
    }
    List<Col> columns = scope.stream().filter(Col::reusable).toList();
    Type type = columns.isEmpty() ? Type.INTEGER : dice.of(columns).type();
    String a = of(type, scope, depth);
    if (type == Type.BOOLEAN && dice.percent(50)) {
      return a + dice.of("", " IS TRUE", " IS NOT FALSE", " IS NOT TRUE");
    }
    if (type == Type.VARCHAR && dice.percent(25)) {
      return a + dice.of(" LIKE ", " NOT LIKE ") + dice.of("'a%'", "'%b'", "'_'", "'%a%'", "''");
    }
    String b = dice.percent(50) ? literals.of(type) : of(type, scope, depth);
    return switch (dice.between(0, 9)) {
      case 0 -> a + " IS NULL";
      case 1 -> a + " IS NOT NULL";
      case 2 -> a + dice.of(" IN (", " NOT IN (") + literals.of(type) + ", " + b + ")";
      case 3 -> a + " BETWEEN " + literals.of(type) + " AND " + b;
      case 4 -> a + dice.of(" IS DISTINCT FROM ", " IS NOT DISTINCT FROM ") + b;
      default -> a + dice.of(" = ", " <> ", " < ", " <= ", " > ", " >= ", " >= ", " <> ") + b;
    };
  }
}
