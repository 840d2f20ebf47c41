// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.expr.TransformCompiler;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.operator.Transform;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.List;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.jspecify.annotations.Nullable;

/** The rows with a foreign key that reference given rows, and what is done to them. */
final class ReferencingRows {
  private final StatementChanges statement;
  private final TableEntry table;
  private final List<Integer> columns;
  private final RowKey probe;
  private final KeyFinder finder;
  private final RowLayout layout;
  private final RowWriter writer;
  private final Delta deleted;
  private final Delta old;
  private final Delta now;
  private final Delta found;
  private @Nullable Delta defaults;

  ReferencingRows(StatementChanges statement, TableRules.Reference reference, RowKey probe) {
    this.statement = statement;
    this.table = reference.from();
    this.columns = reference.key().columns();
    this.probe = probe;
    this.finder = statement.look(table).finder(columns);
    this.layout = RowLayouts.layout(table.rowType());
    this.writer = new RowWriter(layout);
    this.deleted = new Delta(layout);
    this.old = new Delta(layout);
    this.now = new Delta(layout);
    this.found = new Delta(layout);
  }

  boolean exist(byte[] bytes, int row) {
    return finder.count(probe, bytes, row) > 0;
  }

  private Delta find(byte[] bytes, int row) {
    found.clear();
    finder.find(probe, bytes, row, found);
    return found;
  }

  void delete(byte[] bytes, int row) {
    Delta rows = find(bytes, row);
    for (int i = 0; i < rows.count(); i++) {
      deleted.addFrom(rows, i, -1);
    }
  }

  /** Gives the rows the new values of what they reference. */
  void follow(byte[] bytes, int row, byte[] newBytes, int newRow) {
    int[] from = probe.columns();
    change(find(bytes, row), i -> probe.layout().slot(from[i]), newBytes, newRow);
  }

  void setNull(byte[] bytes, int row) {
    change(find(bytes, row), i -> null, bytes, row);
  }

  void setDefault(byte[] bytes, int row) {
    Delta values = defaults();
    change(find(bytes, row), i -> values.layout().slot(i), values.bytes(), values.offset(0));
  }

  /** Where the value of the i-th column of the foreign key comes from; null for NULL. */
  @FunctionalInterface
  private interface Source {
    @Nullable FieldSlot slot(int index);
  }

  private void change(Delta rows, Source source, byte[] values, int at) {
    for (int i = 0; i < rows.count(); i++) {
      writer.begin();
      for (int column = 0; column < layout.size(); column++) {
        int index = columns.indexOf(column);
        FieldSlot from = index < 0 ? layout.slot(column) : source.slot(index);
        if (index < 0 && from != null) {
          writer.copy(column, from, rows.bytes(), rows.offset(i));
        } else {
          set(column, from, values, at);
        }
      }
      writer.finish();
      old.addFrom(rows, i, -1);
      now.add(writer, rows.weight(i));
    }
  }

  private void set(int column, @Nullable FieldSlot from, byte[] values, int at) {
    FieldSlot to = layout.slot(column);
    if (from == null || from.isNull(values, at)) {
      if (!to.isNullable()) {
        throw SpookySqlException.of(SqlErrorCode.NOT_NULL, name(column), table.name());
      }
    } else if (from.kind() == to.kind()) {
      writer.copy(column, from, values, at);
    } else {
      long value = from.getLong(values, at);
      int bits = 8 * to.kind().width();
      if (bits < 64 && value != value << 64 - bits >> 64 - bits) {
        throw SpookySqlException.of(
            SqlErrorCode.NUMERIC_OVERFLOW,
            "value %d is out of range of column '%s'".formatted(value, name(column)));
      }
      writer.setLong(column, value);
    }
  }

  private String name(int column) {
    return table.rowType().getFieldNames().get(column);
  }

  /** A row of the DEFAULTs of the foreign key's columns. */
  private Delta defaults() {
    Delta made = defaults;
    if (made == null) {
      RelDataTypeFactory types = statement.database().types();
      Transform transform =
          new TransformCompiler()
              .compile(types.builder().build(), DefaultValues.of(table, columns, types), null);
      Delta one = new Delta(RowLayouts.layout(types.builder().build()));
      RowWriter nothing = new RowWriter(one.layout()).begin();
      nothing.finish();
      one.add(nothing, 1);
      made = new Delta(transform.output());
      Errors errors = new Errors();
      transform.apply(one, made, errors);
      if (!errors.isEmpty()) {
        throw TickErrors.first(errors);
      }
      defaults = made;
    }
    return made;
  }

  /** Makes all changes. */
  void apply() {
    if (deleted.isEmpty() && old.isEmpty()) {
      return;
    }
    TableChanges changes = statement.on(table);
    if (!deleted.isEmpty()) {
      changes.add(deleted);
    }
    if (!old.isEmpty()) {
      Delta change = new Delta(layout);
      change.addAll(old);
      change.addAll(GeneratedValues.completed(table, now));
      changes.addUpdated(change, 0, old.count());
    }
  }
}
