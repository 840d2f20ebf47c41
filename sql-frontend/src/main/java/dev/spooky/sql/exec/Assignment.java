// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.type.RowLayouts;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.catalog.IdentitySequence;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable ElementLengths[] elements;
  private final boolean[] computed;
  private final @Nullable IdentitySequence[] numbers;
  private final RowWriter writer;
  private final @Nullable GeneratedValues generated;
  private final @Nullable Delta incomplete;
  private byte[] padding = new byte[0];

  /**
   * Assigns fields {@code first}, {@code first + 1}, … of rows of {@code source} to the columns of
   * {@code table}.
   */
  Assignment(TableEntry table, RowLayout source, int first) {
    this(table, source, first, Set.of(), GeneratedValues.of(table));
  }

  /** The same, where NULL in the columns {@code numbered} means the next number. */
  Assignment(TableEntry table, RowLayout source, int first, Set<Integer> numbered) {
    this(table, source, first, numbered, GeneratedValues.of(table));
  }

  /** Assigns rows whose generated columns are computed already. */
  static Assignment ofWhole(TableEntry table, RowLayout source) {
    return new Assignment(table, source, 0, Set.of(), null);
  }

  private Assignment(
      TableEntry table,
      RowLayout source,
      int first,
      Set<Integer> numbered,
      @Nullable GeneratedValues generated) {
    this.table = table;
    this.generated = generated;
    List<RelDataTypeField> columns = table.rowType().getFieldList();
    this.from = new FieldSlot[columns.size()];
    this.mayBeNull = new boolean[columns.size()];
    this.lengths = new int[columns.size()];
    this.trimmed = new boolean[columns.size()];
    this.padded = new boolean[columns.size()];
    this.text = new boolean[columns.size()];
    this.elements = new @Nullable ElementLengths[columns.size()];
    this.computed = new boolean[columns.size()];
    this.numbers = new @Nullable IdentitySequence[columns.size()];
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
      elements[i] = ElementLengths.of(type);
      computed[i] = generated != null && table.definition().rules().get(i).generated() != null;
      numbers[i] = numbered.contains(i) ? table.definition().rules().get(i).identity() : null;
    }
    this.writer = new RowWriter(RowLayouts.layout(table.rowType()));
    this.incomplete = generated == null ? null : new Delta(writer.layout());
  }

  /** Layout of the table's rows. */
  RowLayout layout() {
    return writer.layout();
  }

  /**
   * Adds all rows of {@code source}, times {@code sign}, to {@code out} as rows of the table.
   * Generated columns are computed anew, but for rows that are taken away.
   */
  void assign(Delta source, long sign, Delta out) {
    GeneratedValues values = generated;
    Delta first = incomplete;
    boolean complete = values == null || first == null || sign < 0;
    for (int i = 0; i < source.count(); i++) {
      assign(
          source.bytes(),
          source.offset(i),
          source.weight(i) * sign,
          complete || first == null ? out : first,
          complete);
    }
    if (!complete && values != null && first != null) {
      values.complete(first, out);
      first.clear();
    }
  }

  private void assign(byte[] bytes, int row, long weight, Delta out, boolean complete) {
    writer.begin();
    for (int i = 0; i < from.length; i++) {
      if (computed[i] && !complete) {
        continue;
      }
      ElementLengths limits = elements[i];
      if (limits != null && !from[i].isNull(bytes, row)) {
        limits.check(bytes, from[i].start(bytes, row), from[i].length(bytes, row), column(i));
      }
      if (mayBeNull[i] && from[i].isNull(bytes, row)) {
        missing(i);
      } else if (lengths[i] == Integer.MAX_VALUE || from[i].isNull(bytes, row)) {
        writer.copy(i, from[i], bytes, row);
      } else {
        assignLimited(i, bytes, from[i].start(bytes, row), from[i].length(bytes, row));
      }
    }
    writer.finish();
    out.add(writer, weight);
  }

  private void missing(int column) {
    IdentitySequence sequence = numbers[column];
    if (sequence == null) {
      throw SpookySqlException.of(SqlErrorCode.NOT_NULL, column(column), table.name());
    }
    number(writer, column, sequence, table);
  }

  /** Writes the next number into an IDENTITY column. */
  static void number(RowWriter row, int column, IdentitySequence sequence, TableEntry table) {
    long number = sequence.next();
    int unused = 64 - 8 * row.layout().slot(column).kind().width();
    if (number << unused >> unused != number) {
      throw SpookySqlException.of(
          SqlErrorCode.NUMERIC_OVERFLOW,
          "IDENTITY column '%s' of table '%s' has no more numbers"
              .formatted(table.rowType().getFieldNames().get(column), table.name()));
    }
    row.setLong(column, number);
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
