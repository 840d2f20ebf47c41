// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.row;

/**
 * Walks over the elements of arrays of one kind, where they lie; see {@link ArrayFormat}. Reading
 * allocates nothing, but for a text with a zero byte in it.
 */
public final class ArrayReader {
  private final FieldKind kind;
  private final int stride;
  private byte[] bytes = new byte[0];
  private int from;
  private int end;
  private int at;
  private int next;
  private byte[] value = new byte[0];
  private int valueStart;
  private int valueLength;

  /** A reader of arrays of elements of {@code kind}. */
  public ArrayReader(FieldKind kind) {
    this.kind = kind;
    this.stride = ArrayFormat.stride(kind);
  }

  /** Stands before the first element of an array. */
  public void reset(byte[] array, int start, int length) {
    bytes = array;
    from = start;
    end = start + length;
    at = start;
    next = start;
  }

  /** Moves to the next element; false if there is none. */
  public boolean next() {
    if (next >= end) {
      return false;
    }
    at = next;
    next = stride > 0 ? at + stride : ArrayFormat.skip(bytes, at, end);
    return true;
  }

  /** Moves to element {@code index}, counted from 0; false if there is none. */
  public boolean seek(long index) {
    if (index < 0 || index >= end - from) {
      return false;
    }
    next = from;
    if (stride > 0) {
      if (index >= (end - from) / stride) {
        return false;
      }
      next += (int) index * stride;
      return next();
    }
    for (long i = 0; i <= index; i++) {
      if (!next()) {
        return false;
      }
    }
    return true;
  }

  /** Number of elements. */
  public int count() {
    if (stride > 0) {
      return (end - from) / stride;
    }
    int count = 0;
    for (int i = from; i < end; i = ArrayFormat.skip(bytes, i, end)) {
      count++;
    }
    return count;
  }

  /** Whether the element is NULL. */
  public boolean isNull() {
    return bytes[at] == ArrayFormat.NULL;
  }

  /** Where the element's bytes are; {@link #offset} says from where. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the element starts in the array's bytes, with its mark. */
  public int offset() {
    return at;
  }

  /** Bytes of the element with its mark. */
  public int length() {
    return next - at;
  }

  /** Whether the element is the one that starts another array's bytes at {@code other}. */
  public boolean sameAs(byte[] array, int other, int length) {
    return java.util.Arrays.equals(bytes, at, next, array, other, other + length);
  }

  /** The value of a boolean or integer, or the lower half of one of 128 bits. */
  public long getLong() {
    return switch (kind) {
      case BOOL -> bytes[at + 1];
      case I8 -> (byte) (bytes[at + 1] ^ Byte.MIN_VALUE);
      case I16 -> (short) (big(at + 1, 2) ^ Short.MIN_VALUE);
      case I32 -> (int) big(at + 1, 4) ^ Integer.MIN_VALUE;
      case I64 -> Bytes.prefix(bytes, at + 1, 8) ^ Long.MIN_VALUE;
      case I128 -> Bytes.prefix(bytes, at + 9, 8);
      case F32, F64, UTF8, BYTES -> throw new IllegalStateException("no integer: " + kind);
    };
  }

  /** The upper half of an integer of 128 bits. */
  public long getHigh() {
    return Bytes.prefix(bytes, at + 1, 8) ^ Long.MIN_VALUE;
  }

  /** The value of a floating-point number. */
  public double getDouble() {
    return kind == FieldKind.F32
        ? ArrayFormat.toFloat((int) big(at + 1, 4))
        : ArrayFormat.toDouble(Bytes.prefix(bytes, at + 1, 8));
  }

  private long big(int offset, int width) {
    return Bytes.prefix(bytes, offset, width) >>> 64 - 8 * width;
  }

  /**
   * Finds the value of a text, a byte string or an array: {@link #value}, {@link #valueStart},
   * {@link #valueLength}.
   */
  public void findValue() {
    value = bytes;
    valueStart = at + 1;
    valueLength = next - at - 2;
    for (int i = valueStart; i < valueStart + valueLength; i++) {
      if (bytes[i] == 0) {
        unescape();
        return;
      }
    }
  }

  private void unescape() {
    byte[] plain = new byte[valueLength];
    int count = 0;
    for (int i = valueStart; i < valueStart + valueLength; i++) {
      plain[count++] = bytes[i];
      i += bytes[i] == 0 ? 1 : 0;
    }
    value = plain;
    valueStart = 0;
    valueLength = count;
  }

  /** The bytes that hold the value found. */
  public byte[] value() {
    return value;
  }

  /** Where the value found starts. */
  public int valueStart() {
    return valueStart;
  }

  /** Bytes of the value found. */
  public int valueLength() {
    return valueLength;
  }

  /** Copies the element into a field of its kind of the row begun last in a buffer. */
  public void putFixed(byte[] row, int offset) {
    switch (kind) {
      case BOOL, I8 -> row[offset] = (byte) getLong();
      case I16 -> Bytes.putShort(row, offset, (short) getLong());
      case I32 -> Bytes.putInt(row, offset, (int) getLong());
      case I64 -> Bytes.putLong(row, offset, getLong());
      case I128 -> {
        Bytes.putLong(row, offset, getLong());
        Bytes.putLong(row, offset + 8, getHigh());
      }
      case F32 -> Bytes.putFloat(row, offset, (float) getDouble());
      case F64 -> Bytes.putDouble(row, offset, getDouble());
      case UTF8, BYTES -> throw new IllegalStateException("of variable width: " + kind);
    }
  }
}
