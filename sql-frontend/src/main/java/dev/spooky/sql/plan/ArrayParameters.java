// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/** Types of parameters beside arrays: {@code x = ANY(?)}, {@code ? = ANY(a)}, {@code a || ?}. */
final class ArrayParameters {
  private ArrayParameters() {}

  /** Whether a call compares with ANY or ALL of a single value, which is an array. */
  private static boolean isQuantified(SqlCall call) {
    return (call.getKind() == SqlKind.SOME || call.getKind() == SqlKind.ALL)
        && call.operandCount() == 2
        && call.operand(1) instanceof SqlNodeList list
        && list.size() == 1;
  }

  /** Tells the validator what it can of a call's parameters; true if there is no more to tell. */
  static boolean infer(SqlCall call, SqlValidatorScope scope, SpookyValidator validator) {
    RelDataTypeFactory types = validator.getTypeFactory();
    if (isQuantified(call)) {
      SqlNode array = ((SqlNodeList) call.operand(1)).get(0);
      SqlNode value = call.operand(0);
      if (array instanceof SqlDynamicParam parameter && isOpen(parameter, validator)) {
        RelDataType type = type(value, scope, validator);
        set(parameter, type == null ? null : types.createArrayType(type, -1), validator);
      } else if (value instanceof SqlDynamicParam parameter && isOpen(parameter, validator)) {
        RelDataType type = type(array, scope, validator);
        set(parameter, type == null ? null : type.getComponentType(), validator);
      }
      return true;
    }
    if (call.getOperator().getName().equals("||")) {
      List<SqlNode> sides = call.getOperandList();
      for (int i = 0; i < 2; i++) {
        RelDataType type = type(sides.get(1 - i), scope, validator);
        if (type != null
            && type.getSqlTypeName() == SqlTypeName.ARRAY
            && sides.get(i) instanceof SqlDynamicParam parameter
            && isOpen(parameter, validator)) {
          set(parameter, type, validator);
        }
      }
    } else if (call.getKind() == SqlKind.ITEM
        && call.operand(1) instanceof SqlDynamicParam parameter
        && isOpen(parameter, validator)) {
      set(parameter, types.createSqlType(SqlTypeName.INTEGER), validator);
    }
    return false;
  }

  private static boolean isOpen(SqlDynamicParam parameter, SpookyValidator validator) {
    return !validator.isKnown(parameter);
  }

  private static @Nullable RelDataType type(
      SqlNode node, SqlValidatorScope scope, SpookyValidator validator) {
    if (node instanceof SqlDynamicParam parameter && isOpen(parameter, validator)) {
      return null;
    }
    RelDataType type = validator.deriveType(scope, node);
    return type.getSqlTypeName() == SqlTypeName.UNKNOWN || type.getSqlTypeName() == SqlTypeName.NULL
        ? null
        : type;
  }

  private static void set(
      SqlDynamicParam parameter, @Nullable RelDataType type, SpookyValidator validator) {
    if (type != null) {
      validator.setParameter(parameter, ParameterTypes.wide(type, validator.getTypeFactory()));
    }
  }
}
