// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

/**
 * The proleptic Gregorian calendar over days and microseconds since 1970-01-01.
 *
 * <p>A civil date is packed into a long as {@code year << 16 | month << 8 | day}.
 */
public final class Temporal {
  /** Microseconds in a second. */
  public static final long MICROS_PER_SECOND = 1_000_000L;

  /** Microseconds in a minute. */
  public static final long MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;

  /** Microseconds in an hour. */
  public static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;

  /** Microseconds in a day. */
  public static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;

  private static final int DAYS_PER_ERA = 146_097;
  private static final int DAYS_TO_1970 = 719_468;

  private Temporal() {}

  /** The packed civil date of a day number. */
  public static long civil(long days) {
    // years start on March 1st, so that the leap day is last; eras are 400 years
    long shifted = days + DAYS_TO_1970;
    long era = Math.floorDiv(shifted, DAYS_PER_ERA);
    long dayOfEra = shifted - era * DAYS_PER_ERA;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long monthFromMarch = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    long month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return year << 16 | month << 8 | day;
  }

  /** Year of a packed date; the year before 1 is 0. */
  public static long year(long civil) {
    return civil >> 16;
  }

  /** Month of a packed date, 1 to 12. */
  public static int month(long civil) {
    return (int) (civil >> 8) & 0xFF;
  }

  /** Day of the month of a packed date. */
  public static int day(long civil) {
    return (int) civil & 0xFF;
  }

  /** Day number of a civil date. */
  public static long days(long year, int month, int day) {
    long shifted = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(shifted, 400);
    long yearOfEra = shifted - era * 400;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * DAYS_PER_ERA + dayOfEra - DAYS_TO_1970;
  }

  /** Number of days of a month. */
  public static int daysInMonth(long year, int month) {
    if (month == 2) {
      boolean leap = (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
      return leap ? 29 : 28;
    }
    return 30 + ((month + (month >> 3)) & 1);
  }

  /** The day some months later, at most the last of that month. */
  public static long addMonths(long days, long months, long site) {
    long civil = civil(days);
    long total = year(civil) * 12 + month(civil) - 1 + months;
    long year = Math.floorDiv(total, 12);
    int month = (int) Math.floorMod(total, 12L) + 1;
    int day = Math.min(day(civil), daysInMonth(year, month));
    return Checked.range(days(year, month, day), Integer.MIN_VALUE, Integer.MAX_VALUE, site);
  }

  /** The timestamp some months later. */
  public static long addMonthsToTimestamp(long micros, long months, long site) {
    long days = Math.floorDiv(micros, MICROS_PER_DAY);
    long time = micros - days * MICROS_PER_DAY;
    long moved = addMonths(days, months, site);
    return Checked.add(Checked.multiply(moved, MICROS_PER_DAY, site), time, site);
  }

  /** Whole months from {@code from} to {@code to}, towards zero. */
  public static long monthsBetween(long from, long to) {
    if (to < from) {
      return -monthsBetween(to, from);
    }
    long fromDays = Math.floorDiv(from, MICROS_PER_DAY);
    long toDays = Math.floorDiv(to, MICROS_PER_DAY);
    long a = civil(fromDays);
    long b = civil(toDays);
    long months = (year(b) - year(a)) * 12 + month(b) - month(a);
    long aRest = day(a) * MICROS_PER_DAY + from - fromDays * MICROS_PER_DAY;
    long bRest = day(b) * MICROS_PER_DAY + to - toDays * MICROS_PER_DAY;
    return bRest < aRest ? months - 1 : months;
  }

  /** Microseconds of a date's midnight. */
  public static long dateToMicros(long days, long site) {
    long micros = days * MICROS_PER_DAY;
    if (micros / MICROS_PER_DAY != days) {
      throw ValueException.outOfRange("timestamp", site);
    }
    return micros;
  }

  /** Rounds microseconds half up to {@code digits} of a second's fraction. */
  public static long roundTo(long micros, int digits) {
    if (digits >= 6) {
      return micros;
    }
    long unit = Decimals.power(6 - digits);
    return Math.floorDiv(micros + unit / 2, unit) * unit;
  }

  /** Day of the week, Sunday = 0. */
  public static int dayOfWeek(long days) {
    return (int) Math.floorMod(days + 4, 7L);
  }

  /** The Monday of a day's week. */
  public static long monday(long days) {
    return days - Math.floorMod(days + 3, 7L);
  }

  /** ISO year of a day: that of its week's Thursday. */
  public static long isoYear(long days) {
    return year(civil(monday(days) + 3));
  }

  /** ISO week of a day, 1 to 53. */
  public static long isoWeek(long days) {
    long thursday = monday(days) + 3;
    return (thursday - days(year(civil(thursday)), 1, 1)) / 7 + 1;
  }
}
