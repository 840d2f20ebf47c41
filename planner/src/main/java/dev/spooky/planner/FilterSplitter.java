// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner;

import dev.spooky.planner.expr.Fallibility;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Splits every filter into one that cannot fail, below, and one that can, above: only the former
 * may be pushed down further.
 */
final class FilterSplitter extends RelHomogeneousShuttle {
  @Override
  public RelNode visit(RelNode other) {
    RelNode rel = super.visit(other);
    if (!(rel instanceof Filter filter)) {
      return rel;
    }
    RexBuilder rex = rel.getCluster().getRexBuilder();
    RelDataType rows = filter.getInput().getRowType();
    RexNode factored = RexUtil.pullFactors(rex, filter.getCondition());
    List<RexNode> safe = new ArrayList<>();
    List<RexNode> fallible = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(factored)) {
      (Fallibility.canFail(rows, conjunct) ? fallible : safe).add(conjunct);
    }
    if (safe.isEmpty() || fallible.isEmpty()) {
      return LogicalFilter.create(filter.getInput(), factored);
    }
    RelNode below = LogicalFilter.create(filter.getInput(), RexUtil.composeConjunction(rex, safe));
    return LogicalFilter.create(below, RexUtil.composeConjunction(rex, fallible));
  }
}
