// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.bytes;

import java.math.BigInteger;

/** xxHash64 once more, with unbounded integers and no loop tricks: the reference for ours. */
public final class NaiveXxHash64 {
  private static final BigInteger MOD = BigInteger.ONE.shiftLeft(64);
  private static final BigInteger P1 = new BigInteger("11400714785074694791");
  private static final BigInteger P2 = new BigInteger("14029467366897019727");
  private static final BigInteger P3 = new BigInteger("1609587929392839161");
  private static final BigInteger P4 = new BigInteger("9650029242287828579");
  private static final BigInteger P5 = new BigInteger("2870177450012600261");

  private NaiveXxHash64() {}

  public static long hash(byte[] input, long seedBits) {
    BigInteger seed = new BigInteger(Long.toUnsignedString(seedBits));
    BigInteger acc;
    int at = 0;
    if (input.length < 32) {
      acc = mod(seed.add(P5));
    } else {
      BigInteger[] lanes = {
        mod(seed.add(P1).add(P2)), mod(seed.add(P2)), seed, mod(seed.subtract(P1))
      };
      for (; at + 32 <= input.length; at += 32) {
        for (int lane = 0; lane < 4; lane++) {
          lanes[lane] = round(lanes[lane], word(input, at + 8 * lane, 8));
        }
      }
      acc = BigInteger.ZERO;
      int[] turns = {1, 7, 12, 18};
      for (int lane = 0; lane < 4; lane++) {
        acc = mod(acc.add(rotate(lanes[lane], turns[lane])));
      }
      for (BigInteger lane : lanes) {
        acc = mod(acc.xor(round(BigInteger.ZERO, lane)).multiply(P1).add(P4));
      }
    }
    acc = mod(acc.add(BigInteger.valueOf(input.length)));
    return finish(input, at, acc).longValue();
  }

  private static BigInteger finish(byte[] input, int from, BigInteger start) {
    BigInteger acc = start;
    int at = from;
    while (input.length - at >= 8) {
      BigInteger mixed = acc.xor(round(BigInteger.ZERO, word(input, at, 8)));
      acc = mod(rotate(mixed, 27).multiply(P1).add(P4));
      at += 8;
    }
    if (input.length - at >= 4) {
      BigInteger mixed = acc.xor(mod(word(input, at, 4).multiply(P1)));
      acc = mod(rotate(mixed, 23).multiply(P2).add(P3));
      at += 4;
    }
    for (; at < input.length; at++) {
      BigInteger mixed = acc.xor(mod(word(input, at, 1).multiply(P5)));
      acc = mod(rotate(mixed, 11).multiply(P1));
    }
    acc = mod(acc.xor(acc.shiftRight(33)).multiply(P2));
    acc = mod(acc.xor(acc.shiftRight(29)).multiply(P3));
    return acc.xor(acc.shiftRight(32));
  }

  private static BigInteger round(BigInteger lane, BigInteger word) {
    return mod(rotate(mod(lane.add(word.multiply(P2))), 31).multiply(P1));
  }

  private static BigInteger word(byte[] input, int at, int width) {
    BigInteger word = BigInteger.ZERO;
    for (int i = width - 1; i >= 0; i--) {
      word = word.shiftLeft(8).or(BigInteger.valueOf(input[at + i] & 0xff));
    }
    return word;
  }

  private static BigInteger rotate(BigInteger value, int bits) {
    return mod(value.shiftLeft(bits)).or(value.shiftRight(64 - bits));
  }

  private static BigInteger mod(BigInteger value) {
    return value.mod(MOD);
  }
}
