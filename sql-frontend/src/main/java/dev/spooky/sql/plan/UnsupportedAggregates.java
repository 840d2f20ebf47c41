// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.error.SpookySqlException;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Refuses aggregate functions that cannot be kept up to date yet. */
final class UnsupportedAggregates extends RelVisitor {
  private UnsupportedAggregates() {}

  static void check(RelNode plan) {
    new UnsupportedAggregates().go(plan);
  }

  @Override
  public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
    if (node instanceof Aggregate aggregate) {
      List<AggregateCall> calls = aggregate.getAggCallList();
      calls.forEach(UnsupportedAggregates::checkFunction);
      for (AggregateCall call : calls) {
        if (isDistinct(call) && !isDistinctAlone(call, calls)) {
          throw SpookySqlException.unsupported(
              call.getAggregation().getName() + "(DISTINCT ...) beside other aggregates",
              call.getParserPosition(),
              "aggregate over a SELECT DISTINCT in a sub-query, and join the results");
        }
      }
    }
    super.visit(node, ordinal, parent);
  }

  private static void checkFunction(AggregateCall call) {
    SqlKind kind = call.getAggregation().getKind();
    String name = call.getAggregation().getName();
    boolean known =
        kind == SqlKind.COUNT
            || kind == SqlKind.SUM
            || kind == SqlKind.SUM0
            || kind == SqlKind.AVG
            || kind == SqlKind.MIN
            || kind == SqlKind.MAX;
    if (!known) {
      throw SpookySqlException.unsupported(
          "aggregate function " + name,
          call.getParserPosition(),
          "COUNT, SUM, AVG, MIN and MAX, which others can often be computed from");
    }
    if (call.getArgList().size() > 1) {
      throw SpookySqlException.unsupported(
          name + " of several columns", call.getParserPosition(), "aggregate one expression");
    }
    if (!call.getCollation().getFieldCollations().isEmpty()) {
      throw SpookySqlException.unsupported(
          "ORDER BY within an aggregate", call.getParserPosition(), "leave it out");
    }
  }

  private static boolean isDistinct(AggregateCall call) {
    SqlKind kind = call.getAggregation().getKind();
    return call.isDistinct() && kind != SqlKind.MIN && kind != SqlKind.MAX;
  }

  private static boolean isDistinctAlone(AggregateCall call, List<AggregateCall> calls) {
    return calls.stream()
        .allMatch(
            other ->
                other.isDistinct()
                    && other.filterArg < 0
                    && other.getArgList().equals(call.getArgList()));
  }
}
