// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner;

import dev.spooky.planner.rel.Rels;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Orders inner joins so that each relation is joined with those before it by an equality, where it
 * can be: {@code FROM a, c, b WHERE a.x = b.x AND b.y = c.y} is no product of {@code a} and {@code
 * c}. Look-ups by key come first, then the order of the text; there are no counts when a view is
 * made over empty tables.
 *
 * <p>What is well ordered as written stays as it is, up to {@link #FEW} relations; of more, the
 * order is made here at once, as rules would look at each pair of them again and again. Cost: at
 * most relations² × conditions.
 */
final class ConnectedJoins extends RelHomogeneousShuttle {
  private static final int FEW = 8;

  @Override
  public RelNode visit(RelNode rel) {
    JoinCluster cluster = JoinCluster.of(rel);
    List<RelNode> leaves = cluster.leaves();
    if (leaves.size() < 3) {
      return super.visit(rel);
    }
    if (leaves.size() <= FEW && isConnected(cluster)) {
      return withinLeaves(rel);
    }
    List<Integer> order = order(cluster);
    for (int i = 0; i < leaves.size(); i++) {
      leaves.set(i, leaves.get(i).accept(this));
    }
    return joined(cluster, order, rel.getRowType());
  }

  private RelNode withinLeaves(RelNode rel) {
    return JoinCluster.isPart(rel)
        ? rel.copy(rel.getTraitSet(), rel.getInputs().stream().map(this::withinLeaves).toList())
        : rel.accept(this);
  }

  private static boolean isConnected(JoinCluster cluster) {
    ImmutableBitSet before = cluster.columns(0);
    for (int leaf = 1; leaf < cluster.leaves().size(); leaf++) {
      if (cluster.equated(leaf, before).isEmpty()) {
        return false;
      }
      before = before.union(cluster.columns(leaf));
    }
    return true;
  }

  private static List<Integer> order(JoinCluster cluster) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < cluster.leaves().size(); i++) {
      left.add(i);
    }
    List<Integer> order = new ArrayList<>();
    ImmutableBitSet before = ImmutableBitSet.of();
    while (!left.isEmpty()) {
      Integer best = left.get(0);
      int bestRank = -1;
      for (Integer leaf : left) {
        int rank = rank(cluster, leaf, before);
        if (rank > bestRank) {
          best = leaf;
          bestRank = rank;
        }
      }
      order.add(best);
      left.remove(best);
      before = before.union(cluster.columns(best));
    }
    return order;
  }

  /** How good it is to join a leaf next: by a key, by an equality, by any condition, by none. */
  private static int rank(JoinCluster cluster, int leaf, ImmutableBitSet before) {
    ImmutableBitSet equated = cluster.equated(leaf, before);
    if (equated.isEmpty()) {
      return cluster.isLinked(leaf, before) ? 1 : 0;
    }
    RelNode rel = cluster.leaves().get(leaf);
    Boolean key = rel.getCluster().getMetadataQuery().areColumnsUnique(rel, equated, true);
    return Boolean.TRUE.equals(key) ? 3 : 2;
  }

  /** Joins the leaves in an order; gives the columns in their old one. */
  private static RelNode joined(JoinCluster cluster, List<Integer> order, RelDataType type) {
    int[] now = new int[cluster.columns(cluster.leaves().size() - 1).length()];
    List<RexNode> waiting = new ArrayList<>(cluster.conditions());
    ImmutableBitSet before = ImmutableBitSet.of();
    RelNode rel = null;
    for (int leaf : order) {
      ImmutableBitSet own = cluster.columns(leaf);
      RelNode right = cluster.leaves().get(leaf);
      List<RexNode> alone = take(waiting, own);
      int start = cluster.starts().get(leaf);
      right = Rels.filter(right, alone.stream().map(c -> moved(c, i -> i - start)).toList());
      int width = before.cardinality();
      own.forEachInt(i -> now[i] = width + i - start);
      before = before.union(own);
      if (rel == null) {
        rel = right;
      } else {
        List<RexNode> met = take(waiting, before).stream().map(c -> moved(c, i -> now[i])).toList();
        rel = Rels.join(rel, right, Rels.and(Rels.rex(rel), met), JoinRelType.INNER);
      }
    }
    RelNode all = Objects.requireNonNull(rel, "joins of nothing");
    List<RexNode> late = cluster.late().stream().map(c -> moved(c, i -> now[i])).toList();
    RelNode kept = Rels.filter(all, late);
    List<RexNode> columns = new ArrayList<>();
    for (int column : now) {
      columns.add(Rels.ref(kept, column));
    }
    return Rels.projectAs(kept, columns, type);
  }

  /** Removes and gives the conditions over these columns. */
  private static List<RexNode> take(List<RexNode> waiting, ImmutableBitSet columns) {
    List<RexNode> taken = new ArrayList<>();
    waiting.removeIf(
        condition ->
            columns.contains(RelOptUtil.InputFinder.bits(condition)) && taken.add(condition));
    return taken;
  }

  private static RexNode moved(RexNode condition, IntUnaryOperator place) {
    return condition.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return new RexInputRef(place.applyAsInt(ref.getIndex()), ref.getType());
          }
        });
  }
}
