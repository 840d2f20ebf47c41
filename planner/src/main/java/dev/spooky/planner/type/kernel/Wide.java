// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import java.math.BigInteger;

/**
 * Signed 128-bit integers in two longs: the values of decimals of 19 to 38 digits.
 *
 * <p>Sums and comparisons are exact and allocate nothing; products and quotients neither while both
 * sides fit 64 bits, and go through {@link BigInteger} beyond.
 */
public final class Wide {
  private static final BigInteger MASK = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private Wide() {}

  /** Whether the value fits 64 bits. */
  public static boolean isLong(long hi, long lo) {
    return hi == lo >> 63;
  }

  /** Order of two values. */
  public static int compare(long aHi, long aLo, long bHi, long bLo) {
    return aHi != bHi ? Long.compare(aHi, bHi) : Long.compareUnsigned(aLo, bLo);
  }

  /** The value as a big integer. */
  public static BigInteger toBig(long hi, long lo) {
    if (isLong(hi, lo)) {
      return BigInteger.valueOf(lo);
    }
    return BigInteger.valueOf(hi).shiftLeft(64).or(BigInteger.valueOf(lo).and(MASK));
  }

  /** Stores a big integer of at most 127 bits and a sign. */
  public static void fromBig(BigInteger value, Register out, long site) {
    if (value.bitLength() > 127) {
      throw ValueException.outOfRange("decimal", site);
    }
    out.lo = value.longValue();
    out.hi = value.shiftRight(64).longValue();
  }

  /** Sum; fails beyond 128 bits. */
  public static void add(Register a, Register b, Register out, long site) {
    long lo = a.lo + b.lo;
    long carry = Long.compareUnsigned(lo, a.lo) < 0 ? 1 : 0;
    long hi = a.hi + b.hi + carry;
    if (((a.hi ^ hi) & (b.hi ^ hi)) < 0) {
      throw ValueException.outOfRange("decimal", site);
    }
    out.lo = lo;
    out.hi = hi;
  }

  /** Difference; fails beyond 128 bits. */
  public static void subtract(Register a, Register b, Register out, long site) {
    long lo = a.lo - b.lo;
    long borrow = Long.compareUnsigned(a.lo, b.lo) < 0 ? 1 : 0;
    long hi = a.hi - b.hi - borrow;
    if (((a.hi ^ b.hi) & (a.hi ^ hi)) < 0) {
      throw ValueException.outOfRange("decimal", site);
    }
    out.lo = lo;
    out.hi = hi;
  }

  /** Negation of a value within 38 digits. */
  public static void negate(Register a, Register out) {
    long lo = -a.lo;
    out.hi = ~a.hi + (lo == 0 ? 1 : 0);
    out.lo = lo;
  }

  /** Product; fails beyond 128 bits. */
  public static void multiply(Register a, Register b, Register out, long site) {
    if (isLong(a.hi, a.lo) && isLong(b.hi, b.lo)) {
      long hi = Math.multiplyHigh(a.lo, b.lo);
      out.lo = a.lo * b.lo;
      out.hi = hi;
    } else {
      fromBig(toBig(a.hi, a.lo).multiply(toBig(b.hi, b.lo)), out, site);
    }
  }
}
