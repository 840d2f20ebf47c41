// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.ValueType;
import java.math.BigInteger;

/**
 * Bounds of a whole number that is computed from two others.
 *
 * @param min no result is less
 * @param max no result is greater
 * @param canFail whether the computation in 64 bits can overflow or divide by zero
 */
record Bounds(long min, long max, boolean canFail) {
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  static Bounds of(Op op, Eval a, Eval b) {
    if (op.divides()) {
      return ofQuotient(op, a, b);
    }
    BigInteger[] corners = {
      corner(op, a.min(), b.min()),
      corner(op, a.min(), b.max()),
      corner(op, a.max(), b.min()),
      corner(op, a.max(), b.max())
    };
    BigInteger least = corners[0];
    BigInteger greatest = corners[0];
    for (BigInteger corner : corners) {
      least = least.min(corner);
      greatest = greatest.max(corner);
    }
    boolean overflows = least.compareTo(MIN) < 0 || greatest.compareTo(MAX) > 0;
    return new Bounds(
        least.max(MIN).min(MAX).longValue(), greatest.min(MAX).max(MIN).longValue(), overflows);
  }

  private static BigInteger corner(Op op, long a, long b) {
    BigInteger left = BigInteger.valueOf(a);
    BigInteger right = BigInteger.valueOf(b);
    return switch (op) {
      case PLUS -> left.add(right);
      case MINUS -> left.subtract(right);
      case TIMES -> left.multiply(right);
      case DIVIDE, MOD, DIVIDE_ROUND -> throw new AssertionError(op);
    };
  }

  /** A quotient or remainder of whole numbers is at most as great as the dividend. */
  private static Bounds ofQuotient(Op op, Eval a, Eval b) {
    boolean zero = b.min() <= 0 && b.max() >= 0;
    boolean minusOne = b.min() <= -1 && b.max() >= -1;
    boolean overflow = op != Op.MOD && a.min() == Long.MIN_VALUE && minusOne;
    long greatest =
        a.min() == Long.MIN_VALUE ? Long.MAX_VALUE : Math.max(Math.abs(a.min()), Math.abs(a.max()));
    boolean positive = a.min() >= 0 && (b.min() >= 0 || op == Op.MOD);
    if (op == Op.MOD && b.min() != Long.MIN_VALUE) {
      greatest = Math.min(greatest, Math.max(Math.abs(b.min()), Math.abs(b.max())));
    }
    long least = a.min() == Long.MIN_VALUE && op != Op.MOD ? Long.MIN_VALUE : -greatest;
    return new Bounds(positive ? 0 : least, greatest, zero || overflow);
  }

  /** Whether some result does not fit the type. */
  boolean exceeds(ValueType type) {
    return min < type.min() || max > type.max();
  }
}
