// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.expr.code.Code;
import dev.spooky.planner.expr.code.Emitter;
import dev.spooky.planner.type.kernel.Checked;
import dev.spooky.planner.type.kernel.ValueType;

/**
 * Arithmetic on floating-point numbers. REAL is computed in double and rounded, which for these
 * operations is the same as computing in single precision.
 */
final class RealArithmetic extends Eval {
  private final Op op;
  private final Eval left;
  private final Eval right;
  private final long site;
  private final boolean single;

  RealArithmetic(Op op, Eval left, Eval right, boolean single, long site) {
    super(
        new ValueType(single ? ValueType.Base.REAL : ValueType.Base.DOUBLE, -1, 0),
        anyNullable(left, right),
        true);
    this.op = op;
    this.left = left;
    this.right = right;
    this.site = site;
    this.single = single;
  }

  @Override
  public boolean eval(Frame frame) {
    // both sides, so that an error beside a NULL is an error on either side
    boolean hasLeft = left.eval(frame);
    boolean hasRight = right.eval(frame);
    if (!hasLeft || !hasRight) {
      return false;
    }
    double value =
        switch (op) {
          case PLUS -> Checked.addReal(left.real, right.real, site);
          case MINUS -> Checked.subtractReal(left.real, right.real, site);
          case TIMES -> Checked.multiplyReal(left.real, right.real, site);
          case DIVIDE, DIVIDE_ROUND -> Checked.divideReal(left.real, right.real, site);
          case MOD -> Checked.modReal(left.real, right.real, site);
        };
    real = single ? Checked.toFloat(value, site) : value;
    return true;
  }

  @Override
  protected Code generate(Emitter e) {
    Code a = left.emit(e);
    Code b = right.emit(e);
    String kernel = op == Op.DIVIDE_ROUND ? "Checked.divide" : op.kernel();
    String expression = kernel + "Real(" + a.first() + ", " + b.first() + ", " + site + "L)";
    if (single) {
      expression = "Checked.toFloat(" + expression + ", " + site + "L)";
    }
    return e.guarded(e.anyNull(a, b), "double", expression);
  }
}
