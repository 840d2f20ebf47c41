// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.format;

import dev.spooky.planner.type.format.TimeField.Part;
import dev.spooky.planner.type.kernel.Checked;
import dev.spooky.planner.type.kernel.Decimals;
import dev.spooky.planner.type.kernel.Temporal;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.planner.type.kernel.Zones;
import dev.spooky.runtime.zset.Errors;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;

/** The fields that were read of a time, and the time that they make. */
final class ReadTime {
  private static final int JULIAN_1970 = 2_440_588;

  private final Map<Part, Long> values = new EnumMap<>(Part.class);
  private final String text;
  private final long site;
  private boolean negativeOffset;

  ReadTime(String text, long site) {
    this.text = text;
    this.site = site;
  }

  static ValueException failure(String message, String text, long site) {
    String shown = text.length() > 100 ? text.substring(0, 100) + "…" : text;
    return new ValueException(
        Errors.Kind.INVALID_TEXT,
        message + " in date or time \"" + shown + "\" of type date",
        site);
  }

  private ValueException fail(String message) {
    return failure(message, text, site);
  }

  void setNegativeOffset(boolean negative) {
    negativeOffset = negative;
  }

  void set(TimeField field, long value) {
    set(field, value, 4);
  }

  /** Notes a field that had so many characters. */
  void set(TimeField field, long value, int length) {
    long meant = value;
    if (field.part() == Part.FRACTION) {
      int digits = Math.min(length, 6);
      meant = value * Decimals.power(6 - digits);
      if (value < 0 || meant >= Temporal.MICROS_PER_SECOND || length > 6) {
        throw fail("fraction of a second is out of range");
      }
    } else if ((field.part() == Part.YEAR || field.part() == Part.ISO_YEAR) && length < 4) {
      meant = fullYear(field, value);
    }
    Long before = field.part() == Part.IGNORED ? null : values.put(field.part(), meant);
    if (before != null && before != meant) {
      throw fail("conflicting values for \"" + field.keywords()[0] + "\"");
    }
  }

  /** A year of one to three digits is the one nearest to 2020. */
  private static long fullYear(TimeField field, long year) {
    if (field == TimeField.YEAR || field == TimeField.ISO_YEAR || year < 0) {
      return year;
    } else if (year < 70) {
      return year + 2000;
    } else if (year < 100) {
      return year + 1900;
    }
    return year < 520 ? year + 2000 : year + 1000;
  }

  private boolean has(Part part) {
    return values.containsKey(part);
  }

  private long get(Part part, long otherwise, long least, long most) {
    Long value = values.get(part);
    if (value == null) {
      return otherwise;
    } else if (value < least || value > most) {
      throw fail("field out of range");
    }
    return value;
  }

  /** Microseconds since 1970. */
  long instant(ZoneId zone) {
    long local = Checked.add(Temporal.dateToMicros(days(), site), time(), site);
    if (!has(Part.ZONE_HOUR) && !has(Part.ZONE_MINUTE)) {
      return Zones.toUtc(local, zone);
    }
    long minutes = get(Part.ZONE_HOUR, 0, 0, 15) * 60 + get(Part.ZONE_MINUTE, 0, 0, 59);
    long offset = minutes * Temporal.MICROS_PER_MINUTE;
    return negativeOffset ? local + offset : local - offset;
  }

  private long time() {
    long seconds;
    if (has(Part.SECOND_OF_DAY)) {
      seconds = get(Part.SECOND_OF_DAY, 0, 0, 86_400);
    } else {
      seconds = hour() * 3600 + get(Part.MINUTE, 0, 0, 59) * 60 + get(Part.SECOND, 0, 0, 59);
    }
    return seconds * Temporal.MICROS_PER_SECOND + get(Part.FRACTION, 0, 0, 999_999);
  }

  private long hour() {
    if (!has(Part.HOUR12) && !has(Part.HALF_DAY)) {
      return get(Part.HOUR24, 0, 0, 23);
    }
    Part clock = has(Part.HOUR12) ? Part.HOUR12 : Part.HOUR24;
    boolean afternoon = get(Part.HALF_DAY, 0, 0, 1) == 1;
    long hour = has(clock) ? get(clock, 0, 1, 12) : 0;
    return hour % 12 + (afternoon ? 12 : 0);
  }

  /** Days since 1970. */
  long days() {
    if (has(Part.JULIAN_DAY)) {
      return date(get(Part.JULIAN_DAY, 0, 0, Integer.MAX_VALUE) - JULIAN_1970);
    }
    boolean iso =
        has(Part.ISO_YEAR)
            || has(Part.ISO_WEEK)
            || has(Part.ISO_DAY_OF_YEAR)
            || has(Part.ISO_DAY_OF_WEEK);
    return date(iso ? isoDays() : calendarDays());
  }

  private long date(long days) {
    return Checked.range(days, Integer.MIN_VALUE, Integer.MAX_VALUE, site);
  }

  private long isoDays() {
    if (has(Part.YEAR) || has(Part.MONTH) || has(Part.DAY) || has(Part.DAY_OF_YEAR)) {
      throw fail("fields of the ISO week date and of the calendar are mixed");
    }
    long year = get(Part.ISO_YEAR, 0, -1_000_000, 1_000_000);
    long monday = Temporal.monday(Temporal.days(year, 1, 4));
    if (has(Part.ISO_DAY_OF_YEAR)) {
      return monday + get(Part.ISO_DAY_OF_YEAR, 1, 1, 371) - 1;
    }
    return monday + (get(Part.ISO_WEEK, 1, 1, 53) - 1) * 7 + get(Part.ISO_DAY_OF_WEEK, 1, 1, 7) - 1;
  }

  private long year() {
    boolean before = get(Part.ERA, 0, 0, 1) == 1;
    long century = get(Part.CENTURY, 0, -10_000, 10_000);
    if (has(Part.YEAR)) {
      long year = get(Part.YEAR, 0, -1_000_000, 1_000_000);
      long signed = before ? -year : year;
      return signed < 0 ? signed + 1 : signed;
    }
    return has(Part.CENTURY) ? (century > 0 ? (century - 1) * 100 + 1 : century * 100 + 1) : 0;
  }

  private long calendarDays() {
    long year = year();
    if (has(Part.DAY_OF_YEAR) && !has(Part.MONTH)) {
      if (!has(Part.YEAR) && !has(Part.CENTURY)) {
        throw fail("a day of the year without a year");
      }
      int length = Temporal.daysInMonth(year, 2) == 29 ? 366 : 365;
      return Temporal.days(year, 1, 1) + get(Part.DAY_OF_YEAR, 1, 1, length) - 1;
    } else if (has(Part.WEEK_OF_YEAR) && !has(Part.MONTH) && !has(Part.DAY)) {
      return Temporal.days(year, 1, 1) + (get(Part.WEEK_OF_YEAR, 1, 1, 53) - 1) * 7;
    }
    int month = (int) get(Part.MONTH, 1, 1, 12);
    long first = has(Part.WEEK_OF_MONTH) ? (get(Part.WEEK_OF_MONTH, 1, 1, 5) - 1) * 7 + 1 : 1;
    int day = (int) get(Part.DAY, first, 1, Temporal.daysInMonth(year, month));
    return Temporal.days(year, month, day);
  }
}
