// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Temporal;
import dev.spooky.planner.type.kernel.TimeUnit;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.planner.type.kernel.ValueType.Base;
import dev.spooky.runtime.zset.Errors;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/** EXTRACT, FLOOR and CEIL to a unit, DATE_TRUNC, TIMESTAMPADD and TIMESTAMPDIFF. */
final class TimeFamily {
  private static final ValueType MICROS = new ValueType(Base.TIMESTAMP, 6, 0);

  private TimeFamily() {}

  static void register(Operators operators) {
    operators.kinds(TimeFamily::extract, SqlKind.EXTRACT);
    operators.names(TimeFamily::truncate, "DATE_TRUNC", "TIMESTAMP_TRUNC", "DATETIME_TRUNC");
    operators.kinds(TimeFamily::truncate, SqlKind.DATE_TRUNC);
    operators.names(TimeFamily::part, "DATE_PART");
    operators.names(TimeFamily::add, "TIMESTAMPADD", "TIMESTAMP_ADD");
    operators.names(TimeFamily::diff, "TIMESTAMPDIFF", "TIMESTAMP_DIFF");
    operators.kinds(TimeFamily::add, SqlKind.TIMESTAMP_ADD);
    operators.kinds(TimeFamily::diff, SqlKind.TIMESTAMP_DIFF);
  }

  /** The unit that a flag or a text constant names. */
  private static @Nullable TimeUnit unit(RexNode node) {
    if (!(node instanceof RexLiteral literal) || literal.getValue() == null) {
      return null;
    }
    Object value = literal.getValue();
    return TimeUnit.of(value instanceof NlsString text ? text.getValue() : value.toString());
  }

  /** DATE_PART, as a DOUBLE. */
  private static @Nullable Eval part(RexCall call, Binder binder) {
    TimeUnit unit = namedUnit(call, binder);
    Eval operand = binder.operand(call, 1);
    boolean fraction = hasFraction(unit) && operand.type().base() != Base.DATE;
    Eval value = extract(unit, operand, fraction ? Base.DECIMAL : Base.BIGINT, binder);
    return value == null ? null : Casts.cast(value, Binder.type(call), binder, Binder.site(call));
  }

  /** The unit that the first argument names. */
  private static TimeUnit namedUnit(RexCall call, Binder binder) {
    Eval name = binder.operand(call, 0);
    if (!(name instanceof Constant constant) || constant.isNull()) {
      throw Binder.unsupported(call, "Write the unit as a literal.");
    }
    TimeUnit unit = TimeUnit.of(constant.string());
    if (unit == null) {
      throw new ValueException(
          Errors.Kind.FUNCTION,
          "unit \"" + constant.string() + "\" is not recognized",
          Binder.site(call));
    }
    return unit;
  }

  private static @Nullable Eval extract(RexCall call, Binder binder) {
    TimeUnit unit = unit(call.getOperands().get(0));
    if (unit == null) {
      return null;
    }
    Eval value = extract(unit, binder.operand(call, 1), Binder.type(call).base(), binder);
    return value == null ? null : Casts.cast(value, Binder.type(call), binder, Binder.site(call));
  }

  private static @Nullable Eval extract(TimeUnit unit, Eval operand, Base result, Binder binder) {
    boolean local = operand.type().base() == Base.INSTANT && unit != TimeUnit.EPOCH;
    Eval in = local ? TemporalCasts.toLocal(operand, binder) : operand;
    boolean fraction = result == Base.DECIMAL && hasFraction(unit);
    Strict.Kernel kernel = extractor(fraction ? TimeUnit.MICROSECOND : unit, in.type());
    if (kernel == null) {
      return null;
    }
    return fraction ? withFraction(unit, kernel, in) : Strict.total(ValueType.BIGINT, kernel, in);
  }

  /** Units of which EXTRACT gives microseconds, too, as digits after the point. */
  private static boolean hasFraction(TimeUnit unit) {
    return unit == TimeUnit.SECOND || unit == TimeUnit.MILLISECOND || unit == TimeUnit.EPOCH;
  }

  private static Eval withFraction(TimeUnit unit, Strict.Kernel micros, Eval in) {
    if (unit == TimeUnit.EPOCH) {
      Strict.Kernel all =
          (args, out) -> {
            out.lo = args[0].lo;
            out.hi = out.lo >> 63;
          };
      return Strict.total(new ValueType(Base.DECIMAL, 19, 6), all, in);
    }
    int scale = unit == TimeUnit.SECOND ? 6 : 3;
    return Strict.total(new ValueType(Base.DECIMAL, 8, scale), micros, in);
  }

  private static Strict.@Nullable Kernel extractor(TimeUnit unit, ValueType type) {
    return switch (type.base()) {
      case DATE -> (args, out) -> out.lo = extractDate(unit, args[0].lo);
      case TIMESTAMP, INSTANT -> (args, out) -> out.lo = unit.extract(args[0].lo);
      case TIME -> (args, out) -> out.lo = unit.extractTime(args[0].lo);
      case MICROS -> (args, out) -> out.lo = unit.extractInterval(args[0].lo);
      case MONTHS -> (args, out) -> out.lo = unit.extractMonths(args[0].lo);
      case BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          REAL,
          DOUBLE,
          DECIMAL,
          CHAR,
          VARCHAR,
          BINARY,
          VARBINARY,
          UUID,
          ARRAY ->
          null;
    };
  }

  /** A date may be too far for microseconds, but its fields are those of a day 400 years nearer. */
  private static long extractDate(TimeUnit unit, long days) {
    if (Math.abs(days) < 100_000_000L) {
      return unit.extract(days * Temporal.MICROS_PER_DAY);
    }
    return unit == TimeUnit.EPOCH ? days * 86_400 : extractFarDate(unit, days);
  }

  private static long extractFarDate(TimeUnit unit, long days) {
    long cycles = Math.floorDiv(days, 1_460_970L);
    long near = days - cycles * 1_460_970L;
    long value = unit.extract(near * Temporal.MICROS_PER_DAY);
    return switch (unit) {
      case YEAR, ISOYEAR -> value + cycles * 4000;
      case DECADE -> value + cycles * 400;
      case CENTURY -> value + cycles * 40;
      case MILLENNIUM -> value + cycles * 4;
      case QUARTER,
          MONTH,
          WEEK,
          DAY,
          HOUR,
          MINUTE,
          SECOND,
          MILLISECOND,
          MICROSECOND,
          NANOSECOND,
          DOW,
          ISODOW,
          DOY,
          EPOCH ->
          value;
    };
  }

  /** FLOOR and CEIL to a unit: {@code FLOOR(x, unit)}. */
  static @Nullable Eval cut(RexCall call, Binder binder, boolean floor) {
    TimeUnit unit = unit(call.getOperands().get(1));
    return unit == null ? null : cut(unit, binder.operand(call, 0), call, binder, floor);
  }

  /** DATE_TRUNC with the unit first, as a text, or last, as a flag. */
  private static @Nullable Eval truncate(RexCall call, Binder binder) {
    TimeUnit first = unit(call.getOperands().get(0));
    TimeUnit unit = first != null ? first : unit(call.getOperands().get(1));
    if (unit == null) {
      return null;
    }
    return cut(unit, binder.operand(call, first != null ? 1 : 0), call, binder, true);
  }

  private static @Nullable Eval cut(
      TimeUnit unit, Eval in, RexCall call, Binder binder, boolean floor) {
    long site = Binder.site(call);
    ValueType type = in.type();
    Strict.Kernel kernel =
        floor
            ? (args, out) -> out.lo = unit.floor(args[0].lo, site)
            : (args, out) -> out.lo = unit.ceil(args[0].lo, site);
    Eval value;
    if (type.base() == Base.TIME || type.base() == Base.TIMESTAMP) {
      value = Strict.partial(type, kernel, in);
    } else if (type.base() == Base.DATE) {
      value = Strict.partial(MICROS, kernel, Casts.cast(in, MICROS, binder, site));
    } else if (type.base() == Base.INSTANT) {
      Eval local = Strict.partial(MICROS, kernel, TemporalCasts.toLocal(in, binder));
      value = Casts.cast(local, type, binder, site);
    } else {
      return null;
    }
    return Casts.cast(value, Binder.type(call), binder, site);
  }

  /** {@code TIMESTAMPADD(unit, count, time)}, at microseconds. */
  private static @Nullable Eval add(RexCall call, Binder binder) {
    TimeUnit unit = call.getOperands().size() == 3 ? unit(call.getOperands().get(0)) : null;
    if (unit == null) {
      return null;
    }
    long site = Binder.site(call);
    boolean months = unit.months() > 0;
    ValueType interval = new ValueType(months ? Base.MONTHS : Base.MICROS, 0, 0);
    Eval count = Casts.cast(binder.operand(call, 1), ValueType.BIGINT, binder, site);
    Eval size = Constant.of(ValueType.BIGINT, months ? unit.months() : unit.micros());
    Eval distance = LongArithmetic.of(Op.TIMES, count, size, interval, site);
    if (unit == TimeUnit.NANOSECOND) {
      Eval thousand = Constant.of(ValueType.BIGINT, 1000);
      distance = LongArithmetic.of(Op.DIVIDE, count, thousand, interval, site);
    }
    Eval moved = TemporalArithmetic.build(Op.PLUS, binder.operand(call, 2), distance, call);
    return moved == null ? null : Casts.cast(moved, Binder.type(call), binder, site);
  }

  /** {@code TIMESTAMPDIFF(unit, from, to)}: whole units, at microseconds. */
  private static @Nullable Eval diff(RexCall call, Binder binder) {
    TimeUnit unit = call.getOperands().size() == 3 ? unit(call.getOperands().get(0)) : null;
    if (unit == null) {
      return null;
    }
    long site = Binder.site(call);
    Eval from = Casts.cast(binder.operand(call, 1), MICROS, binder, site);
    Eval to = Casts.cast(binder.operand(call, 2), MICROS, binder, site);
    Eval value;
    if (unit.months() > 0) {
      long months = unit.months();
      value =
          Strict.total(
              ValueType.BIGINT,
              (in, out) -> out.lo = Temporal.monthsBetween(in[0].lo, in[1].lo) / months,
              from,
              to);
    } else {
      Eval micros = LongArithmetic.of(Op.MINUS, to, from, ValueType.BIGINT, site);
      boolean nanos = unit == TimeUnit.NANOSECOND;
      Eval size = Constant.of(ValueType.BIGINT, nanos ? 1000 : unit.micros());
      value = LongArithmetic.of(nanos ? Op.TIMES : Op.DIVIDE, micros, size, ValueType.BIGINT, site);
    }
    return Casts.cast(value, Binder.type(call), binder, site);
  }
}
