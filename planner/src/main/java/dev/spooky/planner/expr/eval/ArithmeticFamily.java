// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Checked;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.planner.type.kernel.ValueType.Domain;
import dev.spooky.planner.type.kernel.Wide;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** + − * / MOD and the signs, on numbers. */
final class ArithmeticFamily {
  private ArithmeticFamily() {}

  static void register(Operators operators) {
    operators.kinds(
        (call, binder) -> binary(Op.PLUS, call, binder), SqlKind.PLUS, SqlKind.CHECKED_PLUS);
    operators.kinds(
        (call, binder) -> binary(Op.MINUS, call, binder), SqlKind.MINUS, SqlKind.CHECKED_MINUS);
    operators.kinds(
        (call, binder) -> binary(Op.TIMES, call, binder), SqlKind.TIMES, SqlKind.CHECKED_TIMES);
    operators.kinds(
        (call, binder) -> binary(Op.DIVIDE, call, binder), SqlKind.DIVIDE, SqlKind.CHECKED_DIVIDE);
    operators.kinds((call, binder) -> binary(Op.MOD, call, binder), SqlKind.MOD);
    operators.kinds(ArithmeticFamily::negate, SqlKind.MINUS_PREFIX, SqlKind.CHECKED_MINUS_PREFIX);
    operators.kinds((call, binder) -> binder.operand(call, 0), SqlKind.PLUS_PREFIX);
    operators.names(ArithmeticFamily::abs, "ABS");
  }

  private static @Nullable Eval binary(Op op, RexCall call, Binder binder) {
    ValueType result = Binder.type(call);
    long site = Binder.site(call);
    Eval left = binder.operand(call, 0);
    Eval right = binder.operand(call, 1);
    if (left.type().isNumeric() && right.type().isNumeric() && result.isNumeric()) {
      return Arithmetic.binary(op, left, right, result, site);
    }
    return TemporalArithmetic.build(op, left, right, call);
  }

  private static @Nullable Eval negate(RexCall call, Binder binder) {
    Eval operand = binder.operand(call, 0);
    ValueType type = operand.type();
    long site = Binder.site(call);
    if (type.isApproximate()) {
      return Strict.total(type, (in, out) -> out.real = -in[0].real, operand);
    } else if (type.domain() == Domain.WIDE) {
      return Strict.total(type, (in, out) -> Wide.negate(in[0], out), operand);
    } else if (type.domain() == Domain.LONG) {
      return LongArithmetic.of(Op.MINUS, Constant.of(type, 0), operand, type, site);
    }
    return null;
  }

  private static @Nullable Eval abs(RexCall call, Binder binder) {
    Eval operand = binder.operand(call, 0);
    ValueType type = operand.type();
    long site = Binder.site(call);
    if (type.isApproximate()) {
      return Strict.total(type, (in, out) -> out.real = Math.abs(in[0].real), operand);
    } else if (type.domain() == Domain.WIDE) {
      return Strict.total(
          type,
          (in, out) -> {
            if (in[0].hi < 0) {
              Wide.negate(in[0], out);
            } else {
              out.hi = in[0].hi;
              out.lo = in[0].lo;
            }
          },
          operand);
    } else if (type.domain() != Domain.LONG) {
      return null;
    }
    long max = type.max();
    Strict.Kernel kernel =
        (in, out) -> out.lo = Checked.range(in[0].lo < 0 ? -in[0].lo : in[0].lo, 0, max, site);
    return operand.min() >= -max
        ? Strict.total(type, kernel, operand)
        : Strict.partial(type, kernel, operand);
  }
}
