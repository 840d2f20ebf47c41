// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.random;

import java.util.ArrayList;
import java.util.List;

/** Conditions with sub-queries over a relation, correlated or not. */
final class SubQueries {
  private final Dice dice;
  private final Expressions expressions;

  SubQueries(Dice dice, Expressions expressions) {
    this.dice = dice;
    this.expressions = expressions;
  }

  /** A condition over {@code scope} that asks {@code rel}; TRUE if they have no type in common. */
  String condition(List<Col> scope, Rel rel, String alias) {
    List<Col> inner = rel.columns().stream().map(c -> c.of(alias)).toList();
    List<Col[]> pairs = new ArrayList<>();
    for (Col a : scope) {
      for (Col b : inner) {
        boolean usable = a.reusable() && b.reusable() && a.type() != Type.BOOLEAN;
        if (usable && a.type() == b.type()) {
          pairs.add(new Col[] {a, b});
        }
      }
    }
    if (pairs.isEmpty()) {
      return "TRUE";
    }
    Col[] pair = dice.of(pairs);
    String outside = pair[0].name();
    String inside = pair[1].name();
    String from = " FROM " + rel.sql() + " AS " + alias + where(scope, inner, pairs);
    String values = "(SELECT " + inside + from + ")";
    return switch (dice.between(0, 5)) {
      case 0 -> outside + " IN " + values;
      case 1 -> outside + " NOT IN " + values;
      case 2 -> dice.of("", "NOT ") + "EXISTS (SELECT 1" + from + ")";
      case 3 ->
          outside + dice.of(" < ", " = ", " >= ") + "(SELECT MAX(" + inside + ")" + from + ")";
      case 4 -> outside + dice.of(" < ", " = ", " <> ") + dice.of("ANY ", "ALL ") + values;
      default -> "(SELECT COUNT(*)" + from + ")" + dice.of(" = ", " > ") + dice.between(0, 2);
    };
  }

  private String where(List<Col> scope, List<Col> inner, List<Col[]> pairs) {
    List<String> conditions = new ArrayList<>();
    if (dice.percent(60)) {
      Col[] pair = dice.of(pairs);
      conditions.add(pair[1].name() + dice.of(" = ", " = ", " = ", " < ") + pair[0].name());
    }
    if (dice.percent(30)) {
      conditions.add(expressions.condition(inner, 1));
    }
    if (dice.percent(15)) {
      List<Col> both = new ArrayList<>(scope);
      both.addAll(inner);
      conditions.add(expressions.condition(both, 1));
    }
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }
}
