// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Scaled decimals: powers of ten, change of scale (rounding half away from zero), division, checks.
 */
public final class Decimals {
  /** Most digits of a decimal. */
  public static final int MAX_PRECISION = 38;

  /** Most digits of a decimal that is kept in one long. */
  public static final int MAX_LONG_PRECISION = 18;

  private static final long[] LONG_POWERS = new long[19];
  private static final BigInteger[] POWERS = new BigInteger[2 * MAX_PRECISION + 1];
  private static final long[] LIMIT_HI = new long[MAX_PRECISION + 1];
  private static final long[] LIMIT_LO = new long[MAX_PRECISION + 1];

  static {
    BigInteger power = BigInteger.ONE;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      if (i < LONG_POWERS.length) {
        LONG_POWERS[i] = power.longValueExact();
      }
      if (i <= MAX_PRECISION) {
        LIMIT_HI[i] = power.shiftRight(64).longValue();
        LIMIT_LO[i] = power.longValue();
      }
      power = power.multiply(BigInteger.TEN);
    }
  }

  private Decimals() {}

  /** Ten to the power of {@code exponent}, which is 0 to 18. */
  public static long power(int exponent) {
    return LONG_POWERS[exponent];
  }

  /** Ten to the power of {@code exponent}, which is 0 to 76. */
  public static BigInteger bigPower(int exponent) {
    return POWERS[exponent];
  }

  /** Divides by a positive number and rounds half away from zero. */
  public static long divideRound(long value, long divisor) {
    long quotient = value / divisor;
    long rest = value - quotient * divisor;
    // rest and divisor - |rest| are both below divisor, so neither comparison overflows
    if (rest >= 0) {
      return rest >= divisor - rest ? quotient + 1 : quotient;
    }
    return -rest >= divisor + rest ? quotient - 1 : quotient;
  }

  /** Quotient of any two numbers, rounded half away from zero. */
  public static long divideRound(long value, long divisor, long site) {
    if (divisor == 0) {
      throw ValueException.divisionByZero(site);
    }
    long quotient = value / divisor;
    long rest = Math.abs(value % divisor);
    if (rest != 0 && Math.abs(divisor) - rest <= rest) {
      return (value ^ divisor) < 0 ? quotient - 1 : quotient + 1;
    }
    return quotient;
  }

  /** Quotient of big integers, rounded half away from zero. */
  public static BigInteger divideRound(BigInteger value, BigInteger divisor) {
    return new BigDecimal(value)
        .divide(new BigDecimal(divisor), 0, RoundingMode.HALF_UP)
        .toBigInteger();
  }

  /** Changes the scale of a wide value by {@code shift} digits (more digits when positive). */
  public static void rescale(Register a, int shift, Register out, long site) {
    if (shift == 0) {
      out.hi = a.hi;
      out.lo = a.lo;
    } else if (shift > 0) {
      if (shift <= 18 && Wide.isLong(a.hi, a.lo)) {
        long power = LONG_POWERS[shift];
        long hi = Math.multiplyHigh(a.lo, power);
        out.lo = a.lo * power;
        out.hi = hi;
      } else {
        Wide.fromBig(Wide.toBig(a.hi, a.lo).multiply(POWERS[shift]), out, site);
      }
    } else if (shift >= -18 && Wide.isLong(a.hi, a.lo)) {
      long value = divideRound(a.lo, LONG_POWERS[-shift]);
      out.lo = value;
      out.hi = value >> 63;
    } else {
      Wide.fromBig(divideRound(Wide.toBig(a.hi, a.lo), POWERS[-shift]), out, site);
    }
  }

  /**
   * Quotient of wide values: {@code a * 10^shift / b}, rounded half away from zero. A negative
   * shift scales the divisor instead.
   */
  public static void divide(Register a, Register b, int shift, Register out, long site) {
    if ((b.hi | b.lo) == 0) {
      throw ValueException.divisionByZero(site);
    }
    if (shift == 0
        && Wide.isLong(a.hi, a.lo)
        && Wide.isLong(b.hi, b.lo)
        && a.lo != Long.MIN_VALUE) {
      long value = divideRound(a.lo, b.lo, site);
      out.lo = value;
      out.hi = value >> 63;
      return;
    }
    BigInteger dividend = Wide.toBig(a.hi, a.lo);
    BigInteger divisor = Wide.toBig(b.hi, b.lo);
    if (shift >= 0) {
      dividend = dividend.multiply(POWERS[shift]);
    } else {
      divisor = divisor.multiply(POWERS[-shift]);
    }
    Wide.fromBig(divideRound(dividend, divisor), out, site);
  }

  /** Remainder of wide values of equal scale, with the sign of the dividend. */
  public static void mod(Register a, Register b, Register out, long site) {
    if ((b.hi | b.lo) == 0) {
      throw ValueException.divisionByZero(site);
    }
    if (Wide.isLong(a.hi, a.lo) && Wide.isLong(b.hi, b.lo)) {
      long value = a.lo % b.lo;
      out.lo = value;
      out.hi = value >> 63;
    } else {
      Wide.fromBig(Wide.toBig(a.hi, a.lo).remainder(Wide.toBig(b.hi, b.lo)), out, site);
    }
  }

  /** Fails unless the wide value has at most {@code precision} digits. */
  public static void checkPrecision(long hi, long lo, int precision, long site) {
    long limitHi = LIMIT_HI[precision];
    long limitLo = LIMIT_LO[precision];
    long negatedLo = -limitLo;
    long negatedHi = ~limitHi + (negatedLo == 0 ? 1 : 0);
    if (Wide.compare(hi, lo, limitHi, limitLo) >= 0
        || Wide.compare(hi, lo, negatedHi, negatedLo) <= 0) {
      throw new ValueException(
          dev.spooky.runtime.zset.Errors.Kind.OUT_OF_RANGE,
          "numeric field overflow: more than " + precision + " digits",
          site);
    }
  }

  /** The wide value as a decimal number; allocates. */
  public static BigDecimal toBigDecimal(long hi, long lo, int scale) {
    return Wide.isLong(hi, lo)
        ? BigDecimal.valueOf(lo, scale)
        : new BigDecimal(Wide.toBig(hi, lo), scale);
  }

  /** Stores a decimal number at a scale, rounding; fails beyond {@code precision} digits. */
  public static void fromBigDecimal(
      BigDecimal value, int precision, int scale, Register out, long site) {
    if ((long) value.precision() - value.scale() > precision - scale + 1L) {
      throw ValueException.outOfRange("decimal(" + precision + ", " + scale + ")", site);
    }
    if ((long) value.scale() - value.precision() > scale + 1L) {
      // far below the last digit; setScale would first build the power of ten
      out.hi = 0;
      out.lo = 0;
      return;
    }
    BigInteger unscaled = value.setScale(scale, RoundingMode.HALF_UP).unscaledValue();
    Wide.fromBig(unscaled, out, site);
    checkPrecision(out.hi, out.lo, precision, site);
  }

  /** The value as the nearest double. */
  public static double toDouble(long hi, long lo, int scale) {
    if (Wide.isLong(hi, lo) && Math.abs(lo) < 1L << 53 && lo != Long.MIN_VALUE && scale <= 15) {
      return (double) lo / (double) LONG_POWERS[scale];
    }
    return toBigDecimal(hi, lo, scale).doubleValue();
  }

  /**
   * Stores a floating-point number as a decimal. Its shortest digits count, not its exact binary
   * value, so that 0.1 becomes 0.1 at any scale.
   */
  public static void fromReal(
      double value, boolean single, ValueType type, Register out, long site) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw ValueException.outOfRange(type.label(), site);
    }
    BigDecimal decimal =
        new BigDecimal(single ? Float.toString((float) value) : Double.toString(value));
    fromBigDecimal(decimal, type.precision(), type.scale(), out, site);
  }
}
