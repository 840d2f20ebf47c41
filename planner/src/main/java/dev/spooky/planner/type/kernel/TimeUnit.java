// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Units of time and calendar fields: what EXTRACT takes out and what FLOOR cuts to. */
public enum TimeUnit {
  /** 1000 years. */
  MILLENNIUM,
  /** 100 years. */
  CENTURY,
  /** 10 years. */
  DECADE,
  /** Calendar year. */
  YEAR,
  /** Three months. */
  QUARTER,
  /** Calendar month. */
  MONTH,
  /** Seven days from Monday; EXTRACT gives the ISO week. */
  WEEK,
  /** Calendar day. */
  DAY,
  /** Hour. */
  HOUR,
  /** Minute. */
  MINUTE,
  /** Second. */
  SECOND,
  /** 1/1000 second; EXTRACT includes the seconds. */
  MILLISECOND,
  /** 1/1000000 second; EXTRACT includes the seconds. */
  MICROSECOND,
  /** 1/1000000000 second. */
  NANOSECOND,
  /** Day of the week, Sunday = 0. */
  DOW,
  /** Day of the week, Monday = 1 to Sunday = 7. */
  ISODOW,
  /** Day of the year, from 1. */
  DOY,
  /** Year to which the ISO week belongs. */
  ISOYEAR,
  /** Seconds since 1970. */
  EPOCH;

  /** The unit of a name, singular or plural; null when there is none. */
  public static @Nullable TimeUnit of(String name) {
    String upper = name.strip().toUpperCase(Locale.ROOT);
    String singular = upper.endsWith("S") ? upper.substring(0, upper.length() - 1) : upper;
    for (TimeUnit unit : values()) {
      if (unit.name().equals(upper) || unit.name().equals(singular)) {
        return unit;
      }
    }
    return null;
  }

  /** Months in the unit; 0 when it is not made of months. */
  public int months() {
    return switch (this) {
      case MILLENNIUM -> 12_000;
      case CENTURY -> 1200;
      case DECADE -> 120;
      case YEAR, ISOYEAR -> 12;
      case QUARTER -> 3;
      case MONTH -> 1;
      case WEEK,
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
          0;
    };
  }

  /** Microseconds in the unit; 0 when it is made of months or is none. */
  public long micros() {
    return switch (this) {
      case WEEK -> 7 * Temporal.MICROS_PER_DAY;
      case DAY, DOW, ISODOW, DOY -> Temporal.MICROS_PER_DAY;
      case HOUR -> Temporal.MICROS_PER_HOUR;
      case MINUTE -> Temporal.MICROS_PER_MINUTE;
      case SECOND, EPOCH -> Temporal.MICROS_PER_SECOND;
      case MILLISECOND -> 1000;
      case MICROSECOND, NANOSECOND -> 1;
      case MILLENNIUM, CENTURY, DECADE, YEAR, ISOYEAR, QUARTER, MONTH -> 0;
    };
  }

  /** The field of a timestamp. */
  public long extract(long micros) {
    long days = Math.floorDiv(micros, Temporal.MICROS_PER_DAY);
    long time = micros - days * Temporal.MICROS_PER_DAY;
    return switch (this) {
      case MILLENNIUM, CENTURY, DECADE, YEAR, QUARTER, MONTH, DAY -> extractCivil(days);
      case WEEK -> Temporal.isoWeek(days);
      case DOW -> Temporal.dayOfWeek(days);
      case ISODOW -> Math.floorMod(days + 3, 7L) + 1;
      case DOY -> days - Temporal.days(Temporal.year(Temporal.civil(days)), 1, 1) + 1;
      case ISOYEAR -> Temporal.isoYear(days);
      case EPOCH -> Math.floorDiv(micros, Temporal.MICROS_PER_SECOND);
      case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND -> extractTime(time);
    };
  }

  private long extractCivil(long days) {
    long civil = Temporal.civil(days);
    long year = Temporal.year(civil);
    return switch (this) {
      case MILLENNIUM -> Math.floorDiv(year + 999, 1000L);
      case CENTURY -> Math.floorDiv(year + 99, 100L);
      case DECADE -> Math.floorDiv(year, 10L);
      case QUARTER -> (Temporal.month(civil) + 2) / 3;
      case MONTH -> Temporal.month(civil);
      case DAY -> Temporal.day(civil);
      case YEAR,
          WEEK,
          HOUR,
          MINUTE,
          SECOND,
          MILLISECOND,
          MICROSECOND,
          NANOSECOND,
          DOW,
          ISODOW,
          DOY,
          ISOYEAR,
          EPOCH ->
          year;
    };
  }

  /** The field of a time of day, or of an interval's rest of a day. */
  public long extractTime(long time) {
    long inMinute = time % Temporal.MICROS_PER_MINUTE;
    return switch (this) {
      case HOUR -> time / Temporal.MICROS_PER_HOUR;
      case MINUTE -> time / Temporal.MICROS_PER_MINUTE % 60;
      case SECOND -> inMinute / Temporal.MICROS_PER_SECOND;
      case MILLISECOND -> inMinute / 1000;
      case MICROSECOND -> inMinute;
      case NANOSECOND -> inMinute * 1000;
      case EPOCH -> time / Temporal.MICROS_PER_SECOND;
      case MILLENNIUM,
          CENTURY,
          DECADE,
          YEAR,
          QUARTER,
          MONTH,
          WEEK,
          DAY,
          DOW,
          ISODOW,
          DOY,
          ISOYEAR ->
          0;
    };
  }

  /** The field of a day-time interval. */
  public long extractInterval(long micros) {
    return switch (this) {
      case DAY, DOW, ISODOW, DOY -> micros / Temporal.MICROS_PER_DAY;
      case EPOCH -> micros / Temporal.MICROS_PER_SECOND;
      case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND ->
          extractTime(micros % Temporal.MICROS_PER_DAY);
      case MILLENNIUM, CENTURY, DECADE, YEAR, QUARTER, MONTH, WEEK, ISOYEAR -> 0;
    };
  }

  /** The field of a year-month interval. */
  public long extractMonths(long months) {
    return switch (this) {
      case MONTH -> months % 12;
      case QUARTER -> months % 12 / 3 + 1;
      case EPOCH -> (months / 12 * 1461 / 4 + months % 12 * 30) * 86_400;
      case MILLENNIUM, CENTURY, DECADE, YEAR, ISOYEAR -> months / months();
      case WEEK,
          DAY,
          HOUR,
          MINUTE,
          SECOND,
          MILLISECOND,
          MICROSECOND,
          NANOSECOND,
          DOW,
          ISODOW,
          DOY ->
          0;
    };
  }

  /** The start of the unit in which a timestamp lies. */
  public long floor(long micros, long site) {
    if (months() == 0) {
      long unit = micros();
      // weeks start on Mondays, the day 1970-01-05
      long shift = this == WEEK ? 4 * Temporal.MICROS_PER_DAY : 0;
      return Math.floorDiv(micros - shift, unit) * unit + shift;
    }
    long days = Math.floorDiv(micros, Temporal.MICROS_PER_DAY);
    return Temporal.dateToMicros(floorDays(days), site);
  }

  private long floorDays(long days) {
    long civil = Temporal.civil(days);
    long year = Temporal.year(civil);
    return switch (this) {
      case MONTH -> days - Temporal.day(civil) + 1;
      case QUARTER -> Temporal.days(year, (Temporal.month(civil) - 1) / 3 * 3 + 1, 1);
      case DECADE -> Temporal.days(Math.floorDiv(year, 10L) * 10, 1, 1);
      case CENTURY -> Temporal.days(Math.floorDiv(year - 1, 100L) * 100 + 1, 1, 1);
      case MILLENNIUM -> Temporal.days(Math.floorDiv(year - 1, 1000L) * 1000 + 1, 1, 1);
      case ISOYEAR -> Temporal.monday(Temporal.days(Temporal.isoYear(days), 1, 4));
      case YEAR,
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
          Temporal.days(year, 1, 1);
    };
  }

  /** The timestamp itself when it starts a unit, else the start of the next. */
  public long ceil(long micros, long site) {
    long floor = floor(micros, site);
    if (floor == micros) {
      return micros;
    } else if (this == ISOYEAR) {
      return floor(Checked.add(floor, 370 * Temporal.MICROS_PER_DAY, site), site);
    }
    return months() > 0
        ? Temporal.addMonthsToTimestamp(floor, months(), site)
        : Checked.add(floor, micros(), site);
  }
}
