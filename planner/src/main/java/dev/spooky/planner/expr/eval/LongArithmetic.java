// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.expr.code.Code;
import dev.spooky.planner.expr.code.Emitter;
import dev.spooky.planner.type.kernel.Checked;
import dev.spooky.planner.type.kernel.Decimals;
import dev.spooky.planner.type.kernel.ValueType;

/**
 * Arithmetic on whole numbers of at most 64 bits: integers, and decimals whose scales the caller
 * has settled. Checks are left out where the operands' bounds make them needless.
 */
final class LongArithmetic extends Eval {
  private final Op op;
  private final Eval left;
  private final Eval right;
  private final Bounds bounds;
  private final long site;
  private final boolean checksRange;

  private LongArithmetic(Op op, Eval left, Eval right, ValueType type, Bounds bounds, long site) {
    super(
        type,
        anyNullable(left, right),
        anyCanFail(left, right) || bounds.canFail() || bounds.exceeds(type),
        /* min= */ Math.max(bounds.min(), type.min()),
        /* max= */ Math.min(bounds.max(), type.max()));
    this.op = op;
    this.left = left;
    this.right = right;
    this.bounds = bounds;
    this.site = site;
    this.checksRange = bounds.exceeds(type);
  }

  static LongArithmetic of(Op op, Eval left, Eval right, ValueType type, long site) {
    return new LongArithmetic(op, left, right, type, Bounds.of(op, left, right), site);
  }

  @Override
  public boolean eval(Frame frame) {
    // both sides, so that an error beside a NULL is an error on either side
    boolean hasLeft = left.eval(frame);
    boolean hasRight = right.eval(frame);
    if (!hasLeft || !hasRight) {
      return false;
    }
    long value = compute(left.lo, right.lo);
    lo = checksRange ? Checked.range(value, type().min(), type().max(), site) : value;
    return true;
  }

  private long compute(long a, long b) {
    boolean safe = !bounds.canFail();
    return switch (op) {
      case PLUS -> safe ? a + b : Checked.add(a, b, site);
      case MINUS -> safe ? a - b : Checked.subtract(a, b, site);
      case TIMES -> safe ? a * b : Checked.multiply(a, b, site);
      case DIVIDE -> safe ? a / b : Checked.divide(a, b, site);
      case MOD -> safe ? a % b : Checked.mod(a, b, site);
      case DIVIDE_ROUND -> Decimals.divideRound(a, b, site);
    };
  }

  @Override
  protected Code generate(Emitter e) {
    Code a = left.emit(e);
    Code b = right.emit(e);
    String isNull = e.anyNull(a, b);
    boolean safe = !bounds.canFail();
    String expression =
        safe && op.symbol() != null
            ? a.first() + " " + op.symbol() + " " + b.first()
            : op.kernel() + "(" + a.first() + ", " + b.first() + ", " + site + "L)";
    if (checksRange) {
      expression =
          "Checked.range("
              + expression
              + ", "
              + type().min()
              + "L, "
              + type().max()
              + "L, "
              + site
              + "L)";
    }
    boolean needsValues = checksRange || !safe || op.divides();
    return needsValues
        ? e.guarded(isNull, "long", expression)
        : Code.of(isNull, e.declare("long", isNullZero(isNull, expression)));
  }

  /** Sums with a NULL stay harmless; they are made zero so that bounds hold for consumers. */
  private static String isNullZero(String isNull, String expression) {
    return isNull.equals("false") ? expression : isNull + " ? 0L : " + expression;
  }
}
