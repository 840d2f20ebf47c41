// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.jspecify.annotations.Nullable;

/** {@code x::type}: an operator to the parser only, which becomes a plain CAST on the spot. */
public final class InfixCast extends SqlBinaryOperator {
  /** Binds tighter than a minus sign, as in PostgreSQL. */
  public static final InfixCast OPERATOR = new InfixCast();

  private InfixCast() {
    super("::", SqlKind.CAST, 94, true, null, InferTypes.FIRST_KNOWN, null);
  }

  @Override
  public SqlCall createCall(
      @Nullable SqlLiteral quantifier, SqlParserPos position, @Nullable SqlNode... operands) {
    if (operands[1] instanceof SqlCall item
        && item.getKind() == SqlKind.ITEM
        && item.operand(0) instanceof SqlDataTypeSpec) {
      // x::int[][1] was read as x::(int[][1])
      SqlCall cast =
          SqlStdOperatorTable.CAST.createCall(quantifier, position, operands[0], item.operand(0));
      return item.getOperator().createCall(position, cast, item.operand(1));
    }
    return SqlStdOperatorTable.CAST.createCall(quantifier, position, operands);
  }
}
