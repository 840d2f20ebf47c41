// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.bytes.LittleEndian;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Two different names with one hash, made by turning the hash's rounds back: whatever the first
 * eight bytes of a name of sixteen, some second eight bytes lead to the wanted state.
 */
final class Collision {
  private static final long P1 = 0x9e3779b185ebca87L;
  private static final long P2 = 0xc2b2ae3d27d4eb4fL;
  private static final long P4 = 0x85ebca77c2b2ae63L;
  private static final long P5 = 0x27d4eb2f165667c5L;

  private Collision() {}

  static String[] find(int tries) {
    byte[] name = "collidingfieldno".getBytes(StandardCharsets.US_ASCII);
    long start = P5 + name.length;
    long wanted =
        after(start, LittleEndian.getLong(name, 0)) ^ round(LittleEndian.getLong(name, 8));
    Random random = new Random(1);
    byte[] other = new byte[16];
    for (int i = 0; i < tries; i++) {
      for (int k = 0; k < 8; k++) {
        other[k] = (byte) ('a' + random.nextInt(26));
      }
      long second = unround(wanted ^ after(start, LittleEndian.getLong(other, 0)));
      LittleEndian.putLong(other, 8, second);
      if (isPrintable(other)) {
        return new String[] {text(name), text(other)};
      }
    }
    throw new AssertionError("no collision within tries=" + tries);
  }

  private static String text(byte[] name) {
    return new String(name, StandardCharsets.US_ASCII);
  }

  private static boolean isPrintable(byte[] name) {
    for (byte b : name) {
      if (b < 0x21 || b > 0x7e) {
        return false;
      }
    }
    return true;
  }

  private static long after(long state, long word) {
    return Long.rotateLeft(state ^ round(word), 27) * P1 + P4;
  }

  private static long round(long word) {
    return Long.rotateLeft(word * P2, 31) * P1;
  }

  private static long unround(long rounded) {
    return Long.rotateRight(rounded * inverse(P1), 31) * inverse(P2);
  }

  private static long inverse(long odd) {
    return BigInteger.valueOf(odd).modInverse(BigInteger.ONE.shiftLeft(64)).longValue();
  }
}
