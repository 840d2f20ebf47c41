// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Queries of the supported language over given relations. */
public final class Queries {
  private static final Pattern COLUMN = Pattern.compile("\\br[0-9]+\\.");

  private final Dice dice;
  private final Expressions expressions;
  private final @Nullable Wider wider;
  private int aliases;
  private List<Rel> asked = List.of();

  Queries(Dice dice) {
    this(dice, Flavour.PORTABLE);
  }

  /** Queries of a flavour, by these choices. */
  public Queries(Dice dice, Flavour flavour) {
    this.dice = dice;
    this.expressions = new Expressions(dice, new Literals(dice), flavour);
    this.wider = flavour == Flavour.PORTABLE ? null : new Wider(dice, expressions, this, flavour);
  }

  /** A condition over a query's columns. */
  public String predicate(Rel rel) {
    return expressions.condition(rel.reusable(), 1);
  }

  /** A query over some of the relations. */
  public Rel of(List<Rel> relations, int depth) {
    asked = relations;
    if (wider != null && dice.percent(50)) {
      return wider.of(relations, depth);
    }
    return switch (dice.between(0, 13)) {
      case 12, 13 -> windows(relations, depth);
      case 0, 1 -> select(relations, depth, "");
      case 2 -> select(relations, depth, "DISTINCT ");
      case 3, 4, 5, 6 -> grouped(relations, depth);
      case 7, 8 -> union(relations, depth);
      case 9 -> top(relations, depth);
      case 10 -> topPerPartition(relations, depth);
      default -> star(relations, depth);
    };
  }

  /** A FROM clause with the columns that it brings into scope. */
  record Source(String sql, List<Col> scope) {}

  Source source(List<Rel> relations, int depth) {
    Source first = item(relations, depth);
    if (dice.percent(40)) {
      return first;
    }
    Source second = item(relations, depth);
    Source joined = join(first, second);
    return dice.percent(20) ? join(joined, item(relations, 0)) : joined;
  }

  Source item(List<Rel> relations, int depth) {
    boolean nested = depth > 0 && dice.percent(25);
    Rel rel = nested ? of(relations, depth - 1) : dice.of(relations);
    String alias = "r" + aliases++;
    String from = nested ? "(" + rel.sql() + ")" : rel.sql();
    return new Source(from + " AS " + alias, rel.columns().stream().map(c -> c.of(alias)).toList());
  }

  private Source join(Source left, Source right) {
    List<Col> scope = new ArrayList<>(left.scope());
    scope.addAll(right.scope());
    List<String> keys = new ArrayList<>();
    for (Col a : left.scope()) {
      for (Col b : right.scope()) {
        if (a.reusable() && b.reusable() && a.type() == b.type() && a.type() != Type.BOOLEAN) {
          keys.add(a.name() + " = " + b.name());
        }
      }
    }
    if (keys.isEmpty()) {
      String condition = " ON " + expressions.condition(scope, 1);
      String cross = left.sql() + " CROSS JOIN " + right.sql();
      String theta = left.sql() + " JOIN " + right.sql() + condition;
      return new Source(dice.percent(50) ? cross : theta, scope);
    }
    StringJoiner on = new StringJoiner(" AND ");
    on.add(dice.of(keys));
    if (dice.percent(25)) {
      on.add(dice.of(keys));
    }
    if (dice.percent(25)) {
      on.add(expressions.condition(scope, 1));
    }
    String kind = dice.percent(60) ? " JOIN " : dice.of(" LEFT JOIN ", " RIGHT JOIN ");
    return new Source(left.sql() + kind + right.sql() + " ON " + on, scope);
  }

  String where(Source source, int chance) {
    String plain = dice.percent(chance) ? expressions.condition(source.scope(), 2) : "";
    if (asked.isEmpty() || !dice.percent(15)) {
      return plain.isEmpty() ? "" : " WHERE " + plain;
    }
    String asking =
        new SubQueries(dice, expressions)
            .condition(source.scope(), dice.of(asked), "r" + aliases++);
    return " WHERE " + (plain.isEmpty() ? asking : plain + dice.of(" AND ", " OR ") + asking);
  }

  private Rel select(List<Rel> relations, int depth, String distinct) {
    Source source = source(relations, depth);
    List<Type> types = types(source.scope(), dice.between(1, 4));
    return project(source, types, distinct);
  }

  Rel project(Source source, List<Type> types, String distinct) {
    StringJoiner items = new StringJoiner(", ");
    List<Col> columns = new ArrayList<>();
    for (Type type : types) {
      String name = "c" + columns.size();
      items.add(expressions.of(type, source.scope(), dice.between(0, 2)) + " AS " + name);
      columns.add(new Col(name, type, true));
    }
    String sql = "SELECT " + distinct + items + " FROM " + source.sql() + where(source, 35);
    return new Rel(sql, columns);
  }

  /** Types of columns in scope, so that most expressions find one to start from. */
  List<Type> types(List<Col> scope, int count) {
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      types.add(dice.of(scope).type());
    }
    return types;
  }

  Rel star(List<Rel> relations, int depth) {
    Source source = item(relations, depth);
    List<Col> columns = source.scope().stream().map(c -> unqualified(c, c.reusable())).toList();
    return new Rel("SELECT * FROM " + source.sql() + where(source, 60), columns);
  }

  static Col unqualified(Col column, boolean reusable) {
    String name = column.name().substring(column.name().indexOf('.') + 1);
    return new Col(name, column.type(), reusable);
  }

  private Rel grouped(List<Rel> relations, int depth) {
    Source source = source(relations, depth);
    List<Col> scope = source.scope();
    List<Col> columns = new ArrayList<>();
    List<String> items = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    List<Col> candidates = scope.stream().filter(Col::reusable).toList();
    int keyCount = candidates.isEmpty() ? 0 : dice.between(0, 2);
    for (int i = 0; i < keyCount; i++) {
      Col column = dice.of(candidates);
      String key = dice.percent(75) ? column.name() : expressions.of(column.type(), scope, 1);
      if (!keys.contains(key) && !isLiteral(key, column.type())) {
        items.add(key + " AS c" + columns.size());
        columns.add(new Col("c" + columns.size(), column.type(), true));
        keys.add(key);
      }
    }
    int aggregates = dice.between(1, 3);
    for (int i = 0; i < aggregates; i++) {
      aggregate(scope, items, columns);
    }
    String sql = "SELECT " + String.join(", ", items) + " FROM " + source.sql() + where(source, 30);
    sql += keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys);
    return new Rel(sql + having(scope, 25), columns);
  }

  /** An expression without a column in it is not a thing to group by. */
  private static boolean isLiteral(String key, Type type) {
    return type == Type.BOOLEAN || !COLUMN.matcher(key).find();
  }

  private void aggregate(List<Col> scope, List<String> items, List<Col> columns) {
    Col column = dice.of(scope);
    Type type = column.type();
    String argument = column.reusable() ? expressions.of(type, scope, dice.between(0, 1)) : "1";
    String name = "c" + columns.size();
    int kind = dice.between(0, type.isNumeric() && column.reusable() ? 5 : 2);
    String sql =
        switch (kind) {
          case 0 ->
              dice.of("COUNT(*)", "COUNT(" + argument + ")", "COUNT(DISTINCT " + argument + ")");
          case 1, 2 -> dice.of("MIN(", "MAX(") + argument + ")";
          case 3 -> sum(argument, type);
          case 4 -> "SUM(" + argument + ")";
          default ->
              "AVG("
                  + (type == Type.DECIMAL || type == Type.DOUBLE ? argument : exact(argument))
                  + ")";
        };
    if (kind > 0 && kind < 3 && type == Type.BOOLEAN) {
      sql = "COUNT(" + argument + ")";
      kind = 0;
    }
    Type result = kind == 0 ? Type.BIGINT : kind == 3 && type == Type.INTEGER ? Type.BIGINT : type;
    boolean reusable = kind < 4 && (kind == 0 || column.reusable());
    items.add(sql + " AS " + name);
    columns.add(
        new Col(
            name, kind < 3 && kind > 0 && !column.reusable() ? Type.INTEGER : result, reusable));
  }

  /** The other engine averages integers as doubles; a DECIMAL(20, 0) it averages exactly. */
  private static String exact(String argument) {
    return "CAST(" + argument + " AS DECIMAL(20, 0))";
  }

  private static String sum(String argument, Type type) {
    return switch (type) {
      case INTEGER, BIGINT -> "CAST(SUM(" + argument + ") AS BIGINT)";
      case DECIMAL -> "CAST(SUM(" + argument + ") AS DECIMAL(10, 2))";
      default -> "CAST(SUM(" + argument + ") AS DOUBLE)";
    };
  }

  private String having(List<Col> scope, int chance) {
    if (!dice.percent(chance)) {
      return "";
    }
    List<Col> numbers =
        scope.stream().filter(c -> c.reusable() && c.type() == Type.INTEGER).toList();
    String count = "COUNT(*) " + dice.of(">", "<>", "<=") + " " + dice.between(1, 3);
    return " HAVING "
        + (numbers.isEmpty() || dice.percent(50)
            ? count
            : dice.of("SUM(", "MAX(") + dice.of(numbers).name() + ") > " + dice.between(-2, 5));
  }

  private Rel union(List<Rel> relations, int depth) {
    Source first = source(relations, depth);
    List<Type> types = types(first.scope(), dice.between(1, 3));
    Rel left = project(first, types, "");
    Rel right = project(source(relations, depth), types, "");
    String kind = dice.of(" UNION ALL ", " UNION ", " INTERSECT ", " EXCEPT ");
    return new Rel(left.sql() + kind + right.sql(), left.columns());
  }

  private Rel top(List<Rel> relations, int depth) {
    Source source = item(relations, depth);
    List<Col> columns = source.scope().stream().filter(Col::reusable).toList();
    if (columns.isEmpty()) {
      return star(relations, 0);
    }
    String offset = dice.percent(40) ? " OFFSET " + dice.between(1, 3) : "";
    String sql =
        "SELECT "
            + names(columns)
            + " FROM "
            + source.sql()
            + where(source, 30)
            + " ORDER BY "
            + order(columns)
            + " LIMIT "
            + dice.between(1, 6)
            + offset;
    return new Rel(sql, columns.stream().map(c -> unqualified(c, true)).toList());
  }

  private Rel topPerPartition(List<Rel> relations, int depth) {
    Source source = item(relations, depth);
    List<Col> columns = source.scope().stream().filter(Col::reusable).toList();
    if (columns.isEmpty()) {
      return star(relations, 0);
    }
    String inner =
        "SELECT "
            + names(columns)
            + ", ROW_NUMBER() OVER (PARTITION BY "
            + dice.of(columns).name()
            + " ORDER BY "
            + order(columns)
            + ") AS rn FROM "
            + source.sql()
            + where(source, 30);
    List<Col> plain = columns.stream().map(c -> unqualified(c, true)).toList();
    String sql = "SELECT " + names(plain) + " FROM (" + inner + ") AS q" + aliases++;
    return new Rel(sql + " WHERE rn <= " + dice.between(1, 3), plain);
  }

  private Rel windows(List<Rel> relations, int depth) {
    Source source = item(relations, depth);
    List<Col> columns = source.scope().stream().filter(Col::reusable).toList();
    if (columns.isEmpty()) {
      return star(relations, 0);
    }
    List<String> items = new ArrayList<>();
    List<Col> shown = new ArrayList<>();
    for (Col column : columns) {
      items.add(column.name() + " AS c" + shown.size());
      shown.add(new Col("c" + shown.size(), column.type(), true));
    }
    int functions = dice.between(1, 2);
    for (int i = 0; i < functions; i++) {
      shown.add(new Windows(dice).function(columns, "c" + shown.size(), items, i == 0));
    }
    String sql = "SELECT " + String.join(", ", items) + " FROM " + source.sql() + where(source, 30);
    return new Rel(sql, shown);
  }

  static String names(List<Col> columns) {
    return columns.stream().map(Col::name).collect(Collectors.joining(", "));
  }

  String order(List<Col> columns) {
    List<Col> rotated = new ArrayList<>(columns);
    Collections.rotate(rotated, dice.between(0, columns.size() - 1));
    return rotated.stream()
        .map(c -> c.name() + dice.of("", " DESC") + dice.of(" NULLS FIRST", " NULLS LAST"))
        .collect(Collectors.joining(", "));
  }
}
