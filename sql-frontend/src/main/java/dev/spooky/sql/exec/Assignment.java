// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.type.RowLayouts;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Assigns values to a table's columns: copies fields of rows whose types differ from the columns'
 * in nullability and length only. NULL in a NOT NULL column is 23502; a text that is too long,
 * blanks at its end aside, is 22001; CHAR and BINARY are padded.
 */
final class Assignment {
  private final TableEntry table;
  private final FieldSlot[] from;
  private final boolean[] mayBeNull;
  private final int[] lengths;
  private final boolean[] trimmed;
  private final boolean[] padded;
  private final boolean[] text;
  private final RowWriter writer;
  private byte[] padding = new byte[0];

  /**
   * Assigns fields {@code first}, {@code first + 1}, … of rows of {@code source} to the columns of
   * {@code table}.
   */
  Assignment(TableEntry table, RowLayout source, int first) {
    this.table = table;
    List<RelDataTypeField> columns = table.rowType().getFieldList();
    this.from = new FieldSlot[columns.size()];
    this.mayBeNull = new boolean[columns.size()];
    this.lengths = new int[columns.size()];
    this.trimmed = new boolean[columns.size()];
    this.padded = new boolean[columns.size()];
    this.text = new boolean[columns.size()];
    for (int i = 0; i < from.length; i++) {
      RelDataType type = columns.get(i).getType();
      SqlTypeName name = type.getSqlTypeName();
      from[i] = source.slot(first + i);
      mayBeNull[i] = from[i].isNullable() && !type.isNullable();
      boolean limited = SqlTypeName.STRING_TYPES.contains(name) && type.getPrecision() >= 0;
      lengths[i] = limited ? type.getPrecision() : Integer.MAX_VALUE;
      trimmed[i] = name == SqlTypeName.CHAR;
      padded[i] = name == SqlTypeName.BINARY;
      text[i] = SqlTypeName.CHAR_TYPES.contains(name);
    }
    this.writer = new RowWriter(RowLayouts.layout(table.rowType()));
  }

  /** Adds all rows of {@code source}, times {@code sign}, to {@code out} as rows of the table. */
  void assign(Delta source, long sign, Delta out) {
    for (int i = 0; i < source.count(); i++) {
      assign(source.bytes(), source.offset(i), source.weight(i) * sign, out);
    }
  }

  private void assign(byte[] bytes, int row, long weight, Delta out) {
    writer.begin();
    for (int i = 0; i < from.length; i++) {
      if (mayBeNull[i] && from[i].isNull(bytes, row)) {
        throw SpookySqlException.of(SqlErrorCode.NOT_NULL, column(i), table.name());
      }
      if (lengths[i] == Integer.MAX_VALUE || from[i].isNull(bytes, row)) {
        writer.copy(i, from[i], bytes, row);
      } else {
        assignLimited(i, bytes, from[i].start(bytes, row), from[i].length(bytes, row));
      }
    }
    writer.finish();
    out.add(writer, weight);
  }

  private String column(int index) {
    return table.rowType().getFieldList().get(index).getName();
  }

  private void assignLimited(int column, byte[] bytes, int start, int length) {
    int kept = length;
    int units = units(column, bytes, start, kept);
    boolean blanks = text[column];
    while (blanks
        && kept > 0
        && bytes[start + kept - 1] == ' '
        && (trimmed[column] || units > lengths[column])) {
      kept--;
      units--;
    }
    if (units > lengths[column]) {
      RelDataType type = table.rowType().getFieldList().get(column).getType();
      throw SpookySqlException.of(
          SqlErrorCode.STRING_TOO_LONG, type + ", column '" + column(column) + "'");
    }
    if (!padded[column] || units == lengths[column]) {
      writer.setBytes(column, bytes, start, kept);
      return;
    }
    int size = kept + lengths[column] - units;
    if (padding.length < size) {
      padding = new byte[size];
    }
    System.arraycopy(bytes, start, padding, 0, kept);
    Arrays.fill(padding, kept, size, (byte) 0);
    writer.setBytes(column, padding, 0, size);
  }

  /** Characters of a text, bytes of a binary. */
  private int units(int column, byte[] bytes, int start, int length) {
    if (!text[column]) {
      return length;
    }
    int units = 0;
    for (int i = start; i < start + length; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        units++;
      }
    }
    return units;
  }
}
