// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.planner.lower.AggregateFunctions;
import dev.spooky.sql.error.SpookySqlException;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
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
      aggregate.getAggCallList().forEach(UnsupportedAggregates::checkFunction);
    }
    super.visit(node, ordinal, parent);
  }

  private static void checkFunction(AggregateCall call) {
    String name = call.getAggregation().getName();
    if (!AggregateFunctions.isKnown(call.getAggregation())) {
      throw SpookySqlException.unsupported(
          "aggregate function " + name,
          call.getParserPosition(),
          "COUNT, SUM, AVG, MIN and MAX, which others can often be computed from");
    }
  }
}
