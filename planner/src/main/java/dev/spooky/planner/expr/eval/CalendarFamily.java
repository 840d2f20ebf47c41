// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.format.Names;
import dev.spooky.planner.type.kernel.Checked;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.Temporal;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.planner.type.kernel.ValueType.Base;
import dev.spooky.planner.type.kernel.Zones;
import dev.spooky.runtime.zset.Errors;
import java.time.ZoneId;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.jspecify.annotations.Nullable;

/**
 * Differences of times and dates moved by days, times made of numbers, zones, bins, names of days.
 */
final class CalendarFamily {
  private static final ValueType TIME = new ValueType(Base.TIME, 6, 0);

  private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

  private CalendarFamily() {}

  static void register(Operators operators) {
    operators.names(CalendarFamily::plus, "+");
    operators.names(CalendarFamily::minus, "-");
    Natives natives = new Natives(operators);
    names(natives);
    making(natives);
    natives.partial(
        "DATE_BIN",
        "VMM",
        Natives.TIMESTAMP,
        (in, out, site) -> out.lo = bin(in[0].lo, in[1].lo, in[2].lo, site));
    natives.partial(
        "DATE_BIN",
        "VII",
        Natives.INSTANT,
        (in, out, site) -> out.lo = bin(in[0].lo, in[1].lo, in[2].lo, site));
    natives.partial(
        "TIMEZONE",
        "TM",
        Natives.INSTANT,
        (in, out, site) -> out.lo = Zones.toUtc(in[1].lo, zone(in[0], site)));
    natives.partial(
        "TIMEZONE",
        "TI",
        Natives.TIMESTAMP,
        (in, out, site) -> out.lo = Zones.toLocal(in[1].lo, zone(in[0], site)));
  }

  private static void names(Natives natives) {
    natives.total(
        "DAYNAME",
        "M",
        ValueType.TEXT,
        (in, out, site) -> out.setString(Names.day(Temporal.dayOfWeek(days(in[0])))));
    natives.total(
        "MONTHNAME",
        "M",
        ValueType.TEXT,
        (in, out, site) -> out.setString(Names.month(Temporal.month(Temporal.civil(days(in[0]))))));
  }

  private static long days(Register timestamp) {
    return Math.floorDiv(timestamp.lo, Temporal.MICROS_PER_DAY);
  }

  private static void making(Natives natives) {
    natives.partial("MAKE_DATE", "NNN", Natives.DATE, (in, out, site) -> out.lo = date(in, site));
    natives.partial("MAKE_TIME", "NNR", TIME, (in, out, site) -> out.lo = time(in, 0, site));
    natives.partial(
        "MAKE_TIMESTAMP",
        "NNNNNR",
        Natives.TIMESTAMP,
        (in, out, site) ->
            out.lo =
                Checked.add(Temporal.dateToMicros(date(in, site), site), time(in, 3, site), site));
  }

  private static ValueException outOfRange(String type, long site) {
    return ValueException.outOfRange(type + " field value", site);
  }

  /** A negative year is one before Christ; there is no year 0. */
  private static long date(Register[] in, long site) {
    long year = in[0].lo < 0 ? in[0].lo + 1 : in[0].lo;
    boolean valid = in[0].lo != 0 && Math.abs(year) < 1_000_000 && in[1].lo >= 1 && in[1].lo <= 12;
    if (!valid || in[2].lo < 1 || in[2].lo > Temporal.daysInMonth(year, (int) in[1].lo)) {
      throw outOfRange("date", site);
    }
    return Temporal.days(year, (int) in[1].lo, (int) in[2].lo);
  }

  private static long time(Register[] in, int from, long site) {
    long hour = in[from].lo;
    long minute = in[from + 1].lo;
    double second = in[from + 2].real;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || !(second >= 0 && second < 60)) {
      throw outOfRange("time", site);
    }
    return hour * Temporal.MICROS_PER_HOUR
        + minute * Temporal.MICROS_PER_MINUTE
        + Math.round(second * Temporal.MICROS_PER_SECOND);
  }

  /** The start of the bin of some width in which a time lies. */
  private static long bin(long width, long time, long origin, long site) {
    if (width <= 0) {
      throw new ValueException(Errors.Kind.FUNCTION, "width of bins must be positive", site);
    }
    long distance = Checked.subtract(time, origin, site);
    return Checked.subtract(time, Math.floorMod(distance, width), site);
  }

  private static ZoneId zone(Register name, long site) {
    String text = name.string();
    if (!ZONES.contains(text) && !text.equals("Z")) {
      // offsets have another sign in POSIX than in ISO 8601
      throw new ValueException(
          Errors.Kind.FUNCTION, "time zone \"" + text + "\" does not exist", site);
    }
    return ZoneId.of(text);
  }

  /** A date and a number of days, in any order. */
  private static @Nullable Eval plus(RexCall call, Binder binder) {
    Eval left = binder.operand(call, 0);
    Eval right = binder.operand(call, 1);
    return left.type().base() == Base.DATE
        ? moved(Op.PLUS, left, right, call)
        : moved(Op.PLUS, right, left, call);
  }

  private static @Nullable Eval moved(Op op, Eval date, Eval days, RexCall call) {
    return date.type().base() == Base.DATE && days.type().isInteger()
        ? TemporalArithmetic.build(op, date, days, call)
        : null;
  }

  /** A date less some days, or the distance of two times. */
  private static @Nullable Eval minus(RexCall call, Binder binder) {
    Eval left = binder.operand(call, 0);
    Eval right = binder.operand(call, 1);
    return right.type().isInteger()
        ? moved(Op.MINUS, left, right, call)
        : TemporalArithmetic.build(Op.MINUS, left, right, call);
  }
}
