// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.NumberText;
import dev.spooky.planner.type.kernel.Temporal;
import dev.spooky.planner.type.kernel.TemporalText;
import dev.spooky.planner.type.kernel.ValueText;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.planner.type.kernel.ValueType.Base;
import dev.spooky.planner.type.kernel.Zones;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Casts between dates, times, timestamps and intervals. */
final class TemporalCasts {
  private TemporalCasts() {}

  static @Nullable Eval cast(Eval from, ValueType to, Binder binder, long site) {
    return switch (from.type().base()) {
      case DATE -> fromDate(from, to, binder, site);
      case TIME -> to.base() == Base.TIME ? round(from, to) : null;
      case TIMESTAMP -> fromTimestamp(from, to, binder);
      case INSTANT -> fromInstant(from, to, binder);
      case MONTHS, MICROS -> fromInterval(from, to, site);
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> toInterval(from, to, site);
      case BOOLEAN, REAL, DOUBLE, CHAR, VARCHAR, BINARY, VARBINARY, UUID, ARRAY -> null;
    };
  }

  private static Eval round(Eval from, ValueType to) {
    int digits = to.precision();
    if (digits >= from.type().precision()) {
      return Strict.total(to, (in, out) -> out.lo = in[0].lo, from);
    }
    return Strict.total(to, (in, out) -> out.lo = Temporal.roundTo(in[0].lo, digits), from);
  }

  private static @Nullable Eval fromDate(Eval from, ValueType to, Binder binder, long site) {
    if (to.base() == Base.TIMESTAMP) {
      return Strict.partial(to, (in, out) -> out.lo = Temporal.dateToMicros(in[0].lo, site), from);
    } else if (to.base() == Base.INSTANT) {
      ZoneId zone = binder.settings().zone();
      return Strict.partial(
          to, (in, out) -> out.lo = Zones.toUtc(Temporal.dateToMicros(in[0].lo, site), zone), from);
    }
    return null;
  }

  private static @Nullable Eval fromTimestamp(Eval from, ValueType to, Binder binder) {
    if (to.base() == Base.TIMESTAMP) {
      return round(from, to);
    } else if (to.base() == Base.DATE) {
      return Strict.total(
          to, (in, out) -> out.lo = Math.floorDiv(in[0].lo, Temporal.MICROS_PER_DAY), from);
    } else if (to.base() == Base.TIME) {
      Eval time =
          Strict.total(
              new ValueType(Base.TIME, 6, 0),
              (in, out) -> out.lo = Math.floorMod(in[0].lo, Temporal.MICROS_PER_DAY),
              from);
      return round(time, to);
    } else if (to.base() == Base.INSTANT) {
      ZoneId zone = binder.settings().zone();
      return round(
          Strict.total(
              new ValueType(Base.INSTANT, 6, 0),
              (in, out) -> out.lo = Zones.toUtc(in[0].lo, zone),
              from),
          to);
    }
    return null;
  }

  private static @Nullable Eval fromInstant(Eval from, ValueType to, Binder binder) {
    return to.base() == Base.INSTANT
        ? round(from, to)
        : fromTimestamp(toLocal(from, binder), to, binder);
  }

  /** An instant as a timestamp in the session's zone. */
  static Eval toLocal(Eval from, Binder binder) {
    ZoneId zone = binder.settings().zone();
    return Strict.total(
        new ValueType(Base.TIMESTAMP, from.type().precision(), 0),
        (in, out) -> out.lo = Zones.toLocal(in[0].lo, zone),
        from);
  }

  /** Text as an instant; without an offset it is taken in the session's zone. */
  static Eval parseInstant(Eval from, ValueType to, Binder binder, long site) {
    ZoneId zone = binder.settings().zone();
    int digits = to.precision();
    return Strict.partial(
        to, (in, out) -> out.lo = TemporalText.parseInstant(in[0], digits, zone, site), from);
  }

  static Eval printInstant(Eval local, Eval instant, ValueType to, Binder binder) {
    ValueType timestamp = local.type();
    return Strict.total(
        to,
        (in, out) -> {
          ValueText.print(timestamp, in[0], out);
          long minutes = (in[0].lo - in[1].lo) / Temporal.MICROS_PER_MINUTE;
          out.append(minutes < 0 ? '-' : '+');
          NumberText.appendPadded(Math.abs(minutes) / 60, 2, out);
          if (minutes % 60 != 0) {
            out.append(':');
            NumberText.appendPadded(Math.abs(minutes) % 60, 2, out);
          }
        },
        local,
        instant);
  }

  /** An interval as a number counts its type's smallest unit: months, or seconds. */
  private static @Nullable Eval fromInterval(Eval from, ValueType to, long site) {
    if (to.base() == from.type().base()) {
      return from;
    } else if (!to.isNumeric()) {
      return null;
    } else if (from.type().base() == Base.MONTHS) {
      Eval months = Strict.total(ValueType.BIGINT, (in, out) -> out.lo = in[0].lo, from);
      return Numbers.convert(months, to, site);
    }
    Eval seconds =
        LongArithmetic.of(
            Op.DIVIDE,
            from,
            Constant.of(ValueType.BIGINT, Temporal.MICROS_PER_SECOND),
            ValueType.BIGINT,
            site);
    return Numbers.convert(seconds, to, site);
  }

  private static @Nullable Eval toInterval(Eval from, ValueType to, long site) {
    if (!to.isInterval()) {
      return null;
    }
    Eval number = Numbers.convert(from, ValueType.BIGINT, site);
    long unit = to.base() == Base.MONTHS ? 1 : Temporal.MICROS_PER_SECOND;
    return LongArithmetic.of(Op.TIMES, number, Constant.of(ValueType.BIGINT, unit), to, site);
  }
}
