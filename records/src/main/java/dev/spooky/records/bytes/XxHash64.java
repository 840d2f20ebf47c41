// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.bytes;

/**
 * xxHash64, the hash of field names in the record format.
 *
 * <p>The algorithm is the public one of Y. Collet: four lanes over blocks of 32 bytes, then words
 * of 8, 4 and 1 byte, then an avalanche. Fast, well mixed, and no defence against an adversary: two
 * names with the same hash can be made on purpose, which is why a record refuses them.
 */
public final class XxHash64 {
  private static final long P1 = 0x9e3779b185ebca87L;
  private static final long P2 = 0xc2b2ae3d27d4eb4fL;
  private static final long P3 = 0x165667b19e3779f9L;
  private static final long P4 = 0x85ebca77c2b2ae63L;
  private static final long P5 = 0x27d4eb2f165667c5L;

  private XxHash64() {}

  /** The hash with seed 0 of a whole array. */
  public static long hash(byte[] bytes) {
    return hash(bytes, 0, bytes.length, 0);
  }

  /** The hash of a part of an array. */
  public static long hash(byte[] bytes, int offset, int length, long seed) {
    int at = offset;
    int end = offset + length;
    long h;
    if (length >= 32) {
      int blocksEnd = end - (length & 31);
      h = blocks(bytes, offset, blocksEnd, seed);
      at = blocksEnd;
    } else {
      h = seed + P5;
    }
    return tail(bytes, at, end, h + length);
  }

  private static long blocks(byte[] bytes, int offset, int end, long seed) {
    long a = seed + P1 + P2;
    long b = seed + P2;
    long c = seed;
    long d = seed - P1;
    for (int i = offset; i < end; i += 32) {
      a = round(a, LittleEndian.getLong(bytes, i));
      b = round(b, LittleEndian.getLong(bytes, i + 8));
      c = round(c, LittleEndian.getLong(bytes, i + 16));
      d = round(d, LittleEndian.getLong(bytes, i + 24));
    }
    long h =
        Long.rotateLeft(a, 1)
            + Long.rotateLeft(b, 7)
            + Long.rotateLeft(c, 12)
            + Long.rotateLeft(d, 18);
    return merge(merge(merge(merge(h, a), b), c), d);
  }

  private static long tail(byte[] bytes, int offset, int end, long hash) {
    long h = hash;
    int i = offset;
    for (; i + 8 <= end; i += 8) {
      h = Long.rotateLeft(h ^ round(0, LittleEndian.getLong(bytes, i)), 27) * P1 + P4;
    }
    if (i + 4 <= end) {
      h ^= (LittleEndian.getInt(bytes, i) & 0xffffffffL) * P1;
      h = Long.rotateLeft(h, 23) * P2 + P3;
      i += 4;
    }
    for (; i < end; i++) {
      h = Long.rotateLeft(h ^ ((bytes[i] & 0xff) * P5), 11) * P1;
    }
    h = (h ^ (h >>> 33)) * P2;
    h = (h ^ (h >>> 29)) * P3;
    return h ^ (h >>> 32);
  }

  private static long round(long lane, long word) {
    return Long.rotateLeft(lane + word * P2, 31) * P1;
  }

  private static long merge(long h, long lane) {
    return (h ^ round(0, lane)) * P1 + P4;
  }
}
