// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.row;

import java.util.Arrays;

/**
 * Writes arrays of one kind of elements, one after the other, into a growing buffer of its own; see
 * {@link ArrayFormat}. Not thread-safe; allocates only while the buffer grows.
 */
public final class ArrayWriter {
  private final FieldKind kind;
  private byte[] bytes = new byte[64];
  private int length;

  /** A writer of arrays of elements of {@code kind}. */
  public ArrayWriter(FieldKind kind) {
    this.kind = kind;
  }

  /** Starts an array. */
  public void begin() {
    length = 0;
  }

  /** The buffer; the array lies from 0 to {@link #length}. Valid until the next change. */
  public byte[] bytes() {
    return bytes;
  }

  /** Bytes of the array so far. */
  public int length() {
    return length;
  }

  private int room(int count) {
    int from = length;
    int needed = Math.addExact(length, count);
    if (needed > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(Integer.MAX_VALUE - 64, Math.max(needed, 2L * needed)));
    }
    length = needed;
    return from;
  }

  /** Appends NULL. */
  public void addNull() {
    int width = kind.isVariable() ? 0 : kind.width();
    int at = room(1 + width);
    bytes[at] = ArrayFormat.NULL;
    Arrays.fill(bytes, at + 1, at + 1 + width, (byte) 0);
  }

  /** Appends a boolean or an integer of up to 64 bits. */
  public void addLong(long value) {
    int width = kind.width();
    long ordered = kind == FieldKind.BOOL ? value : value ^ 1L << 8 * width - 1;
    int at = room(1 + width);
    bytes[at] = ArrayFormat.VALUE;
    put(at + 1, ordered, width);
  }

  /** Appends an integer of 128 bits. */
  public void addWide(long high, long low) {
    int at = room(17);
    bytes[at] = ArrayFormat.VALUE;
    put(at + 1, high ^ Long.MIN_VALUE, 8);
    put(at + 9, low, 8);
  }

  /** Appends a floating-point number. */
  public void addDouble(double value) {
    int width = kind.width();
    int at = room(1 + width);
    bytes[at] = ArrayFormat.VALUE;
    boolean single = kind == FieldKind.F32;
    put(at + 1, single ? ArrayFormat.ordered((float) value) : ArrayFormat.ordered(value), width);
  }

  private void put(int at, long value, int width) {
    for (int i = width - 1, rest = 0; i >= 0; i--, rest += 8) {
      bytes[at + i] = (byte) (value >> rest);
    }
  }

  /** Appends a text, a byte string or an array. */
  public void addBytes(byte[] source, int from, int count) {
    int zeros = 0;
    for (int i = from; i < from + count; i++) {
      zeros += source[i] == 0 ? 1 : 0;
    }
    int at = room(Math.addExact(count, 2 + zeros));
    bytes[at++] = ArrayFormat.VALUE;
    if (zeros == 0) {
      System.arraycopy(source, from, bytes, at, count);
      at += count;
    } else {
      for (int i = from; i < from + count; i++) {
        bytes[at++] = source[i];
        if (source[i] == 0) {
          bytes[at++] = ArrayFormat.ESCAPED;
        }
      }
    }
    bytes[at] = 0;
  }

  /** Appends the value of a row's field of the elements' kind. */
  public void addField(FieldSlot slot, byte[] row, int offset) {
    if (slot.isNull(row, offset)) {
      addNull();
      return;
    }
    switch (kind) {
      case BOOL, I8, I16, I32, I64 -> addLong(slot.getLong(row, offset));
      case I128 -> addWide(slot.getHigh(row, offset), slot.getLong(row, offset));
      case F32, F64 -> addDouble(slot.getDouble(row, offset));
      case UTF8, BYTES -> addBytes(row, slot.start(row, offset), slot.length(row, offset));
    }
  }

  /** Appends elements, or a whole array, as they are in an array of the same kind. */
  public void addEncoded(byte[] source, int from, int count) {
    int at = room(count);
    System.arraycopy(source, from, bytes, at, count);
  }

  /** Takes back what was appended since the array was this long. */
  public void truncate(int newLength) {
    length = newLength;
  }
}
