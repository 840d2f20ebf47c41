// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.unnest;

import dev.spooky.planner.rel.Rels;
import dev.spooky.planner.unnest.Dependent.Pushed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Pushes a domain into one side of a join, or into both, which then must agree on it. */
final class DependentJoin {
  private final Dependent dependent;
  private final Set<CorrelationId> ids;
  private final int width;

  DependentJoin(Dependent dependent, Set<CorrelationId> ids, int width) {
    this.dependent = dependent;
    this.ids = ids;
    this.width = width;
  }

  Pushed push(Join join) {
    boolean leftUses = Correlation.uses(join.getLeft(), ids);
    boolean rightUses = Correlation.uses(join.getRight(), ids);
    JoinRelType type = join.getJoinType();
    boolean leftAlone = !rightUses && type != JoinRelType.RIGHT && type != JoinRelType.FULL;
    boolean rightAlone = !leftUses && (type == JoinRelType.INNER || type == JoinRelType.RIGHT);
    if (leftAlone && (leftUses || !rightAlone)) {
      return left(join);
    } else if (rightAlone && rightUses) {
      return right(join);
    }
    return leftAlone ? left(join) : rightAlone ? right(join) : both(join);
  }

  /** Only the left side has the domain: left, domain, right. */
  private Pushed left(Join join) {
    int left = Rels.count(join.getLeft());
    Pushed pushed = dependent.push(join.getLeft());
    RelNode pairs = Rels.pairs(pushed.rel(), join.getRight());
    RexNode condition = condition(join, pairs, left + width, dependent.domainAt(pairs, left));
    RelNode joined = Rels.join(pushed.rel(), join.getRight(), condition, join.getJoinType());
    List<RexNode> all = Rels.refs(joined, 0, left);
    all.addAll(Rels.refs(joined, left + width, Rels.count(joined)));
    all.addAll(Rels.refs(joined, left, left + width));
    return new Pushed(Rels.project(joined, all), pushed.neverNull());
  }

  /** Only the right side has it: left, right, domain. */
  private Pushed right(Join join) {
    int columns = Rels.count(join.getLeft()) + Rels.count(join.getRight());
    Pushed pushed = dependent.push(join.getRight());
    RelNode pairs = Rels.pairs(join.getLeft(), pushed.rel());
    int left = Rels.count(join.getLeft());
    RexNode condition = condition(join, pairs, left, dependent.domainAt(pairs, columns));
    RelNode joined = Rels.join(join.getLeft(), pushed.rel(), condition, join.getJoinType());
    return new Pushed(joined, pushed.neverNull());
  }

  /** Both sides have it: left, domain, right, domain. */
  private Pushed both(Join join) {
    int left = Rels.count(join.getLeft());
    int right = Rels.count(join.getRight());
    Pushed first = dependent.push(join.getLeft());
    Pushed second = dependent.push(join.getRight());
    RelNode pairs = Rels.pairs(first.rel(), second.rel());
    int[] mine = dependent.range(left);
    int[] other = dependent.range(left + width + right);
    boolean neverNull = first.neverNull() || second.neverNull();
    RexBuilder rex = Rels.rex(join);
    RexNode condition =
        Rels.and(
            rex,
            List.of(
                Rels.same(pairs, mine, other, neverNull),
                condition(join, pairs, left + width, dependent.domainAt(pairs, left))));
    JoinRelType type = join.getJoinType();
    RelNode joined = Rels.join(first.rel(), second.rel(), condition, type);
    List<RexNode> all = Rels.refs(joined, 0, left);
    if (type.projectsRight()) {
      all.addAll(Rels.refs(joined, left + width, left + width + right));
    } else if (type == JoinRelType.LEFT_MARK) {
      all.add(Rels.ref(joined, left + width));
    }
    for (int i = 0; i < width; i++) {
      RexNode a = Rels.ref(joined, mine[i]);
      all.add(
          type == JoinRelType.RIGHT
              ? Rels.ref(joined, other[i])
              : type == JoinRelType.FULL
                  ? rex.makeCall(SqlStdOperatorTable.COALESCE, a, Rels.ref(joined, other[i]))
                  : a);
    }
    boolean never =
        switch (type) {
          case RIGHT -> second.neverNull();
          case FULL -> first.neverNull() && second.neverNull();
          case INNER -> neverNull;
          default -> first.neverNull();
        };
    return new Pushed(Rels.project(joined, all), never);
  }

  private RexNode condition(Join join, RelNode pairs, int rightAt, IntFunction<RexNode> domain) {
    List<RexNode> inputs = new ArrayList<>(Rels.refs(pairs, 0, Rels.count(join.getLeft())));
    inputs.addAll(Rels.refs(pairs, rightAt, rightAt + Rels.count(join.getRight())));
    return dependent.rewrite(join.getCondition(), inputs, domain);
  }
}
