// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.function;

import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** {@code time AT TIME ZONE zone}: an operator to the parser only, which becomes TIMEZONE. */
public final class AtTimeZone extends SqlBinaryOperator {
  /** Binds tighter than arithmetic. */
  public static final AtTimeZone OPERATOR = new AtTimeZone();

  private static final int PRECEDENCE = 92;

  private AtTimeZone() {
    super("AT TIME ZONE", SqlKind.OTHER, PRECEDENCE, true, null, null, null);
  }

  @Override
  public SqlCall createCall(
      @Nullable SqlLiteral quantifier, SqlParserPos position, @Nullable SqlNode... operands) {
    SqlUnresolvedFunction function =
        new SqlUnresolvedFunction(
            new SqlIdentifier("timezone", position),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.USER_DEFINED_FUNCTION);
    return function.createCall(quantifier, position, operands[1], operands[0]);
  }
}
