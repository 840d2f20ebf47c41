// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.unnest;

import com.google.common.collect.ImmutableSet;
import dev.spooky.planner.rel.Rels;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/**
 * Sub-queries in the conditions of joins. The condition of an inner join is a filter of pairs. An
 * outer join is its inner join and the rows of each kept side that are in no pair of it.
 */
final class JoinConditions {
  private JoinConditions() {}

  static RelNode unnest(Join join) {
    JoinRelType type = join.getJoinType();
    RelNode pairs = pairs(join);
    if (type == JoinRelType.INNER) {
      return Rels.projectAs(pairs, Rels.refs(pairs, 0, Rels.count(pairs)), join.getRowType());
    }
    int left = Rels.count(join.getLeft());
    int all = left + Rels.count(join.getRight());
    List<RelNode> parts = new ArrayList<>();
    parts.add(Rels.projectAs(pairs, Rels.refs(pairs, 0, all), join.getRowType()));
    if (type.generatesNullsOnRight()) {
      parts.add(alone(join.getLeft(), 0, pairs, join.getRowType()));
    }
    if (type.generatesNullsOnLeft()) {
      parts.add(alone(join.getRight(), left, pairs, join.getRowType()));
    }
    return LogicalUnion.create(parts, true);
  }

  private static RelNode pairs(Join join) {
    RexBuilder rex = Rels.rex(join);
    List<RexNode> plain = new ArrayList<>();
    List<RexNode> asking = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
      (Unnesting.hasSubQuery(List.of(conjunct)) ? asking : plain).add(conjunct);
    }
    RelNode inner =
        Rels.join(join.getLeft(), join.getRight(), Rels.and(rex, plain), JoinRelType.INNER);
    Filter filter =
        LogicalFilter.create(
            inner, Rels.and(rex, asking), ImmutableSet.copyOf(join.getVariablesSet()));
    return Unnesting.filter(filter);
  }

  /** The rows of a side that are in no pair, NULL in the other side's columns. */
  private static RelNode alone(RelNode side, int first, RelNode pairs, RelDataType type) {
    RexBuilder rex = Rels.rex(side);
    int count = Rels.count(side);
    RelNode both = Rels.pairs(side, pairs);
    int[] mine = new int[count];
    int[] paired = new int[count];
    for (int i = 0; i < count; i++) {
      mine[i] = i;
      paired[i] = count + first + i;
    }
    RelNode rest = Rels.join(side, pairs, Rels.same(both, mine, paired, false), JoinRelType.ANTI);
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < type.getFieldCount(); i++) {
      boolean isMine = i >= first && i < first + count;
      columns.add(
          isMine
              ? Rels.ref(rest, i - first)
              : rex.makeNullLiteral(type.getFieldList().get(i).getType()));
    }
    return Rels.projectAs(rest, columns, type);
  }
}
