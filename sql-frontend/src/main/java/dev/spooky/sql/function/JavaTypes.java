// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.function;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** SQL types of the Java types that methods may have. */
final class JavaTypes {
  /** A type's name in SQL, and how arguments of it are called in signatures. */
  private record Known(SqlTypeName sql, ArgumentKind kind) {}

  private static final Map<Class<?>, Known> TYPES = new HashMap<>();
  private static final int DECIMAL_SCALE = 10;
  private static final int MICROS_DIGITS = 6;

  static {
    add(SqlTypeName.BOOLEAN, ArgumentKind.BOOLEAN, boolean.class, Boolean.class);
    add(SqlTypeName.TINYINT, ArgumentKind.INTEGER, byte.class, Byte.class);
    add(SqlTypeName.SMALLINT, ArgumentKind.INTEGER, short.class, Short.class);
    add(SqlTypeName.INTEGER, ArgumentKind.INTEGER, int.class, Integer.class);
    add(SqlTypeName.BIGINT, ArgumentKind.INTEGER, long.class, Long.class);
    add(SqlTypeName.REAL, ArgumentKind.NUMBER, float.class, Float.class);
    add(SqlTypeName.DOUBLE, ArgumentKind.NUMBER, double.class, Double.class);
    add(SqlTypeName.DECIMAL, ArgumentKind.EXACT, BigDecimal.class);
    add(SqlTypeName.VARCHAR, ArgumentKind.TEXT, String.class);
    add(SqlTypeName.VARBINARY, ArgumentKind.BYTES, byte[].class);
    add(SqlTypeName.DATE, ArgumentKind.DATE, LocalDate.class);
    add(SqlTypeName.TIME, ArgumentKind.TIME, LocalTime.class);
    add(SqlTypeName.TIMESTAMP, ArgumentKind.TIMESTAMP, LocalDateTime.class);
    add(
        SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE,
        ArgumentKind.TIMESTAMPTZ,
        OffsetDateTime.class,
        Instant.class);
    add(SqlTypeName.INTERVAL_DAY_SECOND, ArgumentKind.INTERVAL, Duration.class);
  }

  private JavaTypes() {}

  private static void add(SqlTypeName sql, ArgumentKind kind, Class<?>... types) {
    for (Class<?> type : types) {
      TYPES.put(type, new Known(sql, kind));
    }
  }

  /** How arguments of a type are called in signatures; null if there are none of it. */
  static @Nullable ArgumentKind kind(Class<?> type) {
    Known known = TYPES.get(type);
    return known == null ? null : known.kind();
  }

  /** The SQL type, which may be NULL unless the Java type is a primitive one. */
  static RelDataType sql(Class<?> type, RelDataTypeFactory types) {
    Known known = TYPES.get(type);
    if (known == null) {
      throw new IllegalArgumentException("type=" + type);
    }
    return types.createTypeWithNullability(sql(known.sql(), types), !type.isPrimitive());
  }

  private static RelDataType sql(SqlTypeName name, RelDataTypeFactory types) {
    if (name == SqlTypeName.DECIMAL) {
      return types.createSqlType(name, 38, DECIMAL_SCALE);
    } else if (name == SqlTypeName.INTERVAL_DAY_SECOND) {
      return types.createSqlIntervalType(
          new SqlIntervalQualifier(
              TimeUnit.DAY,
              RelDataType.PRECISION_NOT_SPECIFIED,
              TimeUnit.SECOND,
              MICROS_DIGITS,
              SqlParserPos.ZERO));
    }
    boolean fraction =
        name == SqlTypeName.TIME
            || name == SqlTypeName.TIMESTAMP
            || name == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
    return fraction ? types.createSqlType(name, MICROS_DIGITS) : types.createSqlType(name);
  }
}
