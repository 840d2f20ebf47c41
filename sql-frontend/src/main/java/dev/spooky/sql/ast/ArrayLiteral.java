// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlArrayValueConstructor;
import org.apache.calcite.sql.type.SqlTypeName;

/** {@code ARRAY[…]}, also without elements, which then takes the type of what it stands beside. */
public final class ArrayLiteral extends SqlArrayValueConstructor {
  /** The only instance. */
  public static final ArrayLiteral OPERATOR = new ArrayLiteral();

  private ArrayLiteral() {}

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    return binding.getOperandCount() == 0 || super.checkOperandTypes(binding, throwOnFailure);
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding binding) {
    if (binding.getOperandCount() > 0) {
      return super.inferReturnType(binding);
    }
    RelDataTypeFactory types = binding.getTypeFactory();
    return types.createArrayType(types.createSqlType(SqlTypeName.NULL), -1);
  }
}
