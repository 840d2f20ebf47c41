// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner;

import dev.spooky.planner.rel.Rels;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Chains of look-ups by key are joined from their far end: {@code (bid ⋈ auction) ⋈ person} becomes
 * {@code bid ⋈ (auction ⋈ person)} where a bid has one auction at most and an auction one person at
 * most.
 *
 * <p>The joined auctions are no more than the auctions, so that nothing has to be kept that is as
 * large as the bids, and a new bid costs one look-up. No counts are needed, which a view on empty
 * tables would not have. Only columns are compared, so nothing can fail that did not before.
 */
final class LookupsFirst extends RelHomogeneousShuttle {
  @Override
  public RelNode visit(RelNode other) {
    RelNode rel = super.visit(other);
    return rel instanceof Join join ? rotated(join) : rel;
  }

  private static RelNode rotated(Join top) {
    if (!(top.getLeft() instanceof Join bottom) || !rotates(top.getJoinType(), bottom)) {
      return top;
    }
    RelNode middle = bottom.getRight();
    RelNode last = top.getRight();
    int first = Rels.count(bottom.getLeft());
    if (!looksUp(bottom.getCondition(), first, middle)
        || !looksUp(top.getCondition(), Rels.count(bottom), last)
        || RelOptUtil.InputFinder.bits(top.getCondition()).nextSetBit(0) < first) {
      return top;
    }
    RexNode condition = RexUtil.shift(top.getCondition(), -first);
    RelNode lookup = rotated((Join) Rels.join(middle, last, condition, top.getJoinType()));
    return Rels.join(bottom.getLeft(), lookup, bottom.getCondition(), bottom.getJoinType());
  }

  /** A row without a middle has no last either, since NULL equals nothing. */
  private static boolean rotates(JoinRelType top, Join bottom) {
    return switch (bottom.getJoinType()) {
      case INNER -> top == JoinRelType.INNER || top == JoinRelType.LEFT;
      case LEFT -> top == JoinRelType.LEFT;
      case RIGHT, FULL, SEMI, ANTI, ASOF, LEFT_ASOF, LEFT_MARK -> false;
    };
  }

  /** True if the condition only equates columns, and those on the right are a key there. */
  private static boolean looksUp(RexNode condition, int leftColumns, RelNode right) {
    ImmutableBitSet.Builder columns = ImmutableBitSet.builder();
    for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
      if (!(conjunct instanceof RexCall call)
          || call.getKind() != SqlKind.EQUALS
          || !(call.getOperands().get(0) instanceof RexInputRef one)
          || !(call.getOperands().get(1) instanceof RexInputRef two)
          || one.getIndex() < leftColumns == two.getIndex() < leftColumns) {
        return false;
      }
      columns.set(Math.max(one.getIndex(), two.getIndex()) - leftColumns);
    }
    ImmutableBitSet key = columns.build();
    return !key.isEmpty()
        && Boolean.TRUE.equals(
            right.getCluster().getMetadataQuery().areColumnsUnique(right, key, true));
  }
}
