// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type;

import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Precisions and result types.
 *
 * <p>Decimals have up to 38 digits, times six digits of a second. A product or quotient that would
 * need more than 38 digits gives up digits after the point, but keeps {@value #KEPT_SCALE} of them
 * as long as it had them.
 */
public final class SpookyTypeSystem extends RelDataTypeSystemImpl {
  /** The only instance. */
  public static final SpookyTypeSystem INSTANCE = new SpookyTypeSystem();

  private static final int MAX_PRECISION = 38;
  private static final int MAX_LENGTH = 1 << 28;
  private static final int KEPT_SCALE = 16;
  private static final int MIN_QUOTIENT_SCALE = 6;

  private SpookyTypeSystem() {}

  private static boolean hasSecondFraction(SqlTypeName name) {
    return name == SqlTypeName.TIME
        || name == SqlTypeName.TIMESTAMP
        || name == SqlTypeName.TIMESTAMP_TZ
        || name == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }

  @Override
  public int getMaxPrecision(SqlTypeName name) {
    if (name == SqlTypeName.DECIMAL) {
      return MAX_PRECISION;
    } else if (hasSecondFraction(name)) {
      return 6;
    } else if (SqlTypeName.STRING_TYPES.contains(name)) {
      return MAX_LENGTH;
    }
    return super.getMaxPrecision(name);
  }

  @Override
  public int getDefaultPrecision(SqlTypeName name) {
    return hasSecondFraction(name) ? 6 : super.getDefaultPrecision(name);
  }

  @Override
  public int getMaxScale(SqlTypeName name) {
    return name == SqlTypeName.DECIMAL ? MAX_PRECISION : super.getMaxScale(name);
  }

  @Override
  public RoundingMode roundingMode() {
    return RoundingMode.HALF_UP;
  }

  /** CASE and UNION of texts of different lengths are VARCHAR: no blanks appear from nowhere. */
  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }

  private static RelDataType like(
      RelDataTypeFactory factory, RelDataType argument, RelDataType type) {
    return factory.createTypeWithNullability(type, argument.isNullable());
  }

  @Override
  public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
    SqlTypeName name = argument.getSqlTypeName();
    if (name == SqlTypeName.BIGINT) {
      return like(factory, argument, factory.createSqlType(SqlTypeName.DECIMAL, MAX_PRECISION, 0));
    } else if (SqlTypeName.INT_TYPES.contains(name)) {
      return like(factory, argument, factory.createSqlType(SqlTypeName.BIGINT));
    } else if (name == SqlTypeName.DECIMAL) {
      return like(
          factory,
          argument,
          factory.createSqlType(SqlTypeName.DECIMAL, MAX_PRECISION, argument.getScale()));
    } else if (SqlTypeName.APPROX_TYPES.contains(name)) {
      return like(factory, argument, factory.createSqlType(SqlTypeName.DOUBLE));
    }
    return argument;
  }

  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
    if (SqlTypeName.APPROX_TYPES.contains(argument.getSqlTypeName())) {
      return like(factory, argument, factory.createSqlType(SqlTypeName.DOUBLE));
    } else if (SqlTypeUtil.isExactNumeric(argument)) {
      int scale = Math.max(Math.max(argument.getScale(), 0), KEPT_SCALE);
      return like(
          factory, argument, factory.createSqlType(SqlTypeName.DECIMAL, MAX_PRECISION, scale));
    }
    return argument;
  }

  private static boolean isDecimalPair(RelDataType a, RelDataType b) {
    return SqlTypeUtil.isExactNumeric(a)
        && SqlTypeUtil.isExactNumeric(b)
        && (SqlTypeUtil.isDecimal(a) || SqlTypeUtil.isDecimal(b));
  }

  private static int scale(RelDataType type) {
    return Math.max(type.getScale(), 0);
  }

  private static int integerDigits(RelDataType type) {
    return type.getPrecision() - scale(type);
  }

  private static RelDataType decimal(RelDataTypeFactory factory, int integerDigits, int scale) {
    int kept = scale;
    if (integerDigits + scale > MAX_PRECISION) {
      kept = Math.max(MAX_PRECISION - integerDigits, Math.min(scale, KEPT_SCALE));
    }
    int precision = Math.max(1, Math.min(integerDigits + kept, MAX_PRECISION));
    return factory.createSqlType(SqlTypeName.DECIMAL, precision, kept);
  }

  @Override
  public @Nullable RelDataType deriveDecimalPlusType(
      RelDataTypeFactory factory, RelDataType a, RelDataType b) {
    if (!isDecimalPair(a, b)) {
      return null;
    }
    return decimal(
        factory, Math.max(integerDigits(a), integerDigits(b)) + 1, Math.max(scale(a), scale(b)));
  }

  @Override
  public @Nullable RelDataType deriveDecimalMultiplyType(
      RelDataTypeFactory factory, RelDataType a, RelDataType b) {
    if (!isDecimalPair(a, b)) {
      return null;
    }
    return decimal(factory, integerDigits(a) + integerDigits(b), scale(a) + scale(b));
  }

  @Override
  public @Nullable RelDataType deriveDecimalDivideType(
      RelDataTypeFactory factory, RelDataType a, RelDataType b) {
    if (!isDecimalPair(a, b)) {
      return null;
    }
    int scale = Math.max(MIN_QUOTIENT_SCALE, scale(a) + b.getPrecision() + 1);
    return decimal(factory, integerDigits(a) + scale(b), scale);
  }

  /** The remainder is no longer than the dividend; integers keep the wider of both widths. */
  @Override
  public @Nullable RelDataType deriveDecimalModType(
      RelDataTypeFactory factory, RelDataType a, RelDataType b) {
    if (SqlTypeName.INT_TYPES.contains(a.getSqlTypeName())
        && SqlTypeName.INT_TYPES.contains(b.getSqlTypeName())) {
      SqlTypeName wider =
          a.getPrecision() >= b.getPrecision() ? a.getSqlTypeName() : b.getSqlTypeName();
      return factory.createSqlType(wider);
    }
    if (!isDecimalPair(a, b)) {
      return null;
    }
    return decimal(
        factory, Math.max(integerDigits(a), integerDigits(b)), Math.max(scale(a), scale(b)));
  }
}
