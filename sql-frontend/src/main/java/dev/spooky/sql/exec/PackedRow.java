// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.engine.Column;
import dev.spooky.engine.RowView;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.RowValues;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** Typed access to a packed row that can be moved to another place; no row of its own. */
final class PackedRow implements RowView {
  private final List<Column> columns;
  private final List<RelDataType> types;
  private final FieldSlot[] slots;
  private byte[] bytes = new byte[0];
  private int row;

  /** Rows whose fields have these types; {@code columns} says how they are shown. */
  PackedRow(List<Column> columns, List<RelDataType> types) {
    this(columns, types, IntStream.range(0, columns.size()).toArray());
  }

  /** Shows only the fields {@code ordinals} of the rows. */
  PackedRow(List<Column> columns, List<RelDataType> types, int[] ordinals) {
    this.columns = List.copyOf(columns);
    this.types = Arrays.stream(ordinals).mapToObj(types::get).toList();
    RowLayout layout = RowLayouts.layout(types);
    this.slots = Arrays.stream(ordinals).mapToObj(layout::slot).toArray(FieldSlot[]::new);
  }

  /** Looks at another row from now on. */
  void moveTo(byte[] newBytes, int newRow) {
    bytes = newBytes;
    row = newRow;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  private FieldSlot slot(int column) {
    if (column < 0 || column >= slots.length) {
      throw SpookySqlException.of(
          SqlErrorCode.INVALID_OPTION,
          "column index " + column + " is outside 0.." + (slots.length - 1));
    }
    return slots[column];
  }

  @Override
  public boolean isNull(int column) {
    return slot(column).isNull(bytes, row);
  }

  private SpookySqlException cannot(int column, String wanted) {
    return SpookySqlException.of(
        SqlErrorCode.TYPE_MISMATCH,
        "column '%s' of type %s cannot be read as %s"
            .formatted(columns.get(column).name(), columns.get(column).type(), wanted));
  }

  @Override
  public boolean getBoolean(int column) {
    FieldSlot slot = slot(column);
    if (slot.kind() != FieldKind.BOOL) {
      throw cannot(column, "boolean");
    }
    return !slot.isNull(bytes, row) && slot.getBool(bytes, row);
  }

  @Override
  public long getLong(int column) {
    FieldSlot slot = slot(column);
    if (slot.isNull(bytes, row)) {
      return 0;
    }
    return switch (columns.get(column).type()) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT -> slot.getLong(bytes, row);
      case DECIMAL, REAL, DOUBLE -> exact(column);
      default -> throw cannot(column, "long");
    };
  }

  private long exact(int column) {
    FieldSlot slot = slots[column];
    if (slot.kind() == FieldKind.I128
        && columns.get(column).scale() == 0
        && slot.getHigh(bytes, row) == slot.getLong(bytes, row) >> 63) {
      return slot.getLong(bytes, row);
    }
    BigDecimal value = getDecimal(column);
    try {
      return value == null ? 0 : value.longValueExact();
    } catch (ArithmeticException e) {
      throw SpookySqlException.of(
              SqlErrorCode.NUMERIC_OVERFLOW,
              "value %s of column '%s' is not a long".formatted(value, columns.get(column).name()))
          .withCause(e);
    }
  }

  @Override
  public double getDouble(int column) {
    FieldSlot slot = slot(column);
    if (slot.isNull(bytes, row)) {
      return 0;
    }
    return switch (columns.get(column).type()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> slot.getLong(bytes, row);
      case REAL, DOUBLE -> slot.getDouble(bytes, row);
      case DECIMAL -> toDecimal(column).doubleValue();
      default -> throw cannot(column, "double");
    };
  }

  private BigDecimal toDecimal(int column) {
    Object value = getObject(column);
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    throw cannot(column, "decimal");
  }

  @Override
  public @Nullable BigDecimal getDecimal(int column) {
    FieldSlot slot = slot(column);
    if (slot.isNull(bytes, row)) {
      return null;
    }
    return switch (columns.get(column).type()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> BigDecimal.valueOf(slot.getLong(bytes, row));
      case REAL, DOUBLE -> fromDouble(column, slot.getDouble(bytes, row));
      case DECIMAL -> toDecimal(column);
      default -> throw cannot(column, "decimal");
    };
  }

  private BigDecimal fromDouble(int column, double value) {
    if (!Double.isFinite(value)) {
      throw cannot(column, "decimal");
    }
    return slots[column].kind() == FieldKind.F32
        ? new BigDecimal(Float.toString((float) value))
        : BigDecimal.valueOf(value);
  }

  @Override
  public @Nullable String getString(int column) {
    return RowValues.getText(slot(column), types.get(column), bytes, row);
  }

  @Override
  public byte @Nullable [] getBytes(int column) {
    FieldSlot slot = slot(column);
    if (slot.isNull(bytes, row)) {
      return null;
    }
    if (!slot.kind().isVariable()) {
      throw cannot(column, "bytes");
    }
    int start = slot.start(bytes, row);
    return Arrays.copyOfRange(bytes, start, start + slot.length(bytes, row));
  }

  @Override
  public @Nullable Object getObject(int column) {
    return RowValues.getObject(slot(column), types.get(column), bytes, row);
  }
}
