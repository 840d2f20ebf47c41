// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import dev.spooky.runtime.zset.Errors;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Functions of whole numbers. */
public final class Integers {
  private static final int MOST_FACTORIAL = 33;

  private Integers() {}

  /** Greatest common divisor, never negative. */
  public static long gcd(long a, long b, long site) {
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = y == -1 ? 0 : x % y;
      x = y;
      y = rest;
    }
    if (x == Long.MIN_VALUE) {
      throw ValueException.outOfRange("bigint", site);
    }
    return Math.abs(x);
  }

  /** Least common multiple, never negative; 0 of 0. */
  public static long lcm(long a, long b, long site) {
    if (a == 0 || b == 0) {
      return 0;
    }
    long product = Checked.multiply(a / gcd(a, b, site), b, site);
    if (product == Long.MIN_VALUE) {
      throw ValueException.outOfRange("bigint", site);
    }
    return Math.abs(product);
  }

  /** The factorial, exactly. */
  public static void factorial(long number, Register out, long site) {
    if (number < 0) {
      throw new ValueException(
          Errors.Kind.OUT_OF_RANGE, "numeric out of range: factorial of a negative number", site);
    } else if (number > MOST_FACTORIAL) {
      throw ValueException.outOfRange("numeric", site);
    }
    BigInteger product = BigInteger.ONE;
    for (long i = 2; i <= number; i++) {
      product = product.multiply(BigInteger.valueOf(i));
    }
    Wide.fromBig(product, out, site);
  }

  /** The bucket of a value among {@code count} of equal width; 0 and count + 1 are outside. */
  public static long bucket(
      BigDecimal value, BigDecimal low, BigDecimal high, long count, long site) {
    int direction = high.compareTo(low);
    if (count <= 0 || count >= Integer.MAX_VALUE) {
      throw fail("count of buckets must be positive", site);
    } else if (direction == 0) {
      throw fail("lower bound cannot equal upper bound", site);
    }
    BigDecimal distance = direction > 0 ? value.subtract(low) : low.subtract(value);
    BigDecimal width = high.subtract(low).abs();
    if (distance.signum() < 0) {
      return 0;
    } else if (distance.compareTo(width) >= 0) {
      return count + 1;
    }
    return distance
            .multiply(BigDecimal.valueOf(count))
            .divide(width, 0, RoundingMode.FLOOR)
            .longValueExact()
        + 1;
  }

  private static ValueException fail(String message, long site) {
    return new ValueException(Errors.Kind.FUNCTION, message, site);
  }

  /** A number to the base 2, 8 or 16, negative ones as two's complement. */
  public static void toBase(long value, int shift, boolean isLong, Register out) {
    long bits = isLong ? value : value & 0xFFFF_FFFFL;
    out.setString(
        shift == 1
            ? Long.toBinaryString(bits)
            : shift == 3 ? Long.toOctalString(bits) : Long.toHexString(bits));
  }
}
