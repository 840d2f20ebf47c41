// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import dev.spooky.runtime.zset.Errors;

/** Trigonometry in degrees, exact where the value is rational: the sine of 30 is 0.5. */
public final class Degrees {
  private Degrees() {}

  private static ValueException outOfRange(long site) {
    return new ValueException(Errors.Kind.FUNCTION, "input is out of range", site);
  }

  /** Sine. */
  public static double sin(double degrees, long site) {
    if (Double.isInfinite(degrees)) {
      throw outOfRange(site);
    }
    double angle = degrees % 360;
    double sign = angle < 0 ? -1 : 1;
    angle = Math.abs(angle);
    if (angle > 180) {
      sign = -sign;
      angle -= 180;
    }
    if (angle > 90) {
      angle = 180 - angle;
    }
    return sign * firstQuadrant(angle) + 0.0;
  }

  private static double firstQuadrant(double angle) {
    if (angle == 30) {
      return 0.5;
    } else if (angle == 90) {
      return 1;
    }
    return angle > 45 ? Math.cos(Math.toRadians(90 - angle)) : Math.sin(Math.toRadians(angle));
  }

  /** Cosine. */
  public static double cos(double degrees, long site) {
    if (Double.isInfinite(degrees)) {
      throw outOfRange(site);
    }
    return sin(90 - Math.abs(degrees % 360), site);
  }

  /** Tangent. */
  public static double tan(double degrees, long site) {
    return divided(sin(degrees, site), cos(degrees, site), degrees, site);
  }

  /** Cotangent. */
  public static double cot(double degrees, long site) {
    return divided(cos(degrees, site), sin(degrees, site), degrees, site);
  }

  private static double divided(double over, double under, double degrees, long site) {
    if (Math.abs(Math.abs(over) - Math.abs(under)) < 1e-15 && degrees % 45 == 0) {
      return over * under < 0 ? -1 : 1;
    } else if (under == 0) {
      throw ValueException.outOfRange("double precision", site);
    }
    return over / under;
  }

  /** Inverse sine. */
  public static double asin(double value, long site) {
    if (Math.abs(value) > 1) {
      throw outOfRange(site);
    }
    double half = Math.abs(value) == 0.5 ? 30 : Math.toDegrees(Math.asin(Math.abs(value)));
    return Math.abs(value) == 1 ? 90 * value : Math.copySign(half, value) + 0.0;
  }

  /** Inverse cosine. */
  public static double acos(double value, long site) {
    if (Math.abs(value) > 1) {
      throw outOfRange(site);
    }
    if (value == 0.5) {
      return 60;
    } else if (value == -0.5) {
      return 120;
    }
    return value == 0 ? 90 : value == -1 ? 180 : Math.toDegrees(Math.acos(value));
  }

  /** Inverse tangent. */
  public static double atan(double value) {
    return Math.abs(value) == 1 ? 45 * value : Math.toDegrees(Math.atan(value));
  }
}
