// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Which types have so much in common that values are cast between them unasked. */
final class TypeFamilies {
  private TypeFamilies() {}

  /** Whether values of both types can be compared, or be in one column. */
  static boolean areRelated(RelDataType a, RelDataType b) {
    return isOpen(a)
        || isOpen(b)
        || a.getSqlTypeName() == b.getSqlTypeName()
        || SqlTypeUtil.isNumeric(a) && SqlTypeUtil.isNumeric(b)
        || SqlTypeUtil.isCharacter(a) && SqlTypeUtil.isCharacter(b)
        || SqlTypeUtil.isBinary(a) && SqlTypeUtil.isBinary(b)
        || isDay(a) && isDay(b)
        || within(SqlTypeFamily.INTERVAL_YEAR_MONTH, a, b)
        || within(SqlTypeFamily.INTERVAL_DAY_TIME, a, b);
  }

  private static boolean isOpen(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    return name == SqlTypeName.NULL
        || name == SqlTypeName.UNKNOWN
        || name == SqlTypeName.ANY
        || type.isStruct();
  }

  private static boolean within(SqlTypeFamily family, RelDataType a, RelDataType b) {
    return family.contains(a) && family.contains(b);
  }

  /** Whether this is a date, or a date with a time of day. */
  static boolean isDay(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    return name == SqlTypeName.DATE
        || name == SqlTypeName.TIMESTAMP
        || name == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }
}
