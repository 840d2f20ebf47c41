// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.unnest;

import dev.spooky.planner.rel.Rels;
import dev.spooky.planner.type.NotSupportedException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Comparisons of values with the columns of a sub-query. */
final class Comparisons {
  private Comparisons() {}

  /** Each value of IN, ANY or ALL compared with its column. */
  static List<RexNode> of(
      RexBuilder rex, RexSubQuery query, SqlOperator by, List<RexNode> outputs) {
    List<RexNode> compared = new ArrayList<>();
    for (int i = 0; i < query.getOperands().size(); i++) {
      compared.add(rex.makeCall(by, query.getOperands().get(i), outputs.get(i)));
    }
    return compared;
  }

  /** Whether a comparison can be unknown. */
  static boolean canBeNull(RexSubQuery query, List<RexNode> outputs) {
    return query.getOperands().stream().anyMatch(o -> o.getType().isNullable())
        || outputs.stream().anyMatch(o -> o.getType().isNullable());
  }

  static SqlOperator operator(SqlKind comparison) {
    return switch (comparison) {
      case EQUALS -> SqlStdOperatorTable.EQUALS;
      case NOT_EQUALS -> SqlStdOperatorTable.NOT_EQUALS;
      case LESS_THAN -> SqlStdOperatorTable.LESS_THAN;
      case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
      case GREATER_THAN -> SqlStdOperatorTable.GREATER_THAN;
      case GREATER_THAN_OR_EQUAL -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
      default ->
          throw new NotSupportedException(
              comparison + " with a sub-query", "Join with the sub-query.", 0, 0);
    };
  }

  /** Least, greatest, number and number of present values of the first column. */
  static List<AggregateCall> extremes(RelNode values) {
    return List.of(
        call(SqlStdOperatorTable.MIN, values, 0),
        call(SqlStdOperatorTable.MAX, values, 0),
        call(SqlStdOperatorTable.COUNT, values),
        call(SqlStdOperatorTable.COUNT, values, 0));
  }

  /** A call on all rows. */
  static AggregateCall call(SqlAggFunction function, RelNode values, Integer... columns) {
    return Rels.call(function, List.of(columns), values);
  }
}
