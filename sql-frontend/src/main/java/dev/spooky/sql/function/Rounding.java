// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.function;

import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * ROUND and TRUNC. Of a DECIMAL the result has the digits that were asked for, if that is known
 * beforehand, and one more before the point, as 9.9 rounds to 10.
 */
final class Rounding {
  private static final int MAX_DIGITS = 38;

  private Rounding() {}

  static SqlOperator of(String name) {
    return OwnFunction.of(name, Rounding::type, "number [integer]");
  }

  private static RelDataType type(SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType in = binding.getOperandType(0);
    boolean nullable = in.isNullable();
    boolean two = binding.getOperandCount() > 1;
    if (two) {
      nullable |= binding.getOperandType(1).isNullable();
    }
    if (!SqlTypeUtil.isDecimal(in)) {
      RelDataType number =
          in.getSqlTypeName() == SqlTypeName.NULL
              ? types.createSqlType(SqlTypeName.DECIMAL, MAX_DIGITS, 0)
              : in;
      return types.createTypeWithNullability(number, nullable);
    }
    int scale = in.getScale();
    if (!two) {
      scale = 0;
    } else if (binding.isOperandLiteral(1, false)) {
      BigDecimal digits = binding.getOperandLiteralValue(1, BigDecimal.class);
      scale = digits == null ? scale : Math.max(0, Math.min(scale, digits.intValue()));
    }
    int precision = Math.min(MAX_DIGITS, in.getPrecision() - in.getScale() + 1 + scale);
    return types.createTypeWithNullability(
        types.createSqlType(SqlTypeName.DECIMAL, precision, scale), nullable);
  }
}
