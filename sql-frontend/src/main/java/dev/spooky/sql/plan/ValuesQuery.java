// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.error.SpookySqlException;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code INSERT ... VALUES} with sub-queries in them, as a query: a SELECT for each.
 */
final class ValuesQuery {
  private ValuesQuery() {}

  /** Whether there is a sub-query in some row. */
  static boolean hasQuery(List<SqlNode> rows) {
    boolean[] found = new boolean[1];
    SqlBasicVisitor<@Nullable Void> finder =
        new SqlBasicVisitor<>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            found[0] |= call.isA(SqlKind.QUERY);
            return found[0] ? null : super.visit(call);
          }
        };
    rows.forEach(row -> row.accept(finder));
    return found[0];
  }

  static SqlNode of(List<SqlNode> rows) {
    SqlNode all = select(rows.get(0));
    for (SqlNode row : rows.subList(1, rows.size())) {
      all = SqlStdOperatorTable.UNION_ALL.createCall(row.getParserPosition(), all, select(row));
    }
    return all;
  }

  private static SqlNode select(SqlNode row) {
    SqlParserPos where = row.getParserPosition();
    List<SqlNode> cells =
        row.getKind() == SqlKind.ROW ? ((SqlCall) row).getOperandList() : List.of(row);
    for (SqlNode cell : cells) {
      if (cell.getKind() == SqlKind.DEFAULT) {
        throw SpookySqlException.unsupported(
            "DEFAULT beside a sub-query in VALUES",
            cell.getParserPosition(),
            "leave the column out, or INSERT the rows one by one");
      }
    }
    SqlNodeList items = new SqlNodeList(cells, where);
    return new SqlSelect(
        where, null, items, null, null, null, null, null, null, null, null, null, null);
  }
}
