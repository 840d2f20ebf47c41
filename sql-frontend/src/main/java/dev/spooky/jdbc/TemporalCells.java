// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * Reads cells as dates and times. What has a zone and is asked for without one (or the other way
 * round) goes through the session's time zone; {@code java.sql}'s types are in the JVM's zone, or
 * that of the given calendar.
 */
final class TemporalCells {
  private static final LocalDate EPOCH = LocalDate.EPOCH;

  private TemporalCells() {}

  static LocalDate localDate(Cell cell) throws SQLException {
    Object value = value(cell);
    if (value instanceof LocalDate date) {
      return date;
    }
    if (value instanceof LocalDateTime dateTime) {
      return dateTime.toLocalDate();
    }
    if (value instanceof OffsetDateTime moment) {
      return moment.atZoneSameInstant(cell.zone()).toLocalDate();
    }
    throw cell.mismatch("a date");
  }

  static LocalTime localTime(Cell cell) throws SQLException {
    Object value = value(cell);
    if (value instanceof LocalTime time) {
      return time;
    }
    if (value instanceof LocalDateTime dateTime) {
      return dateTime.toLocalTime();
    }
    if (value instanceof OffsetDateTime moment) {
      return moment.atZoneSameInstant(cell.zone()).toLocalTime();
    }
    throw cell.mismatch("a time");
  }

  static LocalDateTime localDateTime(Cell cell) throws SQLException {
    Object value = value(cell);
    if (value instanceof LocalDateTime dateTime) {
      return dateTime;
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (value instanceof OffsetDateTime moment) {
      return moment.atZoneSameInstant(cell.zone()).toLocalDateTime();
    }
    throw cell.mismatch("a timestamp");
  }

  static OffsetDateTime offsetDateTime(Cell cell) throws SQLException {
    Object value = value(cell);
    if (value instanceof OffsetDateTime moment) {
      return moment;
    }
    if (value instanceof LocalDateTime dateTime) {
      return dateTime.atZone(cell.zone()).toOffsetDateTime();
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay(cell.zone()).toOffsetDateTime();
    }
    throw cell.mismatch("a timestamp with time zone");
  }

  static ZonedDateTime zonedDateTime(Cell cell) throws SQLException {
    return offsetDateTime(cell).atZoneSameInstant(cell.zone());
  }

  static Instant instant(Cell cell) throws SQLException {
    return offsetDateTime(cell).toInstant();
  }

  static Date date(Cell cell, @Nullable Calendar calendar) throws SQLException {
    Object value = value(cell);
    if (value instanceof OffsetDateTime moment) {
      LocalDate day = moment.atZoneSameInstant(zone(calendar)).toLocalDate();
      return new Date(millis(day.atStartOfDay(), calendar));
    }
    LocalDate day = localDate(cell);
    return calendar == null ? Date.valueOf(day) : new Date(millis(day.atStartOfDay(), calendar));
  }

  static Time time(Cell cell, @Nullable Calendar calendar) throws SQLException {
    Object value = value(cell);
    LocalTime time =
        value instanceof OffsetDateTime moment
            ? moment.atZoneSameInstant(zone(calendar)).toLocalTime()
            : localTime(cell);
    return new Time(millis(time.atDate(EPOCH), calendar));
  }

  static Timestamp timestamp(Cell cell, @Nullable Calendar calendar) throws SQLException {
    Object value = value(cell);
    if (value instanceof OffsetDateTime moment) {
      return Timestamp.from(moment.toInstant());
    }
    LocalDateTime dateTime =
        value instanceof LocalTime time ? time.atDate(EPOCH) : localDateTime(cell);
    return calendar == null
        ? Timestamp.valueOf(dateTime)
        : Timestamp.from(dateTime.atZone(zone(calendar)).toInstant());
  }

  static Calendar calendar(Cell cell) throws SQLException {
    Calendar calendar = Calendar.getInstance();
    calendar.setTimeInMillis(timestamp(cell, null).getTime());
    return calendar;
  }

  /** The time zone of a calendar; the JVM's if there is none. */
  static ZoneId zone(@Nullable Calendar calendar) {
    return calendar == null ? ZoneId.systemDefault() : calendar.getTimeZone().toZoneId();
  }

  private static long millis(LocalDateTime dateTime, @Nullable Calendar calendar) {
    return dateTime.atZone(zone(calendar)).toInstant().toEpochMilli();
  }

  private static Object value(Cell cell) throws SQLException {
    if (cell.type().isText()) {
      return parse(cell, cell.text().trim());
    }
    Object value = cell.value();
    if (value == null) {
      throw cell.mismatch("a date or time");
    }
    return value;
  }

  private static Object parse(Cell cell, String text) throws SQLException {
    try {
      String iso = text.replace(' ', 'T');
      if (iso.indexOf('T') < 0) {
        return iso.indexOf(':') < 0 ? LocalDate.parse(iso) : LocalTime.parse(iso);
      }
      int sign = Math.max(iso.lastIndexOf('+'), iso.lastIndexOf('-'));
      boolean utc = iso.endsWith("Z");
      if (!utc && sign < iso.indexOf('T')) {
        return LocalDateTime.parse(iso);
      }
      LocalDateTime local = LocalDateTime.parse(iso.substring(0, utc ? iso.length() - 1 : sign));
      return local.atOffset(utc ? ZoneOffset.UTC : ZoneOffset.of(iso.substring(sign)));
    } catch (DateTimeException e) {
      throw cell.badText(text);
    }
  }
}
