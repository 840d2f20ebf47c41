// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.function;

import java.util.function.Function;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * + and − that Calcite does not know: of a date and a number of days, and the distance of two
 * times. The validator puts them in the place of the plain signs when it has seen the operands'
 * types.
 */
public final class DayArithmetic extends SqlBinaryOperator {
  private static final DayArithmetic PLUS = new DayArithmetic("+");
  private static final DayArithmetic MINUS = new DayArithmetic("-");
  private static final int PRECEDENCE = 40;
  private static final int MICROS_DIGITS = 6;

  private DayArithmetic(String name) {
    super(
        name,
        SqlKind.OTHER_FUNCTION,
        PRECEDENCE,
        true,
        DayArithmetic::result,
        null,
        Signature.of("any any"));
  }

  /** Makes a call one of these if it needs one. */
  public static void adapt(SqlCall call, Function<SqlNode, RelDataType> typeOf) {
    boolean plus = call.getOperator().equals(SqlStdOperatorTable.PLUS);
    boolean minus = call.getOperator().equals(SqlStdOperatorTable.MINUS);
    if ((plus || minus) && call instanceof SqlBasicCall basic) {
      RelDataType left = typeOf.apply(call.operand(0));
      RelDataType right = typeOf.apply(call.operand(1));
      if (isDate(left) && SqlTypeUtil.isIntType(right)
          || plus && isDate(right) && SqlTypeUtil.isIntType(left)
          || minus && isDistance(left, right)) {
        basic.setOperator(plus ? PLUS : MINUS);
      }
    }
  }

  private static boolean isDate(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.DATE;
  }

  private static boolean isDistance(RelDataType left, RelDataType right) {
    boolean times =
        ArgumentKind.TIME.takes(left) && right.getSqlTypeName() == left.getSqlTypeName();
    boolean moments =
        left.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
            && right.getSqlTypeName() == left.getSqlTypeName();
    return (isLocal(left) && isLocal(right) || times || moments)
        && left.getSqlTypeName() != SqlTypeName.NULL;
  }

  private static boolean isLocal(RelDataType type) {
    return isDate(type) || type.getSqlTypeName() == SqlTypeName.TIMESTAMP;
  }

  private static @Nullable RelDataType result(SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType left = binding.getOperandType(0);
    RelDataType right = binding.getOperandType(1);
    boolean nullable = left.isNullable() || right.isNullable();
    RelDataType type =
        SqlTypeUtil.isIntType(left) || SqlTypeUtil.isIntType(right)
            ? types.createSqlType(SqlTypeName.DATE)
            : isDate(left) && isDate(right)
                ? types.createSqlType(SqlTypeName.INTEGER)
                : types.createSqlIntervalType(
                    new SqlIntervalQualifier(
                        TimeUnit.DAY,
                        RelDataType.PRECISION_NOT_SPECIFIED,
                        TimeUnit.SECOND,
                        MICROS_DIGITS,
                        SqlParserPos.ZERO));
    return types.createTypeWithNullability(type, nullable);
  }

  /** Without another look at all operators of the name. */
  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    for (SqlNode operand : call.getOperandList()) {
      validator.deriveType(scope, operand);
    }
    RelDataType type = inferReturnType(new SqlCallBinding(validator, scope, call));
    validator.setValidatedNodeType(call, type);
    return type;
  }
}
