// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.expr.code.Code;
import dev.spooky.planner.expr.code.Emitter;
import dev.spooky.planner.type.kernel.ValueType;

/** An integer as a double or float, or a float as a double. */
final class LongToReal extends Eval {
  private final Eval from;
  private final boolean single;
  private final boolean fromReal;

  LongToReal(ValueType type, Eval from) {
    super(type, from.isNullable(), from.canFail());
    this.from = from;
    this.single = type.base() == ValueType.Base.REAL;
    this.fromReal = from.type().isApproximate();
  }

  @Override
  public boolean eval(Frame frame) {
    if (!from.eval(frame)) {
      return false;
    }
    if (fromReal) {
      real = from.real;
    } else {
      real = single ? (float) from.lo : from.lo;
    }
    return true;
  }

  @Override
  protected Code generate(Emitter e) {
    Code value = from.emit(e);
    String cast = fromReal ? "" : single ? "(double) (float) " : "(double) ";
    return Code.of(value.isNull(), e.declare("double", cast + value.first()));
  }
}
