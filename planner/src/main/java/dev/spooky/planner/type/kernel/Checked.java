// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

/**
 * Integer and floating-point arithmetic that fails instead of wrapping or giving infinity.
 *
 * <p>Called from generated code too: small static methods that inline; {@code site} is a constant.
 */
public final class Checked {
  private Checked() {}

  /** Sum. */
  public static long add(long a, long b, long site) {
    long r = a + b;
    if (((a ^ r) & (b ^ r)) < 0) {
      throw ValueException.outOfRange("bigint", site);
    }
    return r;
  }

  /** Difference. */
  public static long subtract(long a, long b, long site) {
    long r = a - b;
    if (((a ^ b) & (a ^ r)) < 0) {
      throw ValueException.outOfRange("bigint", site);
    }
    return r;
  }

  /** Product. */
  public static long multiply(long a, long b, long site) {
    long r = a * b;
    if (Math.multiplyHigh(a, b) != r >> 63) {
      throw ValueException.outOfRange("bigint", site);
    }
    return r;
  }

  /** Quotient, truncated towards zero. */
  public static long divide(long a, long b, long site) {
    if (b == 0) {
      throw ValueException.divisionByZero(site);
    }
    if (b == -1 && a == Long.MIN_VALUE) {
      throw ValueException.outOfRange("bigint", site);
    }
    return a / b;
  }

  /** Remainder with the sign of the dividend. */
  public static long mod(long a, long b, long site) {
    if (b == 0) {
      throw ValueException.divisionByZero(site);
    }
    return a % b;
  }

  /** The value if it lies in a type's range. */
  public static long range(long value, long min, long max, long site) {
    if (value < min || value > max) {
      throw ValueException.outOfRange(typeName(max), site);
    }
    return value;
  }

  private static String typeName(long max) {
    if (max == Byte.MAX_VALUE) {
      return "tinyint";
    } else if (max == Short.MAX_VALUE) {
      return "smallint";
    } else if (max == Integer.MAX_VALUE) {
      return "integer";
    } else {
      return max == Long.MAX_VALUE ? "bigint" : "decimal";
    }
  }

  /** Sum of doubles; finite operands give a finite result. */
  public static double addReal(double a, double b, long site) {
    return finite(a + b, a, b, site);
  }

  /** Difference of doubles. */
  public static double subtractReal(double a, double b, long site) {
    return finite(a - b, a, b, site);
  }

  /** Product of doubles. */
  public static double multiplyReal(double a, double b, long site) {
    return finite(a * b, a, b, site);
  }

  /** Quotient of doubles; NaN stays NaN, all else divided by zero fails. */
  public static double divideReal(double a, double b, long site) {
    if (b == 0) {
      if (Double.isNaN(a)) {
        return a;
      }
      throw ValueException.divisionByZero(site);
    }
    return finite(a / b, a, b, site);
  }

  /** Remainder of doubles, with the sign of the dividend. */
  public static double modReal(double a, double b, long site) {
    if (b == 0) {
      throw ValueException.divisionByZero(site);
    }
    return a % b;
  }

  private static double finite(double result, double a, double b, long site) {
    if (Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
      throw ValueException.outOfRange("double precision", site);
    }
    return result;
  }

  /** Rounds to single precision; a finite double beyond it fails. */
  public static double toFloat(double value, long site) {
    float rounded = (float) value;
    if (Float.isInfinite(rounded) && !Double.isInfinite(value)) {
      throw ValueException.outOfRange("real", site);
    }
    return rounded;
  }

  /** Rounds half to even and checks the range of an integer type. */
  public static long realToLong(double value, long min, long max, long site) {
    double rounded = Math.rint(value);
    // 2^63 itself is a double and out of range, hence the strict upper comparison for bigint
    if (!(rounded >= min) || !(max == Long.MAX_VALUE ? rounded < 0x1p63 : rounded <= max)) {
      throw ValueException.outOfRange(typeName(max), site);
    }
    return (long) rounded;
  }

  /** Total order of doubles: −0.0 equals 0.0, NaN equals itself and is greatest. */
  public static int compareReal(double a, double b) {
    if (a < b) {
      return -1;
    } else if (a > b) {
      return 1;
    } else if (a == b) {
      return 0;
    }
    return Boolean.compare(Double.isNaN(a), Double.isNaN(b));
  }
}
