// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code f(x) FILTER (WHERE c) OVER w} as {@code f(CASE WHEN c THEN x END) OVER w}: Calcite
 * parses it, but forgets the filter.
 */
final class FilteredWindows extends SqlShuttle {
  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode visited = super.visit(call);
    if (visited instanceof SqlCall over
        && over.getKind() == SqlKind.OVER
        && over.operand(0) instanceof SqlCall filtered
        && filtered.getKind() == SqlKind.FILTER) {
      SqlCall function = filtered.operand(0);
      SqlNode condition = filtered.operand(1);
      List<SqlNode> arguments = new ArrayList<>();
      boolean none = true;
      for (SqlNode argument : function.getOperandList()) {
        boolean isStar = argument instanceof SqlIdentifier name && name.isStar();
        none = false;
        arguments.add(
            chosen(
                condition,
                isStar ? SqlLiteral.createExactNumeric("1", SqlParserPos.ZERO) : argument));
      }
      if (none) {
        arguments.add(chosen(condition, SqlLiteral.createExactNumeric("1", SqlParserPos.ZERO)));
      }
      SqlNode chosen =
          function
              .getOperator()
              .createCall(
                  function.getFunctionQuantifier(),
                  function.getParserPosition(),
                  arguments.toArray(new SqlNode[0]));
      return over.getOperator().createCall(over.getParserPosition(), chosen, over.operand(1));
    }
    return visited;
  }

  /** The value where the condition is TRUE, else NULL. */
  static SqlNode chosen(SqlNode condition, SqlNode value) {
    SqlParserPos where = value.getParserPosition();
    return new SqlCase(
        where,
        null,
        new SqlNodeList(List.of(condition), where),
        new SqlNodeList(List.of(value), where),
        SqlLiteral.createNull(where));
  }
}
