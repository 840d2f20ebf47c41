// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import org.apache.calcite.rex.RexCall;

/** GREATEST and LEAST: NULLs are passed over, NULL only when all are. */
final class Extreme extends Eval {
  private final Eval[] values;
  private final boolean greatest;

  Extreme(RexCall call, Binder binder, boolean greatest) {
    this(binder.operandsAs(call, Binder.type(call)).toArray(Eval[]::new), call, greatest);
  }

  private Extreme(Eval[] values, RexCall call, boolean greatest) {
    super(
        Binder.type(call),
        java.util.Arrays.stream(values).allMatch(Eval::isNullable),
        anyCanFail(values));
    this.values = values;
    this.greatest = greatest;
  }

  @Override
  public boolean eval(Frame frame) {
    boolean found = false;
    for (Eval value : values) {
      if (value.eval(frame)) {
        int order = found ? Comparison.order(type().domain(), value, this) : 0;
        if (!found || (greatest ? order > 0 : order < 0)) {
          set(value);
          found = true;
        }
      }
    }
    return found;
  }
}
