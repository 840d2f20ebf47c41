// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.value;

import dev.spooky.records.value.SpookyNumber.F64;
import dev.spooky.records.value.SpookyNumber.U64;

/**
 * Exact comparison over the three kinds of numbers.
 *
 * <p>An integer is never rounded to a double: the double is split into its integral part, compared
 * as an integer, and its fraction, which decides ties.
 */
final class NumberOrder {
  private NumberOrder() {}

  static int compare(SpookyNumber one, SpookyNumber other) {
    if (one instanceof F64 left) {
      return other instanceof F64 right
          ? compareDoubles(left.value(), right.value())
          : -compareInteger(other, left.value());
    }
    if (other instanceof F64 right) {
      return compareInteger(one, right.value());
    }
    long left = one.toLongBits();
    long right = other.toLongBits();
    boolean leftAbove = one instanceof U64 && left < 0;
    boolean rightAbove = other instanceof U64 && right < 0;
    return leftAbove == rightAbove ? Long.compare(left, right) : leftAbove ? 1 : -1;
  }

  private static int compareDoubles(double left, double right) {
    return left == right ? 0 : Double.compare(left, right);
  }

  private static int compareInteger(SpookyNumber integer, double right) {
    if (Double.isNaN(right)) {
      return -1;
    }
    long left = integer.toLongBits();
    boolean leftAbove = integer instanceof U64 && left < 0;
    if (right >= 0x1p63) {
      if (!leftAbove || right >= 0x1p64) {
        return -1;
      }
      return Long.compareUnsigned(left, unsignedBits(right));
    }
    if (leftAbove || right < -0x1p63) {
      return 1;
    }
    long truncated = (long) right;
    if (left != truncated) {
      return left < truncated ? -1 : 1;
    }
    return Double.compare(0.0, right - (double) truncated + 0.0);
  }

  /** The bits of a double in [0, 2^64). */
  static long unsignedBits(double value) {
    return value < 0x1p63 ? (long) value : (long) (value - 0x1p63) ^ Long.MIN_VALUE;
  }

  /** The nearest double of an unsigned integer, ties to even. */
  static double unsignedToDouble(long bits) {
    if (bits >= 0) {
      return (double) bits;
    }
    // Halve with the lost bit kept sticky, so that the one rounding is the right one.
    return (double) ((bits >>> 1) | (bits & 1)) * 2.0;
  }
}
