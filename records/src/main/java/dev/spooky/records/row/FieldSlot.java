// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.row;

/**
 * The place of one field in every row of one {@link RowLayout}: reading a field is one load at a
 * constant offset from the row's start.
 *
 * @param index ordinal of the field in its layout
 * @param kind how the value is stored
 * @param offset bytes from the row's start to the value, or to its (offset, length) pair
 * @param nullOffset bytes from the row's start to the byte that holds the null bit; −1 when the
 *     field is NOT NULL
 * @param nullMask the null bit within that byte; 0 when the field is NOT NULL
 */
public record FieldSlot(int index, FieldKind kind, int offset, int nullOffset, int nullMask) {

  /** Whether the field can be NULL at all. */
  public boolean isNullable() {
    return nullOffset >= 0;
  }

  /** Whether the field of the row at {@code row} is NULL. */
  public boolean isNull(byte[] bytes, int row) {
    return nullOffset >= 0 && (bytes[row + nullOffset] & nullMask) != 0;
  }

  /** The value of a BOOL field. */
  public boolean getBool(byte[] bytes, int row) {
    return bytes[row + offset] != 0;
  }

  /** The value of an integer field of up to 8 bytes, or 0/1 of a BOOL. */
  public long getLong(byte[] bytes, int row) {
    return switch (kind) {
      case BOOL, I8 -> bytes[row + offset];
      case I16 -> Bytes.getShort(bytes, row + offset);
      case I32 -> Bytes.getInt(bytes, row + offset);
      case I64, I128 -> Bytes.getLong(bytes, row + offset);
      case F32, F64, UTF8, BYTES -> throw new IllegalStateException("not an integer: " + this);
    };
  }

  /** The value of an F32 or F64 field. */
  public double getDouble(byte[] bytes, int row) {
    return kind == FieldKind.F32
        ? Bytes.getFloat(bytes, row + offset)
        : Bytes.getDouble(bytes, row + offset);
  }

  /** The upper 64 bits of an I128 field; {@link #getLong} gives the lower ones. */
  public long getHigh(byte[] bytes, int row) {
    return Bytes.getLong(bytes, row + offset + 8);
  }

  /** Where a variable-length value starts, in the array. */
  public int start(byte[] bytes, int row) {
    return row + Bytes.getInt(bytes, row + offset);
  }

  /** Length in bytes of a variable-length value. */
  public int length(byte[] bytes, int row) {
    return Bytes.getInt(bytes, row + offset + 4);
  }
}
