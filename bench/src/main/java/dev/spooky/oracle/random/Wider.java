// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.random;

import dev.spooky.oracle.random.Queries.Source;
import java.util.ArrayList;
import java.util.List;

/** Queries beyond what all engines agree on: of the flavours RANKED and FULL. */
final class Wider {
  private final Dice dice;
  private final Expressions expressions;
  private final Queries queries;
  private final boolean ranked;

  Wider(Dice dice, Expressions expressions, Queries queries, Flavour flavour) {
    this.dice = dice;
    this.expressions = expressions;
    this.queries = queries;
    this.ranked = flavour == Flavour.RANKED;
  }

  Rel of(List<Rel> relations, int depth) {
    int kind = ranked ? dice.of(0, 11, 11) : dice.between(0, 11);
    return switch (kind) {
      case 0, 1 -> joined(relations, depth);
      case 2 -> setOperation(relations, depth);
      case 3 -> unnested(relations, depth);
      case 4 -> asked(relations);
      default -> {
        Source source = queries.item(relations, depth);
        List<Col> columns = source.scope().stream().filter(Col::reusable).toList();
        yield columns.isEmpty() ? queries.star(relations, 0) : over(source, columns);
      }
    };
  }

  private Rel over(Source source, List<Col> columns) {
    return switch (dice.between(0, 6)) {
      case 0 -> withTies(source, columns);
      case 1 -> distinctOn(source, columns);
      case 2 -> qualified(source, columns);
      case 3 -> ranked ? framed(source, columns) : groupingSets(source, columns);
      case 4 -> framed(source, columns);
      default -> ranked ? collected(source, columns) : grouped(source, columns);
    };
  }

  private static List<Col> plain(List<Col> columns) {
    return columns.stream().map(c -> Queries.unqualified(c, true)).toList();
  }

  private String term(List<Col> columns) {
    return dice.of(columns).name() + dice.of("", " DESC") + dice.of(" NULLS LAST", " NULLS FIRST");
  }

  private Rel withTies(Source source, List<Col> columns) {
    String sql = "SELECT " + Queries.names(columns) + " FROM " + source.sql();
    sql += queries.where(source, 30) + " ORDER BY " + term(columns);
    sql += !ranked && dice.percent(30) ? " OFFSET " + dice.between(0, 3) + " ROWS" : "";
    return new Rel(sql + " FETCH FIRST " + dice.between(1, 5) + " ROWS WITH TIES", plain(columns));
  }

  private Rel distinctOn(Source source, List<Col> columns) {
    String key = dice.of(columns).name();
    String sql = "SELECT DISTINCT ON (" + key + ") " + Queries.names(columns);
    sql += " FROM " + source.sql() + queries.where(source, 30);
    String order = " ORDER BY " + key + dice.of(" NULLS LAST", " DESC NULLS LAST");
    order += ", " + queries.order(columns);
    return new Rel(sql + (ranked || dice.percent(70) ? order : ""), plain(columns));
  }

  private Rel qualified(Source source, List<Col> columns) {
    String over = " OVER (PARTITION BY " + dice.of(columns).name() + " ORDER BY " + term(columns);
    String sql = "SELECT " + Queries.names(columns) + " FROM " + source.sql();
    sql += queries.where(source, 30) + " QUALIFY ";
    sql += ranked ? dice.of("RANK()", "DENSE_RANK()") : dice.of("ROW_NUMBER()", "RANK()");
    return new Rel(
        sql + over + ") " + dice.of("<=", "<", "=") + " " + dice.between(1, 3), plain(columns));
  }

  private Rel groupingSets(Source source, List<Col> columns) {
    Col first = dice.of(columns);
    Col second = dice.of(columns);
    Col summed = dice.of(columns);
    if (first.equals(second)) {
      return grouped(source, columns);
    }
    String keys = first.name() + ", " + second.name();
    String grouping =
        dice.of(
            "ROLLUP(" + keys + ")",
            "CUBE(" + keys + ")",
            "GROUPING SETS ((" + first.name() + "), (" + second.name() + "), ())");
    String sql =
        "SELECT "
            + first.name()
            + " AS c0, "
            + second.name()
            + " AS c1, CAST(GROUPING("
            + first.name()
            + ") AS BIGINT) AS c2, COUNT("
            + summed.name()
            + ") AS c3 FROM "
            + source.sql()
            + queries.where(source, 30)
            + " GROUP BY "
            + grouping;
    List<Col> shown =
        List.of(
            new Col("c0", first.type(), true),
            new Col("c1", second.type(), true),
            new Col("c2", Type.BIGINT, true),
            new Col("c3", Type.BIGINT, true));
    return new Rel(sql, shown);
  }

  private Rel grouped(Source source, List<Col> columns) {
    List<String> items = new ArrayList<>();
    List<Col> shown = new ArrayList<>();
    Col key = dice.of(columns);
    boolean global = dice.percent(25);
    if (!global) {
      items.add(key.name() + " AS c0");
      shown.add(new Col("c0", key.type(), true));
    }
    int count = dice.between(1, 3);
    for (int i = 0; i < count; i++) {
      aggregate(columns, items, shown);
    }
    String sql = "SELECT " + String.join(", ", items) + " FROM " + source.sql();
    sql += queries.where(source, 30) + (global ? "" : " GROUP BY " + key.name());
    return new Rel(sql, shown);
  }

  /** Groups with aggregates of which both engines have the same idea. */
  private Rel collected(Source source, List<Col> columns) {
    Col key = dice.of(columns);
    Col column = dice.of(columns);
    String x = column.name();
    String filter = " FILTER (WHERE " + expressions.condition(columns, 1) + ")";
    boolean orderable = column.type() != Type.BOOLEAN;
    String sql =
        switch (dice.between(orderable ? 0 : 3, 5)) {
          case 0 -> "MAX(" + x + ")" + filter;
          case 1 -> "PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY " + x + ")";
          case 2 -> "MIN(" + x + ")" + filter;
          case 3 -> "COUNT(" + x + ")" + filter;
          case 4 -> "COUNT(*)" + filter;
          default -> "ARRAY_AGG(" + x + " ORDER BY " + x + dice.of(" DESC", "") + " NULLS LAST)";
        };
    String text = "SELECT " + key.name() + " AS c0, " + sql + " AS c1 FROM " + source.sql();
    text += queries.where(source, 30) + " GROUP BY " + key.name();
    return new Rel(
        text, List.of(new Col("c0", key.type(), true), new Col("c1", column.type(), false)));
  }

  private void aggregate(List<Col> columns, List<String> items, List<Col> shown) {
    Col column = dice.of(columns);
    Type type = column.type();
    String x = column.name();
    String name = "c" + shown.size();
    String filter =
        dice.percent(25) ? " FILTER (WHERE " + expressions.condition(columns, 1) + ")" : "";
    Type result = type;
    String sql =
        switch (type) {
          case INTEGER, BIGINT ->
              dice.of("BIT_AND(", "BIT_OR(", "BIT_XOR(", "MODE(", "ANY_VALUE(", "MAX(DISTINCT ")
                  + x
                  + ")";
          case DECIMAL, DOUBLE ->
              dice.of("VAR_POP(", "STDDEV_SAMP(", "AVG(DISTINCT ", "SUM(DISTINCT ") + x + ")";
          case VARCHAR ->
              dice.of(
                  "STRING_AGG(" + x + ", '|' ORDER BY " + term(columns) + ", " + x + ")",
                  "LISTAGG(" + x + ") WITHIN GROUP (ORDER BY " + x + ")");
          case BOOLEAN -> dice.of("EVERY(", "BOOL_OR(") + x + ")";
          case DATE, TIMESTAMP ->
              dice.of(
                  "PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY " + x + ")",
                  "ARG_MAX(" + x + ", " + dice.of(columns).name() + ")",
                  "MIN(" + x + ")");
          case INTEGERS -> dice.of("MAX(", "MIN(") + x + ")";
        };
    boolean reusable = type != Type.DECIMAL && type != Type.DOUBLE;
    if (dice.percent(20)) {
      sql = "ARRAY_AGG(" + x + dice.of("", " ORDER BY " + term(columns)) + ")";
      result = Type.INTEGERS;
      reusable = type == Type.INTEGER;
    } else if (type == Type.VARCHAR) {
      reusable = false; // longer than columns are
    }
    items.add(sql + filter + " AS " + name);
    shown.add(new Col(name, result, reusable));
  }

  private Rel framed(Source source, List<Col> columns) {
    List<Col> shown = new ArrayList<>();
    List<String> items = new ArrayList<>();
    for (Col column : columns) {
      items.add(column.name() + " AS c" + shown.size());
      shown.add(new Col("c" + shown.size(), column.type(), true));
    }
    Col column = dice.of(columns);
    String partition = dice.percent(60) ? "PARTITION BY " + dice.of(columns).name() + " " : "";
    String order = ranked ? queries.order(columns) : term(columns);
    String over = " OVER (" + partition + "ORDER BY " + order;
    String frame =
        dice.of(
            "",
            " RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
            " ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING",
            " ROWS BETWEEN 1 PRECEDING AND 2 FOLLOWING EXCLUDE CURRENT ROW",
            " RANGE UNBOUNDED PRECEDING EXCLUDE TIES");
    String x = column.name();
    String sql =
        switch (dice.between(ranked ? 1 : 0, 5)) {
          case 0 -> dice.of("PERCENT_RANK()", "CUME_DIST()", "NTILE(2)") + over + ")";
          case 1 -> "NTH_VALUE(" + x + ", 2)" + over + frame + ")";
          case 2 -> "COUNT(" + x + ")" + over + frame + ")";
          case 3 -> dice.of("LAG(", "LEAD(") + x + ", 3)" + over + ")";
          case 4 ->
              column.type() == Type.BOOLEAN
                  ? "COUNT(*)" + over + ")"
                  : "MAX(" + x + ")" + over + frame + ")";
          default ->
              (!ranked && column.type().isNumeric() ? "SUM(" : "COUNT(")
                  + x
                  + ")"
                  + over
                  + frame
                  + ")";
        };
    items.add(sql + " AS w");
    shown.add(new Col("w", column.type(), false));
    String text = "SELECT " + String.join(", ", items) + " FROM " + source.sql();
    return new Rel(text + queries.where(source, 30), shown);
  }

  private Rel joined(List<Rel> relations, int depth) {
    Source left = queries.item(relations, depth);
    Source right = queries.item(relations, 0);
    List<Col> scope = new ArrayList<>(left.scope());
    scope.addAll(right.scope());
    String kind = dice.of(ranked ? " RIGHT JOIN " : " FULL JOIN ", " LEFT JOIN ", " JOIN ");
    Source both =
        new Source(left.sql() + kind + right.sql() + " ON " + on(left, right, scope), scope);
    return queries.project(both, queries.types(scope, dice.between(1, 4)), "");
  }

  private String on(Source left, Source right, List<Col> scope) {
    List<String> keys = new ArrayList<>();
    for (Col a : left.scope()) {
      for (Col b : right.scope()) {
        if (a.reusable() && b.reusable() && a.type() == b.type() && a.type() != Type.BOOLEAN) {
          keys.add(a.name() + dice.of(" = ", " = ", " IS NOT DISTINCT FROM ") + b.name());
          if (a.type() == Type.INTEGER) {
            keys.add(a.name() + " BETWEEN " + b.name() + " - 1 AND " + b.name());
          }
          keys.add(a.name() + dice.of(" < ", " >= ") + b.name());
        }
      }
    }
    String condition = expressions.condition(scope, 1);
    if (keys.isEmpty()) {
      return condition;
    }
    return dice.of(keys) + (dice.percent(30) ? " AND " + dice.of(dice.of(keys), condition) : "");
  }

  private Rel setOperation(List<Rel> relations, int depth) {
    Source first = queries.source(relations, depth);
    List<Type> types = queries.types(first.scope(), dice.between(1, 2));
    Rel left = queries.project(first, types, "");
    Rel right = queries.project(queries.source(relations, 0), types, "");
    String kind = dice.of(" INTERSECT ALL ", " EXCEPT ALL ", " EXCEPT ", " UNION ALL ");
    return new Rel(left.sql() + kind + right.sql(), left.columns());
  }

  private Rel unnested(List<Rel> relations, int depth) {
    Source source = queries.item(relations, depth);
    List<Col> columns = source.scope().stream().filter(Col::reusable).toList();
    if (columns.isEmpty()) {
      return queries.star(relations, 0);
    }
    String array = expressions.of(Type.INTEGERS, columns, 1);
    String unnest = "UNNEST(" + array + ")";
    List<Col> shown = new ArrayList<>(plain(columns));
    String join =
        dice.of(
            " CROSS JOIN " + unnest + " AS u(x)",
            " LEFT JOIN " + unnest + " AS u(x) ON TRUE",
            " CROSS JOIN " + unnest + " WITH ORDINALITY AS u(x, n)");
    shown.add(new Col("x", Type.INTEGER, true));
    String items = Queries.names(columns) + ", u.x";
    return new Rel("SELECT " + items + " FROM " + source.sql() + join, shown);
  }

  /** A scalar sub-query, or the first rows of a lateral one. */
  private Rel asked(List<Rel> relations) {
    Source outer = queries.item(relations, 0);
    Source inner = queries.item(relations, 0);
    List<Col> scope = new ArrayList<>(outer.scope());
    scope.addAll(inner.scope());
    Col value = dice.of(inner.scope());
    Col shown = dice.of(outer.scope());
    String where = " WHERE " + on(outer, inner, scope);
    String from = value.name() + " AS y FROM " + inner.sql() + where;
    String sql =
        dice.of(
            "SELECT "
                + shown.name()
                + " AS c0, (SELECT MIN("
                + value.name()
                + ") FROM "
                + inner.sql()
                + where
                + ") AS c1 FROM "
                + outer.sql(),
            "SELECT "
                + shown.name()
                + " AS c0, l.y AS c1 FROM "
                + outer.sql()
                + dice.of(" LEFT JOIN LATERAL (", " JOIN LATERAL (")
                + "SELECT "
                + from
                + " ORDER BY "
                + value.name()
                + dice.of("", " DESC")
                + " LIMIT 2) AS l ON TRUE");
    return new Rel(
        sql,
        List.of(
            new Col("c0", shown.type(), shown.reusable()),
            new Col("c1", value.type(), value.reusable())));
  }
}
