// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.row;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes rows of one layout, one after the other, into a growing buffer of its own.
 *
 * <p>{@link #begin} starts a row whose fields are all NULL (or zero, or empty, when NOT NULL); the
 * setters may come in any order, each field at most once; {@link #finish} settles the tail. The row
 * then lies at {@link #bytes}, from 0 to {@link #length}. Not thread-safe; allocates only while the
 * buffer grows.
 */
public final class RowWriter {
  private final RowLayout layout;
  private byte[] bytes;
  private byte[] tail = new byte[0];
  private final int[] tailStart;
  private int tailEnd;
  private int length;

  /** A writer of rows of {@code layout}. */
  public RowWriter(RowLayout layout) {
    this.layout = layout;
    this.bytes = new byte[layout.fixedBytes()];
    this.tailStart = new int[layout.size()];
  }

  /** The layout of the rows. */
  public RowLayout layout() {
    return layout;
  }

  /** The buffer; valid until the next {@link #begin}. */
  public byte[] bytes() {
    return bytes;
  }

  /** Length of the finished row in bytes. */
  public int length() {
    return length;
  }

  /** Starts a row. */
  public RowWriter begin() {
    Arrays.fill(bytes, 0, layout.fixedBytes(), (byte) 0);
    for (int i = 0; i < layout.size(); i++) {
      FieldSlot slot = layout.slot(i);
      if (slot.isNullable()) {
        bytes[slot.nullOffset()] |= (byte) slot.nullMask();
      }
      tailStart[i] = -1;
    }
    tailEnd = 0;
    return this;
  }

  /** Leaves the field NULL. @throws IllegalArgumentException if it is NOT NULL */
  public void setNull(int field) {
    if (!layout.slot(field).isNullable()) {
      throw new IllegalArgumentException("NULL in NOT NULL field=" + field);
    }
  }

  private FieldSlot present(int field) {
    FieldSlot slot = layout.slot(field);
    if (slot.isNullable()) {
      bytes[slot.nullOffset()] &= (byte) ~slot.nullMask();
    }
    return slot;
  }

  /** Sets a BOOL field. */
  public void setBool(int field, boolean value) {
    bytes[present(field).offset()] = (byte) (value ? 1 : 0);
  }

  /** Sets an integer field of 1 to 8 bytes; the value must fit. */
  public void setLong(int field, long value) {
    FieldSlot slot = present(field);
    switch (slot.kind()) {
      case BOOL, I8 -> bytes[slot.offset()] = (byte) value;
      case I16 -> Bytes.putShort(bytes, slot.offset(), (short) value);
      case I32 -> Bytes.putInt(bytes, slot.offset(), (int) value);
      case I64 -> Bytes.putLong(bytes, slot.offset(), value);
      case I128 -> setWide(field, value >> 63, value);
      case F32, F64, UTF8, BYTES -> throw new IllegalArgumentException("not an integer: " + slot);
    }
  }

  /** Sets an I128 field. */
  public void setWide(int field, long high, long low) {
    FieldSlot slot = present(field);
    Bytes.putLong(bytes, slot.offset(), low);
    Bytes.putLong(bytes, slot.offset() + 8, high);
  }

  /** Sets an F32 or F64 field. */
  public void setDouble(int field, double value) {
    FieldSlot slot = present(field);
    if (slot.kind() == FieldKind.F32) {
      Bytes.putFloat(bytes, slot.offset(), (float) value);
    } else {
      Bytes.putDouble(bytes, slot.offset(), value);
    }
  }

  /** Sets a variable-length field to a copy of the range; UTF8 fields want valid UTF-8. */
  public void setBytes(int field, byte[] source, int offset, int count) {
    FieldSlot slot = present(field);
    if (tailEnd + count > tail.length) {
      tail = Arrays.copyOf(tail, Math.max(tailEnd + count, Math.max(32, 2 * tail.length)));
    }
    System.arraycopy(source, offset, tail, tailEnd, count);
    tailStart[field] = tailEnd;
    tailEnd += count;
    Bytes.putInt(bytes, slot.offset() + 4, count);
  }

  /** Sets a UTF8 field; unpaired surrogates become '?'. */
  public void setString(int field, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    setBytes(field, utf8, 0, utf8.length);
  }

  /** Copies a field of a row of any layout; the kinds must be equal. */
  public void copy(int field, FieldSlot from, byte[] source, int row) {
    if (from.isNull(source, row)) {
      setNull(field);
    } else if (from.kind().isVariable()) {
      setBytes(field, source, from.start(source, row), from.length(source, row));
    } else {
      System.arraycopy(
          source, row + from.offset(), bytes, present(field).offset(), from.kind().width());
    }
  }

  /** Ends the row; its bytes are final. Returns its length. */
  public int finish() {
    int end = layout.fixedBytes();
    int needed = RowLayout.align(end + tailEnd);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    }
    for (int field : layout.variableFieldIndexes()) {
      if (tailStart[field] >= 0) {
        int offset = layout.slot(field).offset();
        int count = Bytes.getInt(bytes, offset + 4);
        System.arraycopy(tail, tailStart[field], bytes, end, count);
        Bytes.putInt(bytes, offset, end);
        end += count;
      } else if (!layout.slot(field).isNullable()) {
        Bytes.putInt(bytes, layout.slot(field).offset(), end);
      }
    }
    length = RowLayout.align(end);
    Arrays.fill(bytes, end, length, (byte) 0);
    return length;
  }
}
