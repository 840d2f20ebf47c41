// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's forms of ordered aggregates: {@code STRING_AGG(x, s ORDER BY y)} is {@code
 * LISTAGG(x, s) WITHIN GROUP (ORDER BY y)}, likewise ARRAY_AGG, and {@code MODE() WITHIN GROUP
 * (ORDER BY x)} is {@code MODE(x)} that minds the order among equally frequent values.
 */
final class OrderedAggregates extends SqlShuttle {
  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode visited = super.visit(call);
    if (!(visited instanceof SqlCall changed)) {
      return visited;
    }
    String name = changed.getOperator().getName();
    if (changed.getKind() == SqlKind.FILTER
        && changed.operand(0) instanceof SqlCall group
        && group.getKind() == SqlKind.WITHIN_GROUP
        && group.operand(0) instanceof SqlCall percentile
        && isPercentile(percentile)) {
      return ofChosen(group, changed.operand(1));
    } else if (isPercentile(changed)) {
      return Aggregates.percentile(changed.getKind())
          .createCall(
              changed.getParserPosition(), changed.getOperandList().toArray(new SqlNode[0]));
    } else if (name.equalsIgnoreCase("STRING_AGG")) {
      return list(Aggregates.LISTAGG, changed);
    } else if (name.equalsIgnoreCase("ARRAY_AGG")) {
      return list(Aggregates.ARRAY_AGG, changed);
    } else if (changed.getKind() == SqlKind.WITHIN_GROUP
        && changed.operand(0) instanceof SqlCall mode
        && mode.getOperator().getName().equalsIgnoreCase("MODE")
        && mode.operandCount() == 0
        && changed.operand(1) instanceof SqlNodeList order
        && order.size() == 1) {
      SqlCall of =
          Aggregates.MODE.createCall(mode.getParserPosition(), List.of(withoutOrder(order.get(0))));
      return changed.getOperator().createCall(changed.getParserPosition(), of, order);
    }
    return visited;
  }

  private static SqlNode list(SqlAggFunction function, SqlCall call) {
    SqlParserPos where = call.getParserPosition();
    List<SqlNode> operands = new ArrayList<>(call.getOperandList());
    SqlNode last = operands.get(operands.size() - 1);
    boolean isOrdered = last instanceof SqlNodeList;
    if (isOrdered) {
      operands.remove(operands.size() - 1);
    }
    SqlCall list =
        function.createCall(call.getFunctionQuantifier(), where, operands.toArray(new SqlNode[0]));
    return isOrdered ? SqlStdOperatorTable.WITHIN_GROUP.createCall(where, list, last) : list;
  }

  private static boolean isPercentile(SqlCall call) {
    return call.getKind() == SqlKind.PERCENTILE_CONT || call.getKind() == SqlKind.PERCENTILE_DISC;
  }

  /** FILTER in the order: NULLs do not count. Calcite stumbles over FILTER behind WITHIN GROUP. */
  private static SqlNode ofChosen(SqlCall group, SqlNode condition) {
    SqlNodeList order = group.operand(1);
    SqlNodeList chosen = new SqlNodeList(order.getParserPosition());
    for (SqlNode term : order) {
      chosen.add(chosen(term, condition));
    }
    return group.getOperator().createCall(group.getParserPosition(), group.operand(0), chosen);
  }

  private static SqlNode chosen(SqlNode term, SqlNode condition) {
    return switch (term.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> {
        SqlCall call = (SqlCall) term;
        yield call.getOperator()
            .createCall(call.getParserPosition(), chosen(call.operand(0), condition));
      }
      default -> FilteredWindows.chosen(condition, term);
    };
  }

  private static SqlNode withoutOrder(SqlNode term) {
    return switch (term.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> withoutOrder(((SqlCall) term).operand(0));
      default -> term;
    };
  }
}
