// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.zset;

import dev.spooky.records.row.Bytes;

/**
 * The hash function of a database: a multiply-fold over longs (in the manner of wyhash), seeded per
 * database. No result ever depends on it; a test mode masks it to a few bits.
 */
public final class RowHash {
  private static final long K0 = 0xA0761D6478BD642FL;
  private static final long K1 = 0xE7037ED1A0B428DBL;
  private static final long K2 = 0x8EBC6AF09C88C6E3L;

  private final long seed;
  private final long mask;

  /** A hash function with this seed; hashes are cut to the bits of {@code mask} (−1: all). */
  public RowHash(long seed, long mask) {
    this.seed = seed;
    this.mask = mask;
  }

  /** A hash function with a random seed. */
  public static RowHash random() {
    return new RowHash(new java.security.SecureRandom().nextLong(), -1);
  }

  /** Hash of a range whose length is a multiple of 8. */
  public long hash(byte[] bytes, int offset, int length) {
    long h = seed ^ (length * K2);
    int i = 0;
    for (; i + 16 <= length; i += 16) {
      h = fold(Bytes.getLong(bytes, offset + i) ^ K1, Bytes.getLong(bytes, offset + i + 8) ^ h);
    }
    if (i < length) {
      h = fold(Bytes.getLong(bytes, offset + i) ^ K1, h);
    }
    return fold(h ^ K0, K1) & mask;
  }

  /** Start value of a hash that is built value by value. */
  long start() {
    return seed;
  }

  /** Mixes one more value in. */
  long mix(long h, long value) {
    return fold(value ^ K1, h ^ K0);
  }

  /** Mixes a range of any length in. */
  long mixBytes(long h, byte[] bytes, int offset, int length) {
    long mixed = h ^ (length * K2);
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      mixed = fold(Bytes.getLong(bytes, offset + i) ^ K1, mixed ^ K0);
    }
    if (i < length) {
      mixed = fold(Bytes.prefix(bytes, offset + i, length - i) ^ K1, mixed ^ K0);
    }
    return mixed;
  }

  /** Ends a hash that is built value by value. */
  long end(long h) {
    return fold(h ^ K2, K0) & mask;
  }

  private static long fold(long a, long b) {
    return Math.multiplyHigh(a, b) ^ (a * b);
  }
}
