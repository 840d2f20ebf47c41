// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.ValueType;

/** IS [NOT] DISTINCT FROM: a comparison in which NULL is a value. */
final class Distinct extends Eval {
  private final Eval left;
  private final Eval right;
  private final boolean whenDistinct;

  Distinct(Eval left, Eval right, boolean whenDistinct) {
    super(ValueType.BOOLEAN, false, anyCanFail(left, right));
    this.left = left;
    this.right = right;
    this.whenDistinct = whenDistinct;
  }

  @Override
  public boolean eval(Frame frame) {
    boolean hasLeft = left.eval(frame);
    boolean hasRight = right.eval(frame);
    boolean distinct =
        hasLeft != hasRight || hasLeft && Comparison.order(left.type().domain(), left, right) != 0;
    lo = distinct == whenDistinct ? 1 : 0;
    return true;
  }
}
