// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.RowValues;
import dev.spooky.records.row.RowLayout;
import dev.spooky.sql.catalog.Constraint;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataTypeField;

/** What is said of rows that violate constraints. */
final class ConstraintErrors {
  private static final int MOST_TEXT = 200;

  private ConstraintErrors() {}

  static TableEntry target(Database database, Constraint.ForeignKey key) {
    TableEntry target = database.catalog().table(key.target());
    if (target == null) {
      throw new IllegalStateException("no table of number=" + key.target());
    }
    return target;
  }

  /** Some columns of a row as {@code (a=1, b=2)}. */
  static String values(TableEntry table, List<Integer> columns, byte[] bytes, int row) {
    RowLayout layout = RowLayouts.layout(table.rowType());
    StringJoiner text = new StringJoiner(", ", "(", ")");
    for (int column : columns) {
      RelDataTypeField field = table.rowType().getFieldList().get(column);
      String value =
          String.valueOf(RowValues.getText(layout.slot(column), field.getType(), bytes, row));
      text.add(
          field.getName()
              + "="
              + (value.length() > MOST_TEXT ? value.substring(0, MOST_TEXT) + "…" : value));
    }
    return text.toString();
  }

  static SpookySqlException check(String name, TableEntry table, byte[] bytes, int row) {
    List<Integer> all = IntStream.range(0, table.rowType().getFieldCount()).boxed().toList();
    return SpookySqlException.of(
        SqlErrorCode.CHECK_VIOLATION, values(table, all, bytes, row), name, table.name());
  }

  static SpookySqlException unique(Constraint.Key key, TableEntry table, byte[] bytes, int row) {
    return SpookySqlException.of(
        SqlErrorCode.UNIQUE_VIOLATION,
        values(table, key.columns(), bytes, row),
        key.name(),
        table.name());
  }

  static SpookySqlException missing(
      Constraint.ForeignKey key, TableEntry table, TableEntry target, byte[] bytes, int row) {
    return SpookySqlException.of(
        SqlErrorCode.FOREIGN_KEY_VIOLATION,
        "row with %s of table '%s' violates foreign key '%s': no such row in table '%s'"
            .formatted(
                values(table, key.columns(), bytes, row), table.name(), key.name(), target.name()));
  }

  static SpookySqlException referenced(
      TableRules.Reference reference, TableEntry target, byte[] bytes, int row) {
    return SpookySqlException.of(
        SqlErrorCode.FOREIGN_KEY_VIOLATION,
        "row with %s of table '%s' is referenced by foreign key '%s' of table '%s'"
            .formatted(
                values(target, reference.key().targetColumns(), bytes, row),
                target.name(),
                reference.key().name(),
                reference.from().name()));
  }
}
