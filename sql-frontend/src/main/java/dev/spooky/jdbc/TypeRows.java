// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of {@link DatabaseMetaData#getTypeInfo}. */
final class TypeRows {
  private TypeRows() {}

  static List<@Nullable Object[]> all() {
    List<JdbcType> types = new ArrayList<>(List.of(JdbcType.values()));
    types.remove(JdbcType.NULL);
    types.sort(Comparator.comparingInt(JdbcType::code));
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (JdbcType type : types) {
      rows.add(row(type));
    }
    return rows;
  }

  private static @Nullable Object[] row(JdbcType type) {
    return new @Nullable Object[] {
      type.typeName(),
      type.code(),
      type.maxPrecision(),
      prefix(type),
      suffix(type),
      parameters(type),
      DatabaseMetaData.typeNullable,
      type.isText(),
      DatabaseMetaData.typeSearchable,
      !type.isNumeric(),
      false,
      false,
      type.typeName(),
      0,
      maxScale(type),
      null,
      null,
      radix(type)
    };
  }

  private static @Nullable String prefix(JdbcType type) {
    return switch (type.family()) {
      case TEXT, UUID -> "'";
      case BYTES -> "X'";
      case DATE -> "DATE '";
      case TIME -> "TIME '";
      case TIMESTAMP -> "TIMESTAMP '";
      case TIMESTAMP_WITH_TIME_ZONE -> "TIMESTAMP WITH TIME ZONE '";
      case INTERVAL -> "INTERVAL '";
      case BOOLEAN, INTEGER, APPROXIMATE, DECIMAL, NULL -> null;
      case ARRAY -> "ARRAY[";
    };
  }

  private static @Nullable String suffix(JdbcType type) {
    String prefix = prefix(type);
    return prefix == null ? null : prefix.endsWith("[") ? "]" : "'";
  }

  private static @Nullable String parameters(JdbcType type) {
    return switch (type.family()) {
      case TEXT, BYTES -> "length";
      case DECIMAL -> "precision,scale";
      case TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> "precision";
      case BOOLEAN, INTEGER, APPROXIMATE, DATE, INTERVAL, UUID, ARRAY, NULL -> null;
    };
  }

  private static int maxScale(JdbcType type) {
    return switch (type.family()) {
      case DECIMAL -> type.maxPrecision();
      case TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> 6;
      case BOOLEAN, INTEGER, APPROXIMATE, TEXT, BYTES, DATE, INTERVAL, UUID, ARRAY, NULL -> 0;
    };
  }

  /** The base that a type's precision counts digits of; null for what has no digits. */
  static @Nullable Integer radix(JdbcType type) {
    return type.isNumeric() ? 10 : null;
  }
}
