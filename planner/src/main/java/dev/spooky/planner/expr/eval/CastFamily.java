// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.planner.type.kernel.ValueType.Base;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** CAST, TRY_CAST, and the reinterpretation by which Calcite counts in intervals. */
final class CastFamily {
  private CastFamily() {}

  static void register(Operators operators) {
    operators.kinds(CastFamily::cast, SqlKind.CAST, SqlKind.CAST_NOT_NULL);
    operators.kinds((call, binder) -> new OrNull(cast(call, binder)), SqlKind.SAFE_CAST);
    operators.kinds(CastFamily::reinterpret, SqlKind.REINTERPRET);
  }

  private static Eval cast(RexCall call, Binder binder) {
    return Casts.cast(binder.operand(call, 0), Binder.type(call), binder, Binder.site(call));
  }

  /** Calcite counts day-time intervals in milliseconds, rows in microseconds. */
  private static @Nullable Eval reinterpret(RexCall call, Binder binder) {
    Eval operand = binder.operand(call, 0);
    ValueType to = Binder.type(call);
    long site = Binder.site(call);
    Eval thousand = Constant.of(ValueType.BIGINT, 1000);
    if (operand.type().base() == Base.MICROS && to.isNumeric()) {
      Eval millis = LongArithmetic.of(Op.DIVIDE, operand, thousand, ValueType.BIGINT, site);
      return Numbers.convert(millis, to, site);
    } else if (operand.type().isExact() && to.base() == Base.MICROS) {
      Eval millis = Numbers.convert(operand, ValueType.BIGINT, site);
      return LongArithmetic.of(Op.TIMES, millis, thousand, to, site);
    } else if (operand.type().domain() == to.domain()) {
      return Strict.total(
          to,
          (in, out) -> {
            out.lo = in[0].lo;
            out.hi = in[0].hi;
          },
          operand);
    }
    return null;
  }

  /** A cast that gives NULL where it would fail. */
  private static final class OrNull extends Eval {
    private final Eval cast;

    OrNull(Eval cast) {
      super(cast.type(), true, false);
      this.cast = cast;
    }

    @Override
    public boolean eval(Frame frame) {
      try {
        if (!cast.eval(frame)) {
          return false;
        }
      } catch (ValueException e) {
        return false;
      }
      set(cast);
      return true;
    }
  }
}
