// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads and writes of primitives in a byte array, least significant byte first, unaligned. */
public final class LittleEndian {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private LittleEndian() {}

  /** The eight bytes at the offset as a long. */
  public static long getLong(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }

  /** Writes eight bytes at the offset. */
  public static void putLong(byte[] bytes, int offset, long value) {
    LONG.set(bytes, offset, value);
  }

  /** The four bytes at the offset as an int. */
  public static int getInt(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset);
  }

  /** Writes four bytes at the offset. */
  public static void putInt(byte[] bytes, int offset, int value) {
    INT.set(bytes, offset, value);
  }

  /** The eight bytes at the offset in network order, as CBOR has them. */
  public static long getLongBigEndian(byte[] bytes, int offset) {
    return (long) BIG_LONG.get(bytes, offset);
  }

  /** Writes eight bytes at the offset in network order, as CBOR has them. */
  public static void putLongBigEndian(byte[] bytes, int offset, long value) {
    BIG_LONG.set(bytes, offset, value);
  }
}
