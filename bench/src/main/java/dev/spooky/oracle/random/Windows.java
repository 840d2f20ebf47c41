// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Window functions over columns, ordered by all of them where a value depends on ties. */
final class Windows {
  private final Dice dice;

  Windows(Dice dice) {
    this.dice = dice;
  }

  /**
   * A window function over columns in scope, as a column of this name.
   *
   * @param first whether it may tell equal rows from each other, which only one function of a query
   *     may: which of its values stand beside which of another's is open
   */
  Col function(List<Col> columns, String name, List<String> items, boolean first) {
    Col column = dice.of(columns);
    boolean orderable = column.type() != Type.BOOLEAN && column.type() != Type.INTEGERS;
    boolean summable = column.type() == Type.INTEGER || column.type() == Type.BIGINT;
    int kind = first ? dice.between(0, summable ? 6 : orderable ? 5 : 4) : 1;
    String value = column.name();
    String sql =
        switch (kind) {
          case 0 -> dice.of("ROW_NUMBER()", "NTILE(3)") + over(order(columns), "");
          case 1 -> dice.of("RANK()", "DENSE_RANK()") + over(term(dice.of(columns)), "");
          case 2 ->
              dice.of("LAG(", "LEAD(")
                  + value
                  + dice.of("", ", 2")
                  + ")"
                  + dice.of("", " IGNORE NULLS")
                  + over(columns, order(columns), "");
          case 3 ->
              dice.of("FIRST_VALUE(", "LAST_VALUE(")
                  + value
                  + ")"
                  + dice.of("", " IGNORE NULLS")
                  + over(columns, order(columns), frame());
          case 4 -> "COUNT(" + dice.of("*", value) + ")" + over(columns, order(columns), frame());
          case 5 -> dice.of("MIN(", "MAX(") + value + ")" + over(columns, order(columns), frame());
          default ->
              "CAST(SUM(" + value + ")" + over(columns, order(columns), frame()) + " AS BIGINT)";
        };
    items.add(sql + " AS " + name);
    boolean isCount = kind < 2 || kind == 4;
    return new Col(name, isCount || kind == 6 ? Type.BIGINT : column.type(), true);
  }

  private String over(String order, String frame) {
    return " OVER (ORDER BY " + order + frame + ")";
  }

  private String over(List<Col> columns, String order, String frame) {
    return dice.percent(40)
        ? over(order, frame)
        : " OVER (PARTITION BY " + dice.of(columns).name() + " ORDER BY " + order + frame + ")";
  }

  private String frame() {
    if (dice.percent(40)) {
      return "";
    }
    String from = dice.of("UNBOUNDED PRECEDING", "2 PRECEDING", "CURRENT ROW");
    String to = dice.of("UNBOUNDED FOLLOWING", "1 FOLLOWING", "CURRENT ROW");
    return dice.of(" ROWS BETWEEN " + from + " AND " + to, " ROWS UNBOUNDED PRECEDING");
  }

  private String order(List<Col> columns) {
    List<Col> rotated = new ArrayList<>(columns);
    Collections.rotate(rotated, dice.between(0, columns.size() - 1));
    return rotated.stream().map(this::term).collect(Collectors.joining(", "));
  }

  private String term(Col column) {
    return column.name() + dice.of("", " DESC") + dice.of(" NULLS FIRST", " NULLS LAST");
  }
}
