// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Checked;
import dev.spooky.planner.type.kernel.Decimals;
import dev.spooky.planner.type.kernel.Temporal;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.planner.type.kernel.ValueType.Base;
import org.apache.calcite.rex.RexCall;
import org.jspecify.annotations.Nullable;

/** + and − of dates, times, timestamps and intervals; intervals times and divided by numbers. */
final class TemporalArithmetic {
  private TemporalArithmetic() {}

  static @Nullable Eval build(Op op, Eval left, Eval right, RexCall call) {
    ValueType result = Binder.type(call);
    long site = Binder.site(call);
    ValueType a = left.type();
    ValueType b = right.type();
    if (a.isInterval() && b.isInterval() && a.base() == b.base()) {
      return LongArithmetic.of(op, left, right, result.isInterval() ? result : a, site);
    } else if (a.isInterval() && b.isNumeric() && (op == Op.TIMES || op == Op.DIVIDE)) {
      return scale(op, left, right, site);
    } else if (b.isInterval() && a.isNumeric() && op == Op.TIMES) {
      return scale(op, right, left, site);
    } else if (isPoint(a) && b.isInterval() && (op == Op.PLUS || op == Op.MINUS)) {
      return shift(op, left, right, result, site);
    } else if (isPoint(b) && a.isInterval() && op == Op.PLUS) {
      return shift(op, right, left, result, site);
    } else if (isPoint(a) && isPoint(b) && op == Op.MINUS) {
      return difference(left, right, result, site);
    } else if (a.base() == Base.DATE && b.isInteger() && (op == Op.PLUS || op == Op.MINUS)) {
      return LongArithmetic.of(op, left, right, a, site);
    }
    return null;
  }

  private static boolean isPoint(ValueType type) {
    return type.base() == Base.DATE
        || type.base() == Base.TIME
        || type.base() == Base.TIMESTAMP
        || type.base() == Base.INSTANT;
  }

  private static Eval scale(Op op, Eval interval, Eval number, long site) {
    ValueType type = interval.type();
    if (number.type().isInteger()) {
      return LongArithmetic.of(op, interval, number, type, site);
    }
    long min = type.min();
    long max = type.max();
    if (number.type().isApproximate()) {
      return Strict.partial(
          type,
          (in, out) -> {
            double value =
                op == Op.TIMES
                    ? Checked.multiplyReal((double) in[0].lo, in[1].real, site)
                    : Checked.divideReal((double) in[0].lo, in[1].real, site);
            out.lo = Checked.realToLong(value, min, max, site);
          },
          interval,
          number);
    }
    ValueType decimal = new ValueType(Base.DECIMAL, Decimals.MAX_PRECISION, 6);
    Eval count = Strict.total(ValueType.BIGINT, (in, out) -> out.lo = in[0].lo, interval);
    Eval value = Arithmetic.binary(op, count, number, decimal, site);
    Eval whole = Numbers.convert(value, ValueType.BIGINT, site);
    return LongArithmetic.of(Op.TIMES, whole, Constant.of(ValueType.BIGINT, 1), type, site);
  }

  private static @Nullable Eval shift(
      Op op, Eval point, Eval interval, ValueType result, long site) {
    if (interval.type().base() == Base.MONTHS) {
      return shiftMonths(op == Op.PLUS ? 1 : -1, point, interval, result, site);
    }
    return switch (point.type().base()) {
      case TIMESTAMP, INSTANT -> LongArithmetic.of(op, point, interval, point.type(), site);
      case TIME -> shiftTime(op == Op.PLUS ? 1 : -1, point, interval);
      case DATE -> {
        Eval midnight =
            Strict.partial(
                new ValueType(Base.TIMESTAMP, 6, 0),
                (in, out) -> out.lo = Temporal.dateToMicros(in[0].lo, site),
                point);
        Eval moved = LongArithmetic.of(op, midnight, interval, midnight.type(), site);
        yield result.base() == Base.DATE
            ? Strict.total(
                result,
                (in, out) -> out.lo = Math.floorDiv(in[0].lo, Temporal.MICROS_PER_DAY),
                moved)
            : moved;
      }
      case BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          REAL,
          DOUBLE,
          DECIMAL,
          MONTHS,
          MICROS,
          CHAR,
          VARCHAR,
          BINARY,
          VARBINARY,
          UUID,
          ARRAY ->
          null;
    };
  }

  /** Times of day wrap around midnight. */
  private static Eval shiftTime(int sign, Eval time, Eval interval) {
    return Strict.total(
        time.type(),
        (in, out) -> {
          long move = in[1].lo % Temporal.MICROS_PER_DAY;
          out.lo = Math.floorMod(in[0].lo + sign * move, Temporal.MICROS_PER_DAY);
        },
        time,
        interval);
  }

  private static @Nullable Eval shiftMonths(
      int sign, Eval point, Eval months, ValueType result, long site) {
    if (point.type().base() == Base.DATE) {
      Eval moved =
          Strict.partial(
              point.type(),
              (in, out) -> out.lo = Temporal.addMonths(in[0].lo, sign * in[1].lo, site),
              point,
              months);
      return result.base() == Base.TIMESTAMP
          ? Strict.partial(
              result, (in, out) -> out.lo = Temporal.dateToMicros(in[0].lo, site), moved)
          : moved;
    } else if (point.type().base() == Base.TIME) {
      return null;
    }
    return Strict.partial(
        point.type(),
        (in, out) -> out.lo = Temporal.addMonthsToTimestamp(in[0].lo, sign * in[1].lo, site),
        point,
        months);
  }

  private static Eval difference(Eval left, Eval right, ValueType result, long site) {
    boolean days = left.type().base() == Base.DATE && right.type().base() == Base.DATE;
    if (result.isInteger()) {
      return LongArithmetic.of(Op.MINUS, left, right, result, site);
    }
    Eval a = toMicros(left, site);
    Eval b = toMicros(right, site);
    if (result.base() == Base.MONTHS) {
      return Strict.total(
          result, (in, out) -> out.lo = Temporal.monthsBetween(in[1].lo, in[0].lo), a, b);
    } else if (days) {
      Eval count = LongArithmetic.of(Op.MINUS, left, right, ValueType.BIGINT, site);
      Eval perDay = Constant.of(ValueType.BIGINT, Temporal.MICROS_PER_DAY);
      return LongArithmetic.of(Op.TIMES, count, perDay, result, site);
    }
    return LongArithmetic.of(Op.MINUS, a, b, result, site);
  }

  private static Eval toMicros(Eval point, long site) {
    if (point.type().base() != Base.DATE) {
      return point;
    }
    return Strict.partial(
        new ValueType(Base.TIMESTAMP, 6, 0),
        (in, out) -> out.lo = Temporal.dateToMicros(in[0].lo, site),
        point);
  }
}
