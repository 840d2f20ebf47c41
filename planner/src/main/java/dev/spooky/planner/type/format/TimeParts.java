// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.format;

import dev.spooky.planner.type.kernel.Decimals;
import dev.spooky.planner.type.kernel.Temporal;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.runtime.zset.Errors;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The fields of a time, local to its zone; an interval has only days and a time of day. */
final class TimeParts {
  private static final int JULIAN_1970 = 2_440_588;

  private final long days;
  private final long time;
  private final boolean interval;
  private final long civil;
  private final @Nullable ZoneId zone;
  private final int offsetSeconds;
  private final long site;

  private TimeParts(
      long micros, boolean interval, @Nullable ZoneId zone, int offsetSeconds, long site) {
    this.days =
        interval
            ? micros / Temporal.MICROS_PER_DAY
            : Math.floorDiv(micros, Temporal.MICROS_PER_DAY);
    this.time = micros - days * Temporal.MICROS_PER_DAY;
    this.civil = Temporal.civil(interval ? 0 : days);
    this.interval = interval;
    this.zone = zone;
    this.offsetSeconds = offsetSeconds;
    this.site = site;
  }

  static TimeParts ofTimestamp(long micros, long site) {
    return new TimeParts(micros, false, null, 0, site);
  }

  static TimeParts ofInstant(long micros, ZoneId zone, long site) {
    Instant moment = Instant.ofEpochSecond(Math.floorDiv(micros, Temporal.MICROS_PER_SECOND));
    ZoneOffset offset = zone.getRules().getOffset(moment);
    long local = micros + offset.getTotalSeconds() * Temporal.MICROS_PER_SECOND;
    return new TimeParts(local, false, zone, offset.getTotalSeconds(), site);
  }

  static TimeParts ofInterval(long micros, long site) {
    return new TimeParts(micros, true, null, 0, site);
  }

  @Nullable ZoneId zone() {
    return zone;
  }

  int offsetSeconds() {
    return offsetSeconds;
  }

  /** The moment in UTC. */
  long epochSecond() {
    return days * 86_400 + time / Temporal.MICROS_PER_SECOND - offsetSeconds;
  }

  long hour() {
    return time / Temporal.MICROS_PER_HOUR;
  }

  long hour12() {
    return hour() % 12 == 0 ? 12 : hour() % 12;
  }

  long minute() {
    return time / Temporal.MICROS_PER_MINUTE % 60;
  }

  long second() {
    return time / Temporal.MICROS_PER_SECOND % 60;
  }

  long secondOfDay() {
    return time / Temporal.MICROS_PER_SECOND;
  }

  /** The second's fraction, cut to some digits. */
  long fraction(int digits) {
    return time % Temporal.MICROS_PER_SECOND / Decimals.power(6 - digits);
  }

  private void needDate() {
    if (interval) {
      throw new ValueException(
          Errors.Kind.FUNCTION, "template needs a date, but this is an interval or a time", site);
    }
  }

  /** The year as it is written, years before 1 counting backwards from 1. */
  long year() {
    needDate();
    return shown(Temporal.year(civil));
  }

  private static long shown(long year) {
    return year > 0 ? year : 1 - year;
  }

  boolean isBeforeChrist() {
    needDate();
    return Temporal.year(civil) <= 0;
  }

  /** The last digits of the year; all of them for four. */
  long yearDigits(int digits) {
    return last(year(), digits);
  }

  long isoYearDigits(int digits) {
    needDate();
    return last(shown(Temporal.isoYear(days)), digits);
  }

  private static long last(long year, int digits) {
    return digits == 4 ? year : year % Decimals.power(digits);
  }

  int month() {
    needDate();
    return Temporal.month(civil);
  }

  /** The day of the month; of an interval its days. */
  long day() {
    return interval ? days : Temporal.day(civil);
  }

  long dayOfYear() {
    return interval ? days : days - Temporal.days(Temporal.year(civil), 1, 1) + 1;
  }

  long isoDayOfYear() {
    return (isoWeek() - 1) * 7 + isoDayOfWeek();
  }

  /** Sunday is 1. */
  int dayOfWeek() {
    needDate();
    return Temporal.dayOfWeek(days) + 1;
  }

  long isoDayOfWeek() {
    needDate();
    return Math.floorMod(days + 3, 7L) + 1;
  }

  long weekOfMonth() {
    needDate();
    return (day() - 1) / 7 + 1;
  }

  long weekOfYear() {
    needDate();
    return (dayOfYear() - 1) / 7 + 1;
  }

  long isoWeek() {
    needDate();
    return Temporal.isoWeek(days);
  }

  long century() {
    needDate();
    long year = Temporal.year(civil);
    return year > 0 ? (year - 1) / 100 + 1 : year / 100 - 1;
  }

  long julianDay() {
    needDate();
    return days + JULIAN_1970;
  }

  long quarter() {
    return (month() + 2L) / 3;
  }

  long zoneMinute() {
    return Math.abs(offsetSeconds) / 60 % 60;
  }
}
