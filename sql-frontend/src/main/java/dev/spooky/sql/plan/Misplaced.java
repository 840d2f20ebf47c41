// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.jspecify.annotations.Nullable;

/** Refuses aggregates and window functions where there is just one row to look at. */
final class Misplaced extends SqlBasicVisitor<@Nullable Void> {
  private final String clause;

  private Misplaced(String clause) {
    this.clause = clause;
  }

  /** Checks an expression of a clause that is named in the error. */
  static void check(@Nullable SqlNode expression, String clause) {
    if (expression != null) {
      expression.accept(new Misplaced(clause));
    }
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY)) {
      return null; // has rows of its own to look at
    }
    if (call.getKind() == SqlKind.OVER) {
      throw SpookySqlException.at(
          call.getParserPosition(),
          SqlErrorCode.WINDOWING,
          "window functions are not allowed in " + clause);
    }
    if (call.getOperator() instanceof SqlFunction function && isAggregator(function)) {
      throw SpookySqlException.at(
          call.getParserPosition(),
          SqlErrorCode.GROUPING,
          "aggregates are not allowed in " + clause);
    }
    return super.visit(call);
  }

  private static boolean isAggregator(SqlFunction function) {
    if (function.isAggregator()) {
      return true;
    }
    List<SqlOperator> found = new ArrayList<>();
    Functions.TABLE.lookupOperatorOverloads(
        new SqlIdentifier(function.getName(), SqlParserPos.ZERO),
        null,
        SqlSyntax.FUNCTION,
        found,
        SqlNameMatchers.withCaseSensitive(false));
    return !found.isEmpty() && found.stream().allMatch(SqlOperator::isAggregator);
  }
}
