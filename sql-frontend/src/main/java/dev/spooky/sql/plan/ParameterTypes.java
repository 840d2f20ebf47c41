// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.function.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlInternalOperators;
import org.apache.calcite.sql.type.FamilyOperandTypeChecker;
import org.apache.calcite.sql.type.ImplicitCastOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/** Types of parameters where Calcite has no rule: from their neighbours, and from functions. */
final class ParameterTypes {
  /** Functions and operators whose arguments are of one type. */
  private static final Set<String> ALIKE =
      Set.of("COALESCE", "GREATEST", "LEAST", "NULLIF", "IFNULL", "NVL");

  private static final Set<String> SIGNS = Set.of("+", "-", "*", "/", "%");

  /** Functions whose arguments after the first are places and lengths. */
  private static final Set<String> PLACES = Set.of("SUBSTRING", "SUBSTR", "LEFT", "RIGHT");

  private static final int SPARE_DIGITS = 10;

  private ParameterTypes() {}

  /** Tells the validator the types of parameters that are direct operands of a call. */
  static void infer(SqlCall call, SqlValidatorScope scope, SpookyValidator validator) {
    if (call instanceof SqlCase alternatives) {
      infer(alternatives, scope, validator);
      return;
    } else if (ArrayParameters.infer(call, scope, validator)) {
      return;
    }
    List<SqlNode> operands = call.getOperandList();
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i) instanceof SqlDynamicParam parameter && !validator.isKnown(parameter)) {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        RelDataType type =
            ALIKE.contains(name) || SIGNS.contains(name)
                ? neighbour(name, operands, scope, validator)
                : expected(call, i, validator.getTypeFactory());
        if (type != null) {
          validator.setParameter(parameter, wide(type, validator.getTypeFactory()));
        }
      }
    }
  }

  /** COALESCE is a CASE by now. */
  private static void infer(SqlCase call, SqlValidatorScope scope, SpookyValidator validator) {
    List<SqlNode> alternatives = new ArrayList<>();
    call.getThenOperands().forEach(node -> alternatives.add(bare(node)));
    if (call.getElseOperand() != null) {
      alternatives.add(call.getElseOperand());
    }
    for (SqlNode alternative : alternatives) {
      if (alternative instanceof SqlDynamicParam parameter && !validator.isKnown(parameter)) {
        RelDataType type = known(alternatives, scope, validator);
        if (type != null) {
          validator.setParameter(parameter, wide(type, validator.getTypeFactory()));
        }
      }
    }
  }

  private static SqlNode bare(SqlNode node) {
    return node instanceof SqlCall call
            && call.getOperator().equals(SqlInternalOperators.CAST_NOT_NULL)
        ? call.operand(0)
        : node;
  }

  private static @Nullable RelDataType known(
      List<SqlNode> nodes, SqlValidatorScope scope, SpookyValidator validator) {
    for (SqlNode node : nodes) {
      if (node != null
          && !(node instanceof SqlDynamicParam)
          && !(node instanceof SqlCharStringLiteral)) {
        RelDataType type = validator.deriveType(scope, node);
        if (type.getSqlTypeName() != SqlTypeName.NULL
            && type.getSqlTypeName() != SqlTypeName.UNKNOWN) {
          return type;
        }
      }
    }
    return null;
  }

  /** A time beside a sign may meet a time or an interval; all others meet their like. */
  private static @Nullable RelDataType neighbour(
      String name, List<SqlNode> operands, SqlValidatorScope scope, SpookyValidator validator) {
    RelDataType type = known(operands, scope, validator);
    boolean mayBeInterval =
        type != null && (SqlTypeUtil.isInterval(type) || SqlTypeUtil.isDatetime(type));
    return mayBeInterval && SIGNS.contains(name) ? null : type;
  }

  private static @Nullable RelDataType expected(SqlCall call, int index, RelDataTypeFactory types) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    if (name.equals("||") || name.equals("CONCAT")) {
      return types.createSqlType(SqlTypeName.VARCHAR);
    }
    if (PLACES.contains(name)) {
      return types.createSqlType(index == 0 ? SqlTypeName.VARCHAR : SqlTypeName.INTEGER);
    }
    Object checker = call.getOperator().getOperandTypeChecker();
    if (checker instanceof Signature signature) {
      return signature.parameterType(index, call.operandCount(), types);
    }
    SqlTypeFamily family = null;
    if (checker instanceof ImplicitCastOperandTypeChecker implicit
        && checker instanceof FamilyOperandTypeChecker) {
      family = implicit.getOperandSqlTypeFamily(index);
    }
    if (family == null) {
      return null;
    }
    return switch (family) {
      case CHARACTER, STRING -> types.createSqlType(SqlTypeName.VARCHAR);
      case INTEGER -> types.createSqlType(SqlTypeName.INTEGER);
      case BOOLEAN -> types.createSqlType(SqlTypeName.BOOLEAN);
      case DATE -> types.createSqlType(SqlTypeName.DATE);
      case TIMESTAMP, DATETIME -> types.createSqlType(SqlTypeName.TIMESTAMP, 6);
      default -> null;
    };
  }

  /** Texts of any length, and decimals with room, so that values are compared as they are given. */
  static RelDataType wide(RelDataType type, RelDataTypeFactory types) {
    RelDataType wide = type;
    if (SqlTypeUtil.isCharacter(type)) {
      wide = types.createSqlType(SqlTypeName.VARCHAR);
    } else if (SqlTypeUtil.isBinary(type)) {
      wide = types.createSqlType(SqlTypeName.VARBINARY);
    } else if (type.getSqlTypeName() == SqlTypeName.DECIMAL) {
      int most = types.getTypeSystem().getMaxPrecision(SqlTypeName.DECIMAL);
      int integerDigits = type.getPrecision() - type.getScale();
      int scale = Math.max(type.getScale(), Math.min(SPARE_DIGITS, most - integerDigits));
      wide = types.createSqlType(SqlTypeName.DECIMAL, most, scale);
    }
    return types.createTypeWithNullability(wide, true);
  }
}
