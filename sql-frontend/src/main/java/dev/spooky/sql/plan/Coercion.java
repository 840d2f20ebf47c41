// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.type.SqlTypeCoercionRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.jspecify.annotations.Nullable;

/**
 * Which casts are made unasked: PostgreSQL's, not Calcite's. A text that is written as such takes
 * the type of what it stands beside; numbers, times and strings widen within their family; anything
 * becomes a text beside {@code ||}. A text column is never read as a number.
 */
final class Coercion extends TypeCoercionImpl {
  Coercion(RelDataTypeFactory types, SqlValidator validator) {
    super(types, validator);
  }

  @Override
  protected boolean coerceOperandType(
      @Nullable SqlValidatorScope scope, SqlCall call, int index, RelDataType targetType) {
    SqlNode operand = call.operand(index);
    boolean toText =
        SqlTypeUtil.isCharacter(targetType) && call.getOperator().getName().equals("||");
    return (toText || isImplicit(scope, operand, targetType))
        && super.coerceOperandType(scope, call, index, targetType);
  }

  @Override
  protected boolean coerceColumnType(
      @Nullable SqlValidatorScope scope, SqlNodeList list, int index, RelDataType targetType) {
    if (index < list.size()) {
      SqlNode node = list.get(index);
      SqlNode bare = node.getKind() == SqlKind.AS ? ((SqlCall) node).operand(0) : node;
      if (!isImplicit(scope, bare, targetType)) {
        return false;
      }
    }
    return super.coerceColumnType(scope, list, index, targetType);
  }

  private boolean isImplicit(@Nullable SqlValidatorScope scope, SqlNode node, RelDataType to) {
    if (scope == null) {
      return false;
    }
    if (node instanceof SqlCharStringLiteral) {
      return SqlTypeUtil.canCastFrom(
          to, validator.deriveType(scope, node), SqlTypeCoercionRule.lenientInstance());
    }
    return TypeFamilies.areRelated(validator.deriveType(scope, node), to);
  }

  @Override
  public boolean binaryComparisonCoercion(SqlCallBinding binding) {
    boolean typed = typeLiterals(binding);
    typed |= zone(binding);
    boolean coerced = super.binaryComparisonCoercion(binding);
    RelDataType first = binding.getOperandType(0);
    for (RelDataType other : binding.collectOperandTypes()) {
      if (!TypeFamilies.areRelated(first, other)) {
        throw binding.newValidationSignatureError();
      }
    }
    return coerced || typed;
  }

  /** A number is no truth. */
  @Override
  protected boolean booleanEquality(SqlCallBinding binding, RelDataType left, RelDataType right) {
    return false;
  }

  /** A date or timestamp beside an instant is one, in the session's zone. */
  private boolean zone(SqlCallBinding binding) {
    boolean changed = false;
    for (RelDataType wanted : binding.collectOperandTypes()) {
      if (wanted.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE) {
        for (int i = 0; i < binding.getOperandCount(); i++) {
          RelDataType type = binding.getOperandType(i);
          changed |=
              TypeFamilies.isDay(type)
                  && type.getSqlTypeName() != wanted.getSqlTypeName()
                  && coerceOperandType(binding.getScope(), binding.getCall(), i, wanted);
        }
      }
    }
    return changed;
  }

  @Override
  public boolean binaryArithmeticCoercion(SqlCallBinding binding) {
    boolean typed =
        SqlKind.BINARY_ARITHMETIC.contains(binding.getOperator().getKind())
            && SqlTypeUtil.isNumeric(
                binding.getOperandType(binding.operand(0) instanceof SqlCharStringLiteral ? 1 : 0))
            && typeLiterals(binding);
    return super.binaryArithmeticCoercion(binding) || typed;
  }

  /** Gives texts among a call's operands the type of the first operand that is none. */
  private boolean typeLiterals(SqlCallBinding binding) {
    List<SqlNode> operands = binding.getCall().getOperandList();
    RelDataType wanted = wanted(binding.getScope(), operands);
    boolean changed = false;
    for (int i = 0; wanted != null && i < operands.size(); i++) {
      SqlNode operand = operands.get(i);
      if (operand instanceof SqlCharStringLiteral literal) {
        SqlNode number = number(literal, wanted);
        if (number == null) {
          changed |= coerceOperandType(binding.getScope(), binding.getCall(), i, wanted);
        } else {
          binding.getCall().setOperand(i, number);
          validator.deriveType(requireScope(binding), number);
          changed = true;
        }
      }
    }
    return changed;
  }

  private static SqlValidatorScope requireScope(SqlCallBinding binding) {
    SqlValidatorScope scope = binding.getScope();
    if (scope == null) {
      throw new IllegalStateException("no scope for " + binding.getCall());
    }
    return scope;
  }

  /** A text beside a DECIMAL is a number of just its digits, not rounded to those of the type. */
  private static @Nullable SqlNode number(SqlCharStringLiteral literal, RelDataType wanted) {
    if (wanted.getSqlTypeName() != SqlTypeName.DECIMAL) {
      return null;
    }
    try {
      String text = literal.getValueAs(String.class).strip();
      if (text.length() > 100) {
        return null;
      }
      BigDecimal value = new BigDecimal(text);
      return value.scale() < 0 || value.scale() > 38 || value.precision() > 38 || value.signum() < 0
          ? null
          : SqlLiteral.createExactNumeric(value.toPlainString(), literal.getParserPosition());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The type of the first node that is not written as a text, unless that is one. */
  private @Nullable RelDataType wanted(
      @Nullable SqlValidatorScope scope, List<? extends @Nullable SqlNode> nodes) {
    for (SqlNode node : nodes) {
      if (node == null || node instanceof SqlCharStringLiteral || scope == null) {
        continue;
      }
      RelDataType type = validator.deriveType(scope, node);
      SqlTypeName name = type.getSqlTypeName();
      if (name != SqlTypeName.NULL && name != SqlTypeName.UNKNOWN) {
        return SqlTypeUtil.isCharacter(type) || type.isStruct() ? null : type;
      }
    }
    return null;
  }

  @Override
  public boolean inOperationCoercion(SqlCallBinding binding) {
    boolean typed = false;
    if (binding.operand(1) instanceof SqlNodeList list) {
      RelDataType wanted = wanted(binding.getScope(), List.of(binding.operand(0)));
      typed = wanted != null && typeLiterals(binding.getScope(), list, wanted);
    }
    return super.inOperationCoercion(binding) || typed;
  }

  private boolean typeLiterals(
      @Nullable SqlValidatorScope scope, SqlNodeList list, RelDataType wanted) {
    boolean changed = false;
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof SqlCharStringLiteral literal) {
        SqlNode number = number(literal, wanted);
        if (number == null) {
          changed |= super.coerceColumnType(scope, list, i, wanted);
        } else {
          list.set(i, number);
          changed = true;
        }
      }
    }
    if (changed) {
      updateInferredType(list, wanted);
    }
    return changed;
  }

  @Override
  public boolean caseWhenCoercion(SqlCallBinding binding) {
    SqlCase call = (SqlCase) binding.getCall();
    List<@Nullable SqlNode> alternatives = new ArrayList<>(call.getThenOperands());
    alternatives.add(call.getElseOperand());
    RelDataType wanted = wanted(binding.getScope(), alternatives);
    boolean typed = false;
    if (wanted != null) {
      typed = typeLiterals(binding.getScope(), call.getThenOperands(), wanted);
      if (call.getElseOperand() instanceof SqlCharStringLiteral) {
        typed |= coerceOperandType(binding.getScope(), call, 3, wanted);
      }
    }
    return super.caseWhenCoercion(binding) || typed;
  }
}
