// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Dates, times, timestamps and intervals as PostgreSQL prints and reads them. */
public final class TemporalText {
  private TemporalText() {}

  /** Appends a date, {@code 2024-02-29}; years before 1 as {@code 0044-03-15 BC}. */
  public static void appendDate(long days, Register out) {
    long civil = Temporal.civil(days);
    appendCivil(civil, out);
    appendEra(civil, out);
  }

  private static void appendCivil(long civil, Register out) {
    long year = Temporal.year(civil);
    long shown = year > 0 ? year : 1 - year;
    if (shown > 9999) {
      NumberText.appendLong(shown, out);
    } else {
      NumberText.appendPadded(shown, 4, out);
    }
    out.append('-');
    NumberText.appendPadded(Temporal.month(civil), 2, out);
    out.append('-');
    NumberText.appendPadded(Temporal.day(civil), 2, out);
  }

  private static void appendEra(long civil, Register out) {
    if (Temporal.year(civil) <= 0) {
      NumberText.appendAscii(" BC", out);
    }
  }

  /** Appends a time of day, {@code 09:08:07.06}, without trailing zeros of the fraction. */
  public static void appendTime(long micros, Register out) {
    long seconds = micros / Temporal.MICROS_PER_SECOND;
    long hours = seconds / 3600;
    NumberText.appendPadded(hours, hours > 99 ? Long.toString(hours).length() : 2, out);
    out.append(':');
    NumberText.appendPadded(seconds / 60 % 60, 2, out);
    out.append(':');
    NumberText.appendPadded(seconds % 60, 2, out);
    long fraction = micros % Temporal.MICROS_PER_SECOND;
    if (fraction != 0) {
      int digits = 6;
      while (fraction % 10 == 0) {
        fraction /= 10;
        digits--;
      }
      out.append('.');
      NumberText.appendPadded(fraction, digits, out);
    }
  }

  /** Appends a timestamp, {@code 2024-02-29 09:08:07.06}. */
  public static void appendTimestamp(long micros, Register out) {
    long days = Math.floorDiv(micros, Temporal.MICROS_PER_DAY);
    long civil = Temporal.civil(days);
    appendCivil(civil, out);
    out.append(' ');
    appendTime(micros - days * Temporal.MICROS_PER_DAY, out);
    appendEra(civil, out);
  }

  /** Appends a year-month interval, {@code 1 year 2 mons}. */
  public static void appendMonths(long months, Register out) {
    int before = out.length;
    appendUnit(months / 12, "year", before, out);
    appendUnit(months % 12, "mon", before, out);
    if (out.length == before) {
      NumberText.appendAscii("00:00:00", out);
    }
  }

  /** Appends a day-time interval, {@code 3 days 04:05:06.5}. */
  public static void appendMicros(long micros, Register out) {
    int before = out.length;
    long days = micros / Temporal.MICROS_PER_DAY;
    long rest = micros % Temporal.MICROS_PER_DAY;
    appendUnit(days, "day", before, out);
    if (rest != 0 || out.length == before) {
      if (out.length > before) {
        out.append(' ');
      }
      if (rest < 0) {
        out.append('-');
      } else if (days < 0) {
        out.append('+');
      }
      appendTime(Math.abs(rest), out);
    }
  }

  private static void appendUnit(long count, String unit, int before, Register out) {
    if (count != 0) {
      if (out.length > before) {
        out.append(' ');
      }
      NumberText.appendLong(count, out);
      NumberText.appendAscii(count == 1 ? " " + unit : " " + unit + "s", out);
    }
  }

  /** Reads a date. */
  public static long parseDate(Register in, long site) {
    TemporalScanner scanner = new TemporalScanner(in, "date", site);
    long days = scanner.date();
    if (scanner.hasTime()) {
      scanner.time();
      scanner.offset();
    }
    days = scanner.era(days);
    scanner.end();
    return days;
  }

  /** Reads a time of day and rounds its fraction to {@code digits}. */
  public static long parseTime(Register in, int digits, long site) {
    TemporalScanner scanner = new TemporalScanner(in, "time", site);
    long micros = scanner.time();
    scanner.end();
    return Temporal.roundTo(micros, digits);
  }

  /** Reads a timestamp without zone; an offset in the text is ignored, as PostgreSQL does. */
  public static long parseTimestamp(Register in, int digits, long site) {
    return timestamp(new TemporalScanner(in, "timestamp", site), digits, null, site);
  }

  /** Reads a timestamp with an offset; without one it is taken as UTC. */
  public static long parseInstant(Register in, int digits, long site) {
    return parseInstant(in, digits, ZoneOffset.UTC, site);
  }

  /** Reads a timestamp with an offset; without one it is taken in a zone. */
  public static long parseInstant(Register in, int digits, ZoneId zone, long site) {
    return timestamp(new TemporalScanner(in, "timestamp with time zone", site), digits, zone, site);
  }

  private static long timestamp(
      TemporalScanner scanner, int digits, @Nullable ZoneId zone, long site) {
    long days = scanner.date();
    long time = scanner.hasTime() ? scanner.time() : 0;
    boolean hasOffset = scanner.hasOffset();
    long offset = scanner.offset();
    days = scanner.era(days);
    scanner.end();
    long micros = Checked.add(Temporal.dateToMicros(days, site), time, site);
    if (zone != null) {
      micros = hasOffset ? micros - offset : Zones.toUtc(micros, zone);
    }
    return Temporal.roundTo(micros, digits);
  }

  /** Reads an interval of units, {@code 1 year 2 mons}; months only. */
  public static long parseMonths(Register in, long site) {
    IntervalScanner scanner = new IntervalScanner(in, site);
    if (scanner.micros() != 0) {
      throw ValueException.invalidText("interval year to month", in.string(), site);
    }
    return Checked.range(scanner.months(), Integer.MIN_VALUE, Integer.MAX_VALUE, site);
  }

  /** Reads an interval of units and a time, {@code 3 days 04:05:06.5}; no months. */
  public static long parseMicros(Register in, long site) {
    IntervalScanner scanner = new IntervalScanner(in, site);
    if (scanner.months() != 0) {
      throw ValueException.invalidText("interval day to second", in.string(), site);
    }
    return scanner.micros();
  }
}
