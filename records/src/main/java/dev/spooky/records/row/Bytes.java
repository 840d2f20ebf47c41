// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.row;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Raw little-endian access to byte arrays, by {@link VarHandle} views.
 *
 * <p>Generated code calls these static methods; they inline to one load or store. Offsets are bytes
 * from the start of the array and need no alignment.
 */
public final class Bytes {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Bytes() {}

  /** Reads 8 bytes. */
  public static long getLong(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }

  /** Writes 8 bytes. */
  public static void putLong(byte[] bytes, int offset, long value) {
    LONG.set(bytes, offset, value);
  }

  /** Reads 4 bytes. */
  public static int getInt(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset);
  }

  /** Writes 4 bytes. */
  public static void putInt(byte[] bytes, int offset, int value) {
    INT.set(bytes, offset, value);
  }

  /** Reads 2 bytes. */
  public static short getShort(byte[] bytes, int offset) {
    return (short) SHORT.get(bytes, offset);
  }

  /** Writes 2 bytes. */
  public static void putShort(byte[] bytes, int offset, short value) {
    SHORT.set(bytes, offset, value);
  }

  /** Reads an IEEE double. */
  public static double getDouble(byte[] bytes, int offset) {
    return Double.longBitsToDouble((long) LONG.get(bytes, offset));
  }

  /** Writes a double in canonical form: one NaN, no negative zero. */
  public static void putDouble(byte[] bytes, int offset, double value) {
    LONG.set(bytes, offset, Double.doubleToLongBits(value + 0.0d));
  }

  /** Reads an IEEE float. */
  public static float getFloat(byte[] bytes, int offset) {
    return Float.intBitsToFloat((int) INT.get(bytes, offset));
  }

  /** Writes a float in canonical form: one NaN, no negative zero. */
  public static void putFloat(byte[] bytes, int offset, float value) {
    INT.set(bytes, offset, Float.floatToIntBits(value + 0.0f));
  }

  /** Whether two ranges, whose length is a multiple of 8, hold the same bytes. */
  public static boolean equalLongs(byte[] a, int aOffset, byte[] b, int bOffset, int length) {
    for (int i = 0; i < length; i += 8) {
      if ((long) LONG.get(a, aOffset + i) != (long) LONG.get(b, bOffset + i)) {
        return false;
      }
    }
    return true;
  }

  /** Compares two ranges as unsigned bytes, a proper prefix being less. */
  public static int compare(
      byte[] a, int aOffset, int aLength, byte[] b, int bOffset, int bLength) {
    return Arrays.compareUnsigned(a, aOffset, aOffset + aLength, b, bOffset, bOffset + bLength);
  }

  /**
   * The first up to 8 bytes of a range as an unsigned number that orders like the bytes:
   * big-endian, zero padded.
   */
  public static long prefix(byte[] bytes, int offset, int length) {
    if (length >= 8) {
      return (long) BIG_LONG.get(bytes, offset);
    }
    long prefix = 0;
    for (int i = 0; i < length; i++) {
      prefix |= (bytes[offset + i] & 0xFFL) << (56 - 8 * i);
    }
    return prefix;
  }
}
