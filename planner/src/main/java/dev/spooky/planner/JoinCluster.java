// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner;

import dev.spooky.planner.expr.Fallibility;
import dev.spooky.planner.rel.Rels;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Inner joins that stand together, as the relations joined and what must hold of their rows.
 *
 * @param leaves the relations, in the order in which they were written
 * @param starts the number of each relation's first column among all columns
 * @param conditions conditions that cannot fail, over all columns
 * @param late conditions that can, to be asked of rows that meet the others
 */
record JoinCluster(
    List<RelNode> leaves, List<Integer> starts, List<RexNode> conditions, List<RexNode> late) {

  /** The joins at the top of a plan; without leaves if there is none. */
  static JoinCluster of(RelNode top) {
    JoinCluster cluster =
        new JoinCluster(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    if (isPart(top)) {
      List<RexNode> all = new ArrayList<>();
      cluster.collect(top, 0, all);
      for (RexNode condition : all) {
        for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
          boolean canFail = Fallibility.canFail(top.getRowType(), conjunct);
          (canFail ? cluster.late : cluster.conditions).add(conjunct);
        }
      }
    }
    return cluster;
  }

  /** True of an inner join, and of filters over one. */
  static boolean isPart(RelNode rel) {
    return rel instanceof Join join
            && join.getJoinType() == JoinRelType.INNER
            && join.getVariablesSet().isEmpty()
        || rel instanceof Filter filter
            && filter.getVariablesSet().isEmpty()
            && isPart(filter.getInput());
  }

  private void collect(RelNode rel, int start, List<RexNode> all) {
    if (!isPart(rel)) {
      leaves.add(rel);
      starts.add(start);
    } else if (rel instanceof Join join) {
      collect(join.getLeft(), start, all);
      collect(join.getRight(), start + Rels.count(join.getLeft()), all);
      all.add(RexUtil.shift(join.getCondition(), start));
    } else if (rel instanceof Filter filter) {
      collect(filter.getInput(), start, all);
      all.add(RexUtil.shift(filter.getCondition(), start));
    }
  }

  /** Columns of a leaf among all columns. */
  ImmutableBitSet columns(int leaf) {
    int start = starts.get(leaf);
    return ImmutableBitSet.range(start, start + Rels.count(leaves.get(leaf)));
  }

  /** Columns of a leaf, counted from its first, that a column before is equated with. */
  ImmutableBitSet equated(int leaf, ImmutableBitSet before) {
    ImmutableBitSet own = columns(leaf);
    ImmutableBitSet.Builder found = ImmutableBitSet.builder();
    for (RexNode condition : conditions) {
      if (condition instanceof RexCall call
          && (call.getKind() == SqlKind.EQUALS || call.getKind() == SqlKind.IS_NOT_DISTINCT_FROM)) {
        for (int i = 0; i < 2; i++) {
          if (call.getOperands().get(i) instanceof RexInputRef ref
              && own.get(ref.getIndex())
              && within(call.getOperands().get(1 - i), before)) {
            found.set(ref.getIndex() - starts.get(leaf));
          }
        }
      }
    }
    return found.build();
  }

  private static boolean within(RexNode expression, ImmutableBitSet columns) {
    ImmutableBitSet used = RelOptUtil.InputFinder.bits(expression);
    return !used.isEmpty() && columns.contains(used);
  }

  /** True if some condition speaks of a leaf and of columns before. */
  boolean isLinked(int leaf, ImmutableBitSet before) {
    ImmutableBitSet own = columns(leaf);
    return conditions.stream()
        .map(RelOptUtil.InputFinder::bits)
        .anyMatch(used -> used.intersects(own) && used.intersects(before));
  }
}
