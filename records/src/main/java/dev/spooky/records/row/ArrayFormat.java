// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.row;

/**
 * Arrays as bytes, in a variable-length field of kind BYTES: one element after the other.
 *
 * <pre>
 *   element of a fixed width   01 | value, big-endian        02 | zeros
 *   UTF8, BYTES                01 | bytes, 00 as 00 ff | 00  02
 * </pre>
 *
 * <p>Signed numbers have their sign bit flipped, floating-point ones are made to order as unsigned
 * numbers. So two arrays of one kind are equal if and only if their bytes are, and the order of the
 * bytes is that of the arrays: by the first elements that differ, NULL being the greatest, a proper
 * prefix being less. Element {@code i} of a fixed width is found in O(1), any other by walking over
 * those before. An array as an element is its bytes.
 */
public final class ArrayFormat {
  /** Stands before an element with a value. */
  static final byte VALUE = 1;

  /** Stands before, or for, NULL. */
  static final byte NULL = 2;

  /** After a zero byte of a text: the zero is part of it. */
  static final byte ESCAPED = -1;

  private ArrayFormat() {}

  /** Bytes of an element of a fixed width with its mark; 0 if the width varies. */
  static int stride(FieldKind kind) {
    return kind.isVariable() ? 0 : 1 + kind.width();
  }

  /** Where the element after the one of a variable width that starts at {@code at} starts. */
  static int skip(byte[] bytes, int at, int end) {
    if (bytes[at] == NULL) {
      return at + 1;
    }
    int i = at + 1;
    while (bytes[i] != 0 || i + 1 < end && bytes[i + 1] == ESCAPED) {
      i += bytes[i] == 0 ? 2 : 1;
    }
    return i + 1;
  }

  /** The number whose unsigned order is the order of doubles; NaN is the greatest. */
  static long ordered(double value) {
    long bits = Double.doubleToLongBits(value + 0.0d);
    return bits ^ (bits >> 63 | Long.MIN_VALUE);
  }

  /** Inverse of {@link #ordered(double)}. */
  static double toDouble(long ordered) {
    return Double.longBitsToDouble(ordered ^ (~ordered >> 63 | Long.MIN_VALUE));
  }

  /** The number whose unsigned order is the order of floats; NaN is the greatest. */
  static int ordered(float value) {
    int bits = Float.floatToIntBits(value + 0.0f);
    return bits ^ (bits >> 31 | Integer.MIN_VALUE);
  }

  /** Inverse of {@link #ordered(float)}. */
  static float toFloat(int ordered) {
    return Float.intBitsToFloat(ordered ^ (~ordered >> 31 | Integer.MIN_VALUE));
  }
}
