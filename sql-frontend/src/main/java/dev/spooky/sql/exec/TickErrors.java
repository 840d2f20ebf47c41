// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.RowValues;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.circuit.TickFailure;
import dev.spooky.runtime.operator.ConstraintViolation;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.error.SqlPosition;
import dev.spooky.sql.error.ValueErrors;
import java.util.List;
import java.util.StringJoiner;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.jspecify.annotations.Nullable;

/** Failures of ticks and transforms as errors that users can read. */
final class TickErrors {
  private TickErrors() {}

  static RuntimeException translate(RuntimeException failure, Database database) {
    if (failure instanceof TickFailure tick) {
      SpookySqlException error = tick(tick, database);
      String view = database.viewOf(tick.node());
      return (view == null ? error : error.in("view '" + view + "'")).withCause(failure);
    }
    if (failure instanceof ConstraintViolation violation) {
      return constraint(violation, database).withCause(failure);
    }
    return failure;
  }

  /** An error of an expression, without the view that it is in. */
  static SpookySqlException tick(TickFailure failure, Database database) {
    SpookySqlException plain =
        expression(failure.kind(), failure.getMessage(), failure.line(), failure.column());
    String row = FailedRow.text(failure, database);
    return row == null ? plain : plain.in(row);
  }

  /** The first error row as an exception. */
  static SpookySqlException first(Errors errors) {
    return at(errors, 0);
  }

  /** One of the error rows as an exception. */
  static SpookySqlException at(Errors errors, int index) {
    return expression(
        errors.kind(index), errors.message(index), errors.line(index), errors.column(index));
  }

  private static SpookySqlException expression(
      Errors.Kind kind, @Nullable String text, int line, int column) {
    SqlPosition where =
        line <= 0 ? SqlPosition.UNKNOWN : new SqlPosition(line, column, line, column);
    return ValueErrors.of(kind, String.valueOf(text), where);
  }

  /** As {@link #translate}, for rows of a table that is not in the catalog yet. */
  static RuntimeException ofTable(RuntimeException failure, TableEntry table, Database database) {
    return failure instanceof ConstraintViolation violation
        ? duplicateKey(table, violation.row(), 0).withCause(failure)
        : translate(failure, database);
  }

  private static SpookySqlException constraint(ConstraintViolation violation, Database database) {
    for (Entry entry : database.catalog().all()) {
      if (entry instanceof TableEntry table && database.isStoredIn(table, violation.rows())) {
        return violation.kind() == ConstraintViolation.Kind.DUPLICATE_KEY
            ? duplicateKey(table, violation.row(), 0)
            : SpookySqlException.of(
                SqlErrorCode.EXPRESSION_FAILED,
                "row to delete is not in table '" + table.name() + "'");
      }
    }
    return SpookySqlException.of(SqlErrorCode.INTERNAL, "constraint of an unknown table");
  }

  static SpookySqlException duplicateKey(TableEntry table, byte[] bytes, int row) {
    RowLayout layout = RowLayouts.layout(table.rowType());
    List<RelDataTypeField> fields = table.rowType().getFieldList();
    StringJoiner key = new StringJoiner(", ", "(", ")");
    for (int column : table.keyColumns()) {
      RelDataTypeField field = fields.get(column);
      key.add(
          field.getName()
              + "="
              + RowValues.getText(layout.slot(column), field.getType(), bytes, row));
    }
    return SpookySqlException.of(SqlErrorCode.DUPLICATE_KEY, key, table.name());
  }
}
