// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Column;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns the objects that JDBC programs bind into those that the engine takes. */
final class ParameterValues {
  private final Supplier<ZoneId> sessionZone;

  ParameterValues(Supplier<ZoneId> sessionZone) {
    this.sessionZone = sessionZone;
  }

  /** The engine's object for {@code value}, fit for a parameter. */
  Object toEngine(Object value, Column parameter) throws SQLException {
    Object plain = plain(value);
    return switch (JdbcType.of(parameter).family()) {
      case DATE -> toDate(plain);
      case TIME -> toTime(plain);
      case TIMESTAMP -> toTimestamp(plain);
      case TIMESTAMP_WITH_TIME_ZONE -> toMoment(plain);
      case TEXT -> plain instanceof Number number ? text(number) : plain;
      case BOOLEAN, INTEGER, APPROXIMATE, DECIMAL, BYTES, INTERVAL, UUID, NULL -> plain;
      case ARRAY -> toList(plain, parameter);
    };
  }

  /** One of the engine's types, or a Number. */
  private Object plain(Object value) throws SQLException {
    if (value instanceof String
        || value instanceof Boolean
        || value instanceof byte[]
        || value instanceof UUID
        || value instanceof Period
        || value instanceof Duration
        || isTemporal(value)) {
      return value;
    }
    if (value instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    if (value instanceof Number) {
      return value;
    }
    if (value instanceof Character || value instanceof URL) {
      return value.toString();
    }
    Object temporal = temporal(value);
    return temporal != null ? temporal : content(value);
  }

  private static boolean isTemporal(Object value) {
    return value instanceof LocalDate
        || value instanceof LocalTime
        || value instanceof LocalDateTime
        || value instanceof OffsetDateTime;
  }

  private static @Nullable Object temporal(Object value) {
    if (value instanceof Date date) {
      return date.toLocalDate();
    }
    if (value instanceof Time time) {
      return local(Instant.ofEpochMilli(time.getTime()), null).toLocalTime();
    }
    if (value instanceof ZonedDateTime moment) {
      return moment.toOffsetDateTime();
    }
    if (value instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    }
    // Timestamps and Calendars are moments and fit parameters with and without a zone.
    if (value instanceof Timestamp timestamp) {
      return timestamp;
    }
    if (value instanceof java.util.Date date) {
      return new Timestamp(date.getTime());
    }
    return value instanceof Calendar calendar ? new Timestamp(calendar.getTimeInMillis()) : null;
  }

  /** The elements of what is an array in whatever form; null for anything else. */
  private static @Nullable Object elements(Object value) throws SQLException {
    if (value instanceof MemoryArray array) {
      return array.list();
    } else if (value instanceof Array array) {
      return elements(array.getArray());
    } else if (value instanceof Collection<?>) {
      return value;
    } else if (!value.getClass().isArray()) {
      return null;
    }
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < java.lang.reflect.Array.getLength(value); i++) {
      list.add(java.lang.reflect.Array.get(value, i));
    }
    return list;
  }

  private static Object content(Object value) throws SQLException {
    Object content = elements(value);
    if (value instanceof Blob blob) {
      content = blob.getBytes(1, (int) Math.min(blob.length(), Integer.MAX_VALUE));
    } else if (value instanceof Clob clob) {
      content = clob.getSubString(1, (int) Math.min(clob.length(), Integer.MAX_VALUE));
    } else if (value instanceof InputStream stream) {
      content = Streams.bytes(stream, Streams.ALL);
    } else if (value instanceof Reader reader) {
      content = Streams.text(reader, Streams.ALL);
    }
    if (content == null) {
      throw SqlErrors.of(
          SqlErrors.CANNOT_CONVERT,
          "a parameter cannot be set to an object of " + value.getClass().getName());
    }
    return content;
  }

  /** A moment on the wall clock of a calendar's time zone, or of the JVM's. */
  static LocalDateTime local(Instant instant, @Nullable Calendar calendar) {
    return LocalDateTime.ofInstant(instant, TemporalCells.zone(calendar));
  }

  /** A list whose elements are as the engine takes them. */
  private Object toList(Object value, Column parameter) throws SQLException {
    Column element = parameter.element();
    if (element == null || !(value instanceof Collection<?> collection)) {
      return value;
    }
    List<@Nullable Object> list = new ArrayList<>();
    for (Object item : collection) {
      list.add(item == null ? null : toEngine(item, element));
    }
    return list;
  }

  private Object toDate(Object value) {
    LocalDateTime dateTime = dateTime(value);
    return dateTime == null ? value : dateTime.toLocalDate();
  }

  private Object toTime(Object value) {
    LocalDateTime dateTime = dateTime(value);
    return dateTime == null ? value : dateTime.toLocalTime();
  }

  private Object toTimestamp(Object value) {
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    LocalDateTime dateTime = dateTime(value);
    return dateTime == null ? value : dateTime;
  }

  private Object toMoment(Object value) {
    if (value instanceof Timestamp timestamp) {
      return timestamp.toInstant().atOffset(ZoneOffset.UTC);
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay(sessionZone.get()).toOffsetDateTime();
    }
    return value instanceof LocalDateTime dateTime
        ? dateTime.atZone(sessionZone.get()).toOffsetDateTime()
        : value;
  }

  private @Nullable LocalDateTime dateTime(Object value) {
    if (value instanceof Timestamp timestamp) {
      return timestamp.toLocalDateTime();
    }
    if (value instanceof OffsetDateTime moment) {
      return moment.atZoneSameInstant(sessionZone.get()).toLocalDateTime();
    }
    return value instanceof LocalDateTime dateTime ? dateTime : null;
  }

  private static String text(Number number) {
    // 1E+999999999 written out would fill the memory
    return number instanceof BigDecimal decimal && Math.abs((long) decimal.scale()) <= 1000
        ? decimal.toPlainString()
        : number.toString();
  }
}
