// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import dev.spooky.runtime.zset.Errors;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Functions of doubles; results that are no number are errors unless an argument was none. */
public final class RealFunctions {
  private RealFunctions() {}

  private static ValueException invalid(String message, long site) {
    return new ValueException(Errors.Kind.FUNCTION, message, site);
  }

  /** Checks the result of a function of one argument. */
  public static double checked(double result, double argument, long site) {
    if (Double.isNaN(result) && !Double.isNaN(argument)) {
      throw invalid("input is out of range", site);
    } else if (Double.isInfinite(result) && !Double.isInfinite(argument)) {
      throw ValueException.outOfRange("double precision", site);
    }
    return result;
  }

  /** Natural or decimal logarithm of a positive number. */
  public static double log(double value, boolean decimal, long site) {
    if (value == 0) {
      throw invalid("cannot take logarithm of zero", site);
    } else if (value < 0) {
      throw invalid("cannot take logarithm of a negative number", site);
    }
    return decimal ? Math.log10(value) : Math.log(value);
  }

  /** Logarithm to a base. */
  public static double log(double base, double value, long site) {
    double under = log(base, false, site);
    double over = log(value, false, site);
    if (under == 0) {
      throw ValueException.divisionByZero(site);
    }
    double quotient = over / under;
    double whole = Math.rint(quotient);
    // logarithms are rounded, but powers that are exact have an exact answer
    return Math.abs(quotient - whole) < 1e-9 && Math.pow(base, whole) == value ? whole : quotient;
  }

  /** Inverse hyperbolic sine. */
  public static double asinh(double value) {
    double size = Math.abs(value);
    double result =
        size > 1e150
            ? Math.log(size) + Math.log(2)
            : Math.log1p(size + size * size / (1 + Math.sqrt(size * size + 1)));
    return Double.isInfinite(value) ? value : Math.copySign(result, value) + 0.0;
  }

  /** Inverse hyperbolic cosine; NaN below 1. */
  public static double acosh(double value) {
    return value > 1e150
        ? Math.log(value) + Math.log(2)
        : Math.log(value + Math.sqrt(value * value - 1));
  }

  /** Inverse hyperbolic tangent; NaN beyond 1. */
  public static double atanh(double value) {
    return 0.5 * Math.log1p(2 * value / (1 - value)) + 0.0;
  }

  /** Power. */
  public static double power(double base, double exponent, long site) {
    if (base == 0 && exponent < 0) {
      throw invalid("zero raised to a negative power is undefined", site);
    } else if (base < 0 && exponent == 0.5) {
      throw invalid("cannot take square root of a negative number", site);
    }
    double result = exponent == 0.5 ? Math.sqrt(base) : Math.pow(base, exponent);
    if (Double.isNaN(result) && !Double.isNaN(base) && !Double.isNaN(exponent)) {
      throw invalid(
          "a negative number raised to a non-integer power yields a complex result", site);
    } else if (Double.isInfinite(result)
        && !Double.isInfinite(base)
        && !Double.isInfinite(exponent)) {
      throw ValueException.outOfRange("double precision", site);
    }
    return result;
  }

  /** Square root. */
  public static double sqrt(double value, long site) {
    if (value < 0) {
      throw invalid("cannot take square root of a negative number", site);
    }
    return Math.sqrt(value);
  }

  /** Rounds to decimal digits, half away from zero or, with {@code down}, towards zero. */
  public static double round(double value, long digits, boolean down) {
    if (Double.isNaN(value) || Double.isInfinite(value) || digits > 400) {
      return value;
    } else if (digits < -400) {
      return 0;
    }
    return new BigDecimal(Double.toString(value))
        .setScale((int) digits, down ? RoundingMode.DOWN : RoundingMode.HALF_UP)
        .doubleValue();
  }
}
