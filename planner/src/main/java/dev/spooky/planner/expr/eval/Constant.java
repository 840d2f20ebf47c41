// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.expr.code.Code;
import dev.spooky.planner.expr.code.Emitter;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.ValueType;

/** A value known before any row, or NULL. */
public final class Constant extends Eval {
  private final boolean present;

  private Constant(ValueType type, boolean present, Register value, long min, long max) {
    super(type, !present, false, min, max);
    this.present = present;
    set(value);
  }

  /** A constant with a value. */
  static Constant of(ValueType type, Register value) {
    return type.domain() == ValueType.Domain.LONG
        ? new Constant(type, true, value, value.lo, value.lo)
        : new Constant(type, true, value, type.min(), type.max());
  }

  /** A whole number. */
  static Constant of(ValueType type, long value) {
    Register register = new Register();
    register.lo = value;
    return of(type, register);
  }

  /** NULL. */
  static Constant ofNull(ValueType type) {
    return new Constant(type, false, new Register(), type.min(), type.max());
  }

  /** Whether this is NULL. */
  public boolean isNull() {
    return !present;
  }

  @Override
  public boolean eval(Frame frame) {
    return present;
  }

  @Override
  protected Code generate(Emitter e) {
    String isNull = present ? "false" : "true";
    return switch (type().domain()) {
      case BOOL -> Code.of(isNull, lo != 0 ? "true" : "false");
      case LONG -> Code.of(isNull, number(lo));
      case REAL -> Code.of(isNull, realText());
      case WIDE -> new Code(isNull, number(lo), number(hi), "");
      case SLICE ->
          new Code(isNull, e.constant(toByteArray(), "byte[]"), "0", String.valueOf(length));
    };
  }

  private static String number(long value) {
    return value == Long.MIN_VALUE
        ? "Long.MIN_VALUE"
        : value < 0 ? "(" + value + "L)" : value + "L";
  }

  private String realText() {
    return "Double.longBitsToDouble(" + number(Double.doubleToRawLongBits(real)) + ")";
  }
}
