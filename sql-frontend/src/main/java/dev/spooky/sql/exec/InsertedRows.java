// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.engine.Column;
import dev.spooky.engine.Rows;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.catalog.ColumnRule;
import dev.spooky.sql.catalog.Definitions;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.jspecify.annotations.Nullable;

/** The rows that a statement has inserted, for those who want to know what was generated. */
public final class InsertedRows {
  private final List<String> names;
  private final List<Integer> ordinals;
  private @Nullable TableEntry table;
  private @Nullable Delta rows;

  /**
   * Collects rows.
   *
   * @param names the columns wanted; with {@code ordinals} empty, too, those that are generated
   * @param ordinals the columns wanted, from 0
   */
  public InsertedRows(List<String> names, List<Integer> ordinals) {
    this.names = List.copyOf(names);
    this.ordinals = List.copyOf(ordinals);
  }

  /** Forgets what was collected. */
  public void clear() {
    table = null;
    rows = null;
  }

  /** Fails if the table does not have the columns that are wanted. */
  void check(TableEntry into) {
    columns(into);
  }

  void add(TableEntry into, Delta inserted) {
    Delta all = rows;
    if (all == null) {
      all = new Delta(inserted.layout());
      rows = all;
      table = into;
    }
    for (int i = 0; i < inserted.count(); i++) {
      if (inserted.weight(i) > 0) {
        all.addFrom(inserted, i, 1);
      }
    }
  }

  private List<Integer> columns(TableEntry into) {
    List<String> all = into.rowType().getFieldNames();
    List<Integer> wanted = new ArrayList<>();
    for (int ordinal : ordinals) {
      if (ordinal < 0 || ordinal >= all.size()) {
        throw SpookySqlException.of(
            SqlErrorCode.UNDEFINED_COLUMN, "number " + (ordinal + 1) + " of " + into.name());
      }
      wanted.add(ordinal);
    }
    for (String name : names) {
      int found = all.indexOf(name);
      for (int i = 0; found < 0 && i < all.size(); i++) {
        found = all.get(i).equalsIgnoreCase(name) ? i : -1;
      }
      if (found < 0) {
        throw SpookySqlException.of(SqlErrorCode.UNDEFINED_COLUMN, name);
      }
      wanted.add(found);
    }
    return wanted.isEmpty() ? generated(into) : wanted;
  }

  /** Identity columns; without any the key, else nothing. */
  private static List<Integer> generated(TableEntry into) {
    List<Integer> wanted = new ArrayList<>();
    List<ColumnRule> rules = into.definition().rules();
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).identity() != null) {
        wanted.add(i);
      }
    }
    return wanted.isEmpty() ? into.keyColumns() : wanted;
  }

  /** The columns wanted of the rows collected; null if there were none. */
  public @Nullable Rows rows(long tick) {
    Delta found = rows;
    TableEntry into = table;
    if (found == null || into == null) {
      return null;
    }
    int[] picks = columns(into).stream().mapToInt(i -> i).toArray();
    List<RelDataTypeField> fields = into.rowType().getFieldList();
    List<Column> columns = new ArrayList<>();
    for (int pick : picks) {
      columns.add(Definitions.column(fields.get(pick).getName(), fields.get(pick).getType()));
    }
    List<RelDataType> types = fields.stream().map(RelDataTypeField::getType).toList();
    int[] order = IntStream.range(0, found.count()).toArray();
    return new ResultRows(
        new PackedRow(columns, types, picks),
        new Reader.Result(found, types, tick),
        new ResultRows.Window(order, 0, Long.MAX_VALUE));
  }
}
