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

  // Secrets: with known constants, values could be chosen whose products are 0 under every seed.
  private final long k0;
  private final long k1;
  private final long k2;
  private final long seed;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final long mask;

  /** A hash function with this seed; hashes are cut to the bits of {@code mask} (−1: all). */
  public RowHash(long seed, long mask) {
    this.seed = seed;
    this.mask = mask;
    this.k0 = fold(seed ^ K0, K1);
    this.k1 = fold(seed ^ K1, K2);
    this.k2 = fold(seed ^ K2, K0) | 1;
  }

  /** A hash function with a random seed. */
  public static RowHash random() {
    return new RowHash(new java.security.SecureRandom().nextLong(), -1);
  }

  /** Hash of a range whose length is a multiple of 8. */
  public long hash(byte[] bytes, int offset, int length) {
    long h = seed ^ (length * k2);
    int i = 0;
    for (; i + 16 <= length; i += 16) {
      h = fold(Bytes.getLong(bytes, offset + i) ^ k1, Bytes.getLong(bytes, offset + i + 8) ^ h);
    }
    if (i < length) {
      h = fold(Bytes.getLong(bytes, offset + i) ^ k1, h);
    }
    return cut(fold(h ^ k0, k1));
  }

  /** Start value of a hash that is built value by value. */
  long start() {
    return seed;
  }

  /** Mixes one more value in. */
  long mix(long h, long value) {
    return fold(value ^ k1, h ^ k0);
  }

  /** Mixes a range of any length in. */
  long mixBytes(long h, byte[] bytes, int offset, int length) {
    long mixed = mix(h, length);
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      mixed = fold(Bytes.getLong(bytes, offset + i) ^ k1, mixed ^ k0);
    }
    if (i < length) {
      mixed = fold(Bytes.prefix(bytes, offset + i, length - i) ^ k1, mixed ^ k0);
    }
    return mixed;
  }

  /** Ends a hash that is built value by value. */
  long end(long h) {
    return cut(fold(h ^ k2, k0));
  }

  private static long fold(long a, long b) {
    return Math.multiplyHigh(a, b) ^ (a * b);
  }

  /** Few bits are spread over all, as users of hashes may look at any of them. */
  private long cut(long h) {
    return mask == -1 ? h : (h & mask) * SPREAD;
  }
}
