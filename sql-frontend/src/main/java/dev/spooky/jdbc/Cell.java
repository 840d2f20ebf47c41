// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Column;
import dev.spooky.engine.RowView;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One value of a row, read as the Java type that the program asks for. There is one cell a result
 * set, which is pointed at one column after the other: reading does not allocate.
 *
 * <p>A conversion that would lose information throws, as the engine's own do.
 */
final class Cell {
  private final RowView row;
  private final JdbcType[] types;
  private final Supplier<ZoneId> sessionZone;
  private @Nullable ZoneId zone;
  private int index;

  Cell(RowView row, JdbcType[] types, Supplier<ZoneId> sessionZone) {
    this.row = row;
    this.types = types;
    this.sessionZone = sessionZone;
  }

  /** Reads a cell as one Java type. */
  @FunctionalInterface
  interface Reader<T> {
    /** The value; never called for a NULL. */
    @Nullable T read(Cell cell) throws SQLException;
  }

  /** Points at a column, counted from 0; true if it is NULL. */
  boolean pointAt(int column) {
    index = column;
    return row.isNull(column);
  }

  JdbcType type() {
    return types[index];
  }

  Column column() {
    return row.columns().get(index);
  }

  /** The session's time zone when it was first needed. */
  ZoneId zone() {
    ZoneId known = zone;
    if (known == null) {
      known = sessionZone.get();
      zone = known;
    }
    return known;
  }

  @Nullable Object value() {
    return row.getObject(index);
  }

  boolean bool() throws SQLException {
    return switch (type().family()) {
      case BOOLEAN -> row.getBoolean(index);
      case INTEGER -> row.getLong(index) != 0;
      case DECIMAL -> decimal().signum() != 0;
      case APPROXIMATE -> row.getDouble(index) != 0;
      case TEXT -> parseBoolean(text());
      case BYTES, DATE, TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE, INTERVAL, UUID, ARRAY, NULL ->
          throw mismatch("BOOLEAN");
    };
  }

  long integer(long min, long max) throws SQLException {
    long value =
        switch (type().family()) {
          case INTEGER, DECIMAL -> row.getLong(index);
          case BOOLEAN -> row.getBoolean(index) ? 1 : 0;
          case APPROXIMATE -> exact(new BigDecimal(finite(row.getDouble(index))));
          case TEXT -> exact(parseDecimal(text()));
          case BYTES,
              DATE,
              TIME,
              TIMESTAMP,
              TIMESTAMP_WITH_TIME_ZONE,
              INTERVAL,
              UUID,
              ARRAY,
              NULL ->
              throw mismatch("an integer");
        };
    if (value < min || value > max) {
      throw outOfRange(Long.toString(value));
    }
    return value;
  }

  double real() throws SQLException {
    return switch (type().family()) {
      case INTEGER, DECIMAL, APPROXIMATE -> row.getDouble(index);
      case BOOLEAN -> row.getBoolean(index) ? 1 : 0;
      case TEXT -> parseDouble(text());
      case BYTES, DATE, TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE, INTERVAL, UUID, ARRAY, NULL ->
          throw mismatch("DOUBLE");
    };
  }

  BigDecimal decimal() throws SQLException {
    return switch (type().family()) {
      case INTEGER, DECIMAL -> required(row.getDecimal(index));
      case APPROXIMATE -> BigDecimal.valueOf(finite(row.getDouble(index)));
      case BOOLEAN -> row.getBoolean(index) ? BigDecimal.ONE : BigDecimal.ZERO;
      case TEXT -> parseDecimal(text());
      case BYTES, DATE, TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE, INTERVAL, UUID, ARRAY, NULL ->
          throw mismatch("DECIMAL");
    };
  }

  String text() throws SQLException {
    return required(row.getString(index));
  }

  byte[] bytes() throws SQLException {
    return switch (type().family()) {
      case BYTES -> requiredBytes(row.getBytes(index));
      case TEXT -> text().getBytes(StandardCharsets.UTF_8);
      case BOOLEAN,
          INTEGER,
          APPROXIMATE,
          DECIMAL,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_WITH_TIME_ZONE,
          INTERVAL,
          UUID,
          ARRAY,
          NULL ->
          throw mismatch("bytes");
    };
  }

  /** The type cannot be read as {@code wanted}. */
  SQLException mismatch(String wanted) {
    return SqlErrors.of(
        SqlErrors.CANNOT_CONVERT,
        "column '"
            + row.columns().get(index).name()
            + "' of type "
            + type().typeName()
            + " cannot be read as "
            + wanted);
  }

  SQLException badText(String text) {
    return SqlErrors.of(
        SqlErrors.BAD_TEXT,
        "column '"
            + row.columns().get(index).name()
            + "' has a text that does not fit: '"
            + text
            + "'");
  }

  private SQLException outOfRange(String value) {
    return SqlErrors.of(
        SqlErrors.OUT_OF_RANGE,
        "value " + value + " of column '" + row.columns().get(index).name() + "' is out of range");
  }

  private long exact(BigDecimal value) throws SQLException {
    try {
      return value.longValueExact();
    } catch (ArithmeticException e) {
      throw outOfRange(value.toString());
    }
  }

  private double finite(double value) throws SQLException {
    if (!Double.isFinite(value)) {
      throw outOfRange(Double.toString(value));
    }
    return value;
  }

  private BigDecimal parseDecimal(String text) throws SQLException {
    try {
      return new BigDecimal(text.trim());
    } catch (NumberFormatException e) {
      throw badText(text);
    }
  }

  private double parseDouble(String text) throws SQLException {
    try {
      return Double.parseDouble(text.trim());
    } catch (NumberFormatException e) {
      throw badText(text);
    }
  }

  private boolean parseBoolean(String text) throws SQLException {
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on", "1" -> true;
      case "false", "f", "no", "n", "off", "0" -> false;
      default -> throw badText(text);
    };
  }

  private <T> T required(@Nullable T value) throws SQLException {
    if (value == null) {
      throw SqlErrors.of(SqlErrors.INTERNAL, "NULL in column " + index + " that is not NULL");
    }
    return value;
  }

  private byte[] requiredBytes(byte @Nullable [] value) throws SQLException {
    if (value == null) {
      throw SqlErrors.of(SqlErrors.INTERNAL, "NULL in column " + index + " that is not NULL");
    }
    return value;
  }
}
