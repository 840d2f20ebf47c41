// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Tables of random columns, some with a key, some bags, and statements that change them. */
public final class Schema {
  /** What a definition of a table ends with whose rows are not kept. */
  public static final String STREAM = " WITH (STORED = FALSE)";

  /** A table; with a key, its first column is the key. */
  private record Table(String name, boolean keyed, boolean stored, List<Col> columns) {
    Rel rel() {
      return new Rel(name, columns);
    }
  }

  private final Dice dice;
  private final Literals literals;
  private final Expressions expressions;
  private final List<Table> tables = new ArrayList<>();
  private final int nullPercent;
  private final boolean repeats;
  private int nextKey;

  Schema(Dice dice) {
    this(dice, Flavour.PORTABLE);
  }

  /** A schema of a flavour, by these choices. */
  public Schema(Dice dice, Flavour flavour) {
    boolean full = flavour == Flavour.FULL;
    this.dice = dice;
    this.literals = new Literals(dice, full && dice.percent(20) ? 4 : 0);
    this.expressions = new Expressions(dice, literals, flavour);
    this.nullPercent = full ? dice.of(5, 15, 50) : 15;
    this.repeats = full && dice.percent(30);
    Type[] types = full ? Type.values() : Type.scalars();
    int count = dice.between(1, 3);
    for (int t = 0; t < count; t++) {
      boolean keyed = dice.percent(50);
      List<Col> columns = new ArrayList<>();
      if (keyed) {
        columns.add(new Col("id", Type.INTEGER, true));
      }
      int others = dice.between(1, 4);
      for (int c = 0; c < others; c++) {
        Type type = dice.percent(40) ? Type.INTEGER : dice.of(types);
        columns.add(new Col("c" + c, type, true));
      }
      boolean stored = keyed || !full || dice.percent(75);
      tables.add(new Table("t" + t, keyed, stored, columns));
    }
  }

  /** Whether there are tables whose rows are not kept. */
  public boolean hasStreams() {
    return !tables.stream().allMatch(Table::stored);
  }

  /** The tables' names. */
  public List<String> names() {
    return tables.stream().map(Table::name).toList();
  }

  /** The tables, to be queried. */
  public List<Rel> relations() {
    return tables.stream().map(Table::rel).toList();
  }

  /** Makes the tables. */
  public List<String> definitions() {
    List<String> statements = new ArrayList<>();
    for (Table table : tables) {
      List<String> columns = new ArrayList<>();
      for (Col column : table.columns()) {
        boolean key = table.keyed() && columns.isEmpty();
        columns.add(column.name() + " " + column.type().sql() + (key ? " PRIMARY KEY" : ""));
      }
      String rest = " (" + String.join(", ", columns) + ")" + (table.stored() ? "" : STREAM);
      statements.add("CREATE TABLE " + table.name() + rest);
    }
    return statements;
  }

  /** Fills every table. */
  public List<String> load() {
    return tables.stream().map(table -> insert(table, dice.between(5, 20))).toList();
  }

  /** The statements of a transaction over one or more tables. */
  public List<String> transaction() {
    List<String> statements = new ArrayList<>();
    int count = dice.between(2, 6);
    for (int i = 0; i < count; i++) {
      statements.add(change(dice.of(tables)));
    }
    return statements;
  }

  private String change(Table table) {
    if (!table.stored()) {
      return insert(table, dice.between(1, 4));
    }
    return switch (dice.between(0, 9)) {
      case 0, 1, 2, 3 -> insert(table, dice.between(1, 4));
      case 4 -> insertSelect(table);
      case 5, 6, 7 -> update(table);
      default -> "DELETE FROM " + table.name() + where(table);
    };
  }

  private String insert(Table table, int rows) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      List<String> row = new ArrayList<>();
      for (Col column : table.columns()) {
        boolean key = table.keyed() && row.isEmpty();
        row.add(key ? Integer.toString(nextKey++) : literals.nullable(column.type(), nullPercent));
      }
      String text = "(" + String.join(", ", row) + ")";
      values.addAll(Collections.nCopies(repeats && !table.keyed() ? dice.between(1, 3) : 1, text));
    }
    return "INSERT INTO " + table.name() + " VALUES " + String.join(", ", values);
  }

  /** Copies rows within a table; the one row of a keyed table under a new key. */
  private String insertSelect(Table table) {
    if (!table.keyed()) {
      String some = " WHERE " + expressions.condition(table.columns(), 0);
      // DISTINCT, lest the table double again and again
      return "INSERT INTO " + table.name() + " SELECT DISTINCT * FROM " + table.name() + some;
    }
    List<String> items = new ArrayList<>();
    int from = dice.between(0, nextKey);
    for (Col column : table.columns()) {
      items.add(items.isEmpty() ? "id + " + (nextKey++ - from) : column.name());
    }
    String source = " FROM " + table.name() + " WHERE id = " + from;
    return "INSERT INTO " + table.name() + " SELECT " + String.join(", ", items) + source;
  }

  private String update(Table table) {
    List<Col> scope = table.columns();
    Col column =
        table.keyed() && scope.size() > 1
            ? scope.get(dice.between(1, scope.size() - 1))
            : dice.of(scope);
    String value =
        table.keyed() && column.equals(scope.get(0))
            ? "id"
            : dice.percent(60)
                ? literals.nullable(column.type(), nullPercent)
                : bounded(column.type(), scope);
    return "UPDATE " + table.name() + " SET " + column.name() + " = " + value + where(table);
  }

  /** An expression whose values do not grow when it is applied again and again. */
  private String bounded(Type type, List<Col> scope) {
    return switch (type) {
      case INTEGER, BIGINT -> "MOD(" + expressions.of(type, scope, 1) + ", 9)";
      case VARCHAR -> "SUBSTRING(" + expressions.of(type, scope, 1) + " FROM 1 FOR 5)";
      case DECIMAL, DOUBLE -> literals.of(type);
      case INTEGERS -> literals.of(type);
      case BOOLEAN, DATE, TIMESTAMP -> expressions.of(type, scope, 1);
    };
  }

  private String where(Table table) {
    List<Col> scope = table.columns();
    if (table.keyed() && dice.percent(40)) {
      return " WHERE id " + dice.of("=", "=", "<", ">=") + " " + dice.between(0, nextKey);
    }
    Col column = dice.of(scope);
    return dice.percent(70)
        ? " WHERE " + column.name() + " = " + literals.of(column.type())
        : " WHERE " + expressions.condition(scope, 1);
  }
}
