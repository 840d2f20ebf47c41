// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Column;
import dev.spooky.engine.SqlType;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What JDBC says about each {@link SqlType}; the cases have the same names. */
enum JdbcType {
  BOOLEAN(Types.BOOLEAN, "BOOLEAN", Boolean.class, Family.BOOLEAN, 1, 5),
  TINYINT(Types.TINYINT, "TINYINT", Integer.class, Family.INTEGER, 3, 4),
  SMALLINT(Types.SMALLINT, "SMALLINT", Integer.class, Family.INTEGER, 5, 6),
  INTEGER(Types.INTEGER, "INTEGER", Integer.class, Family.INTEGER, 10, 11),
  BIGINT(Types.BIGINT, "BIGINT", Long.class, Family.INTEGER, 19, 20),
  REAL(Types.REAL, "REAL", Float.class, Family.APPROXIMATE, 7, 15),
  DOUBLE(Types.DOUBLE, "DOUBLE", Double.class, Family.APPROXIMATE, 15, 25),
  DECIMAL(Types.DECIMAL, "DECIMAL", BigDecimal.class, Family.DECIMAL, 38, 40),
  CHAR(Types.CHAR, "CHAR", String.class, Family.TEXT, Integer.MAX_VALUE, Integer.MAX_VALUE),
  VARCHAR(
      Types.VARCHAR, "VARCHAR", String.class, Family.TEXT, Integer.MAX_VALUE, Integer.MAX_VALUE),
  BINARY(Types.BINARY, "BINARY", byte[].class, Family.BYTES, Integer.MAX_VALUE, Integer.MAX_VALUE),
  VARBINARY(
      Types.VARBINARY,
      "VARBINARY",
      byte[].class,
      Family.BYTES,
      Integer.MAX_VALUE,
      Integer.MAX_VALUE),
  DATE(Types.DATE, "DATE", java.sql.Date.class, Family.DATE, 10, 13),
  TIME(Types.TIME, "TIME", java.sql.Time.class, Family.TIME, 15, 15),
  TIMESTAMP(Types.TIMESTAMP, "TIMESTAMP", java.sql.Timestamp.class, Family.TIMESTAMP, 26, 29),
  TIMESTAMP_WITH_TIME_ZONE(
      Types.TIMESTAMP_WITH_TIMEZONE,
      "TIMESTAMP WITH TIME ZONE",
      OffsetDateTime.class,
      Family.TIMESTAMP_WITH_TIME_ZONE,
      32,
      35),
  INTERVAL_YEAR_MONTH(Types.OTHER, "INTERVAL YEAR TO MONTH", Period.class, Family.INTERVAL, 10, 32),
  INTERVAL_DAY_TIME(Types.OTHER, "INTERVAL DAY TO SECOND", Duration.class, Family.INTERVAL, 19, 40),
  UUID(Types.OTHER, "UUID", UUID.class, Family.UUID, 36, 36),
  ARRAY(Types.ARRAY, "ARRAY", java.sql.Array.class, Family.ARRAY, 0, Integer.MAX_VALUE),
  NULL(Types.NULL, "NULL", Object.class, Family.NULL, 0, 4);

  /** Types that are read and written alike. */
  enum Family {
    BOOLEAN,
    INTEGER,
    APPROXIMATE,
    DECIMAL,
    TEXT,
    BYTES,
    DATE,
    TIME,
    TIMESTAMP,
    TIMESTAMP_WITH_TIME_ZONE,
    INTERVAL,
    UUID,
    ARRAY,
    NULL
  }

  private static final JdbcType[] OF = new JdbcType[SqlType.values().length];

  static {
    for (SqlType type : SqlType.values()) {
      OF[type.ordinal()] = valueOf(type.name());
    }
  }

  private final int code;
  private final String typeName;
  private final Class<?> javaClass;
  private final Family family;
  private final int maxPrecision;
  private final int displaySize;

  JdbcType(
      int code,
      String typeName,
      Class<?> javaClass,
      Family family,
      int maxPrecision,
      int displaySize) {
    this.code = code;
    this.typeName = typeName;
    this.javaClass = javaClass;
    this.family = family;
    this.maxPrecision = maxPrecision;
    this.displaySize = displaySize;
  }

  static JdbcType of(SqlType type) {
    return OF[type.ordinal()];
  }

  static JdbcType of(Column column) {
    return of(column.type());
  }

  /** One of {@link Types}. */
  int code() {
    return code;
  }

  /** The type's name in SQL. */
  String typeName() {
    return typeName;
  }

  /** The name in SQL of a column's type. */
  String typeName(Column column) {
    Column element = column.element();
    return element == null ? typeName : of(element).typeName(element) + " " + typeName;
  }

  /**
   * The type of that name, in any case, and with PostgreSQL's short names; null if there is none.
   */
  static @Nullable JdbcType named(String name) {
    String upper = name.trim().toUpperCase(Locale.ROOT);
    String standard =
        switch (upper) {
          case "INT", "INT4" -> "INTEGER";
          case "INT8" -> "BIGINT";
          case "INT2" -> "SMALLINT";
          case "TEXT", "STRING", "CHARACTER VARYING" -> "VARCHAR";
          case "CHARACTER" -> "CHAR";
          case "BOOL" -> "BOOLEAN";
          case "NUMERIC" -> "DECIMAL";
          case "FLOAT", "FLOAT8", "DOUBLE PRECISION" -> "DOUBLE";
          case "FLOAT4" -> "REAL";
          case "BYTEA" -> "VARBINARY";
          case "TIMESTAMPTZ" -> "TIMESTAMP WITH TIME ZONE";
          default -> upper;
        };
    for (JdbcType type : values()) {
      if (type.typeName.equals(standard)) {
        return type;
      }
    }
    return null;
  }

  /** What {@code getObject} gives, as JDBC's table B-3 has it. */
  Class<?> javaClass() {
    return javaClass;
  }

  Family family() {
    return family;
  }

  /** Digits, characters or bytes that the type can have at most. */
  int maxPrecision() {
    return maxPrecision;
  }

  boolean isNumeric() {
    return family == Family.INTEGER || family == Family.APPROXIMATE || family == Family.DECIMAL;
  }

  boolean isText() {
    return family == Family.TEXT;
  }

  /** Digits, characters or bytes of a column. */
  int precision(Column column) {
    boolean declared = family == Family.TEXT || family == Family.BYTES || family == Family.DECIMAL;
    return declared && column.precision() > 0 ? column.precision() : maxPrecision;
  }

  /** Digits after the point. */
  int scale(Column column) {
    return switch (family) {
      case DECIMAL -> column.scale();
      case TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> column.precision();
      case BOOLEAN, INTEGER, APPROXIMATE, TEXT, BYTES, DATE, INTERVAL, UUID, ARRAY, NULL -> 0;
    };
  }

  /** Characters that a column's values take as text at most. */
  int displaySize(Column column) {
    return switch (family) {
      case DECIMAL -> precision(column) + 2;
      case TEXT -> precision(column);
      case BYTES -> (int) Math.min(2L + 2L * precision(column), Integer.MAX_VALUE);
      case BOOLEAN,
          INTEGER,
          APPROXIMATE,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_WITH_TIME_ZONE,
          INTERVAL,
          UUID,
          ARRAY,
          NULL ->
          displaySize;
    };
  }
}
