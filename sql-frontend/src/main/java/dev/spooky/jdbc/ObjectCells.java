// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Column;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
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
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads cells as objects: what {@code getObject} gives, with and without a class. */
final class ObjectCells {
  private static final Map<Class<?>, Cell.Reader<?>> READERS = readers();

  private ObjectCells() {}

  private static Map<Class<?>, Cell.Reader<?>> readers() {
    Map<Class<?>, Cell.Reader<?>> readers = new HashMap<>();
    put(readers, Object.class, ObjectCells::natural);
    put(readers, Boolean.class, Cell::bool);
    put(readers, Byte.class, cell -> (byte) cell.integer(Byte.MIN_VALUE, Byte.MAX_VALUE));
    put(readers, Short.class, cell -> (short) cell.integer(Short.MIN_VALUE, Short.MAX_VALUE));
    put(readers, Integer.class, cell -> (int) cell.integer(Integer.MIN_VALUE, Integer.MAX_VALUE));
    put(readers, Long.class, cell -> cell.integer(Long.MIN_VALUE, Long.MAX_VALUE));
    put(readers, Float.class, cell -> (float) cell.real());
    put(readers, Double.class, Cell::real);
    put(readers, BigDecimal.class, Cell::decimal);
    put(readers, BigInteger.class, ObjectCells::bigInteger);
    put(readers, String.class, Cell::text);
    put(readers, byte[].class, Cell::bytes);
    put(readers, UUID.class, ObjectCells::uuid);
    put(readers, Period.class, cell -> instance(cell, Period.class));
    put(readers, Duration.class, cell -> instance(cell, Duration.class));
    put(readers, InputStream.class, ObjectCells::binaryStream);
    put(readers, java.io.Reader.class, ObjectCells::characterStream);
    put(readers, Blob.class, ObjectCells::blob);
    put(readers, Clob.class, ObjectCells::clob);
    put(readers, Array.class, ObjectCells::array);
    put(readers, List.class, cell -> instance(cell, List.class));
    put(readers, NClob.class, ObjectCells::clob);
    addTemporal(readers);
    return Map.copyOf(readers);
  }

  private static void addTemporal(Map<Class<?>, Cell.Reader<?>> readers) {
    put(readers, LocalDate.class, TemporalCells::localDate);
    put(readers, LocalTime.class, TemporalCells::localTime);
    put(readers, LocalDateTime.class, TemporalCells::localDateTime);
    put(readers, OffsetDateTime.class, TemporalCells::offsetDateTime);
    put(readers, ZonedDateTime.class, TemporalCells::zonedDateTime);
    put(readers, Instant.class, TemporalCells::instant);
    put(readers, Date.class, cell -> TemporalCells.date(cell, null));
    put(readers, Time.class, cell -> TemporalCells.time(cell, null));
    put(readers, Timestamp.class, cell -> TemporalCells.timestamp(cell, null));
    put(readers, java.util.Date.class, cell -> TemporalCells.timestamp(cell, null));
    put(readers, Calendar.class, TemporalCells::calendar);
  }

  private static <T> void put(
      Map<Class<?>, Cell.Reader<?>> readers, Class<T> type, Cell.Reader<? extends T> reader) {
    readers.put(type, reader);
  }

  /** How to read a cell as {@code type}. */
  static <T> Cell.Reader<T> as(Class<T> type) throws SQLException {
    Cell.Reader<?> reader = READERS.get(type);
    if (reader == null) {
      throw SqlErrors.of(SqlErrors.CANNOT_CONVERT, "columns cannot be read as " + type.getName());
    }
    return cell -> type.cast(reader.read(cell));
  }

  /** The value as the class that {@link JdbcType#javaClass} names. */
  static @Nullable Object natural(Cell cell) throws SQLException {
    return switch (cell.type()) {
      case TINYINT, SMALLINT, INTEGER -> (int) cell.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case ARRAY -> array(cell);
      case DATE -> TemporalCells.date(cell, null);
      case TIME -> TemporalCells.time(cell, null);
      case TIMESTAMP -> TemporalCells.timestamp(cell, null);
      case BOOLEAN,
          BIGINT,
          REAL,
          DOUBLE,
          DECIMAL,
          CHAR,
          VARCHAR,
          BINARY,
          VARBINARY,
          TIMESTAMP_WITH_TIME_ZONE,
          INTERVAL_YEAR_MONTH,
          INTERVAL_DAY_TIME,
          UUID,
          NULL ->
          cell.value();
    };
  }

  static InputStream asciiStream(Cell cell) throws SQLException {
    return new ByteArrayInputStream(cell.text().getBytes(StandardCharsets.US_ASCII));
  }

  static InputStream unicodeStream(Cell cell) throws SQLException {
    return new ByteArrayInputStream(cell.text().getBytes(StandardCharsets.UTF_8));
  }

  static InputStream binaryStream(Cell cell) throws SQLException {
    return new ByteArrayInputStream(cell.bytes());
  }

  static java.io.Reader characterStream(Cell cell) throws SQLException {
    return new StringReader(cell.text());
  }

  static Blob blob(Cell cell) throws SQLException {
    return new MemoryBlob(cell.bytes());
  }

  static NClob clob(Cell cell) throws SQLException {
    return new MemoryClob(cell.text());
  }

  private static BigInteger bigInteger(Cell cell) throws SQLException {
    BigDecimal value = cell.decimal();
    try {
      return value.toBigIntegerExact();
    } catch (ArithmeticException e) {
      throw SqlErrors.of(
          SqlErrors.OUT_OF_RANGE, "value " + value + " has digits after the point", e);
    }
  }

  private static UUID uuid(Cell cell) throws SQLException {
    if (cell.value() instanceof UUID uuid) {
      return uuid;
    }
    if (cell.type().family() == JdbcType.Family.BYTES && cell.bytes().length == 16) {
      ByteBuffer bytes = ByteBuffer.wrap(cell.bytes());
      return new UUID(bytes.getLong(), bytes.getLong());
    }
    if (!cell.type().isText()) {
      throw cell.mismatch("UUID");
    }
    try {
      return UUID.fromString(cell.text().trim());
    } catch (IllegalArgumentException e) {
      throw cell.badText(cell.text());
    }
  }

  static Array array(Cell cell) throws SQLException {
    Column element = cell.column().element();
    if (element != null && cell.value() instanceof List<?> list) {
      return new MemoryArray(element, list, cell::zone);
    }
    throw cell.mismatch("an array");
  }

  private static <T> T instance(Cell cell, Class<T> type) throws SQLException {
    Object value = cell.value();
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    throw cell.mismatch(type.getName());
  }
}
