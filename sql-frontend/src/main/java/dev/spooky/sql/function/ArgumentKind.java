// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.function;

import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** What an argument of a function may be. */
enum ArgumentKind {
  ANY(null),
  TEXT(SqlTypeName.VARCHAR),
  BYTES(SqlTypeName.VARBINARY),
  BOOLEAN(SqlTypeName.BOOLEAN),
  INTEGER(SqlTypeName.BIGINT),
  /** Whole, or with digits after the point. */
  EXACT(SqlTypeName.DECIMAL),
  NUMBER(SqlTypeName.DOUBLE),
  DATE(SqlTypeName.DATE),
  TIME(SqlTypeName.TIME),
  TIMESTAMP(SqlTypeName.TIMESTAMP),
  /** TIMESTAMP WITH TIME ZONE. */
  TIMESTAMPTZ(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE),
  /** An interval of days to seconds. */
  INTERVAL(null);

  private final @Nullable SqlTypeName parameterType;

  ArgumentKind(@Nullable SqlTypeName parameterType) {
    this.parameterType = parameterType;
  }

  /** The kind of a name in lower case. */
  static ArgumentKind of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Whether values of a type are arguments of this kind; NULL always is. */
  boolean takes(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    if (name == SqlTypeName.NULL || name == SqlTypeName.UNKNOWN) {
      return true;
    }
    return switch (this) {
      case ANY -> !type.isStruct() && type.getComponentType() == null;
      case TEXT -> SqlTypeUtil.isCharacter(type);
      case BYTES -> SqlTypeUtil.isBinary(type);
      case BOOLEAN, DATE, TIME, TIMESTAMP -> name == parameterType;
      case TIMESTAMPTZ ->
          name == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE || name == SqlTypeName.TIMESTAMP_TZ;
      case INTEGER -> SqlTypeUtil.isIntType(type);
      case EXACT -> SqlTypeUtil.isExactNumeric(type);
      case NUMBER -> SqlTypeUtil.isNumeric(type);
      case INTERVAL -> SqlTypeName.DAY_INTERVAL_TYPES.contains(name);
    };
  }

  /** The type of a parameter at the place of such an argument; null if it cannot be told. */
  @Nullable RelDataType parameterType(RelDataTypeFactory types) {
    if (parameterType == null) {
      return null;
    }
    RelDataType type =
        parameterType == SqlTypeName.DECIMAL
            ? types.createSqlType(parameterType, 38, 10)
            : parameterType.allowsPrec() && SqlTypeName.DATETIME_TYPES.contains(parameterType)
                ? types.createSqlType(
                    parameterType,
                    parameterType == SqlTypeName.DATE ? RelDataType.PRECISION_NOT_SPECIFIED : 6)
                : types.createSqlType(parameterType);
    return types.createTypeWithNullability(type, true);
  }
}
