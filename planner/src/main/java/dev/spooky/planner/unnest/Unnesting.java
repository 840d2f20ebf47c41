// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.unnest;

import dev.spooky.planner.expr.Fallibility;
import dev.spooky.planner.grouping.Groupings;
import dev.spooky.planner.grouping.WholePartitions;
import dev.spooky.planner.rel.Rels;
import dev.spooky.planner.type.NotSupportedException;
import dev.spooky.planner.unnest.Dependent.Pushed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/** Takes sub-queries and correlation out of plans, from the innermost ones outwards. */
public final class Unnesting {
  private Unnesting() {}

  /**
   * The plan with joins in the places of its sub-queries; columns and their types stay.
   *
   * @throws NotSupportedException if a sub-query is of a kind that cannot be kept up to date yet
   */
  public static RelNode unnest(RelNode plan) {
    RelNode result = visit(plan);
    if (!Correlation.variables(result).isEmpty()) {
      throw new NotSupportedException(
          "a reference to an outer query at this place", "Write it as a join.", 0, 0);
    }
    return result;
  }

  private static RelNode visit(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode visited = visit(input);
      changed |= visited != input;
      inputs.add(visited);
    }
    RelNode node = changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
    if (node instanceof Correlate correlate) {
      RelNode joined = Elements.join(correlate);
      return joined != null ? joined : correlate(correlate);
    } else if (node instanceof Uncollect uncollect) {
      return Elements.of(uncollect);
    } else if (node instanceof Aggregate aggregate) {
      return Groupings.simplify(aggregate);
    } else if (node instanceof Filter filter && hasSubQuery(List.of(filter.getCondition()))) {
      return filter(filter);
    } else if (node instanceof Project project && hasSubQuery(project.getProjects())) {
      return windows(project(project));
    } else if (node instanceof Project project) {
      return windows(project);
    } else if (node instanceof Join join && hasSubQuery(List.of(join.getCondition()))) {
      return JoinConditions.unnest(join);
    }
    return node;
  }

  private static RelNode windows(RelNode rel) {
    return rel instanceof Project project && project.containsOver()
        ? WholePartitions.simplify(project)
        : rel;
  }

  static boolean hasSubQuery(List<RexNode> expressions) {
    return expressions.stream().anyMatch(e -> RexUtil.SubQueryFinder.find(e) != null);
  }

  static RelNode filter(Filter filter) {
    RelNode input = filter.getInput();
    List<RexNode> first = new ArrayList<>();
    List<RexNode> asking = new ArrayList<>();
    List<RexNode> last = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      if (hasSubQuery(List.of(conjunct))) {
        asking.add(conjunct);
      } else {
        (Fallibility.canFail(input.getRowType(), conjunct) ? last : first).add(conjunct);
      }
    }
    Set<CorrelationId> ids = ids(filter);
    Attachment rows = new Attachment(Rels.filter(input, first), ids);
    for (RexNode conjunct : asking) {
      keep(conjunct, rows);
    }
    last.forEach(rows::keep);
    int columns = Rels.count(input);
    return Rels.count(rows.rel()) == columns
        ? rows.rel()
        : Rels.projectAs(rows.rel(), Rels.refs(rows.rel(), 0, columns), input.getRowType());
  }

  private static void keep(RexNode conjunct, Attachment rows) {
    boolean negated = conjunct.getKind() == SqlKind.NOT;
    RexNode inner = negated ? ((RexCall) conjunct).getOperands().get(0) : conjunct;
    if (inner instanceof RexSubQuery query && !hasSubQuery(query.getOperands())) {
      if (rows.keepIf(query.clone(visit(query.rel)), negated)) {
        return;
      }
    }
    rows.keep(answered(conjunct, rows));
  }

  private static RelNode project(Project project) {
    Set<CorrelationId> ids = ids(project);
    Attachment rows = new Attachment(project.getInput(), ids);
    List<RexNode> columns = new ArrayList<>();
    for (RexNode expression : project.getProjects()) {
      columns.add(answered(expression, rows));
    }
    return Rels.projectAs(rows.rel(), columns, project.getRowType());
  }

  /** The expression with its sub-queries attached and their answers in their places. */
  static RexNode answered(RexNode expression, Attachment rows) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery query) {
            List<RexNode> operands =
                query.getOperands().stream().map(operand -> operand.accept(this)).toList();
            RelNode rel = visit(query.rel);
            RexSubQuery inner = query.clone(query.getType(), operands).clone(rel);
            return Rels.as(rows.attach(inner), query.getType(), rel);
          }
        });
  }

  /** The variables by which sub-queries of a node refer to its input's rows. */
  private static Set<CorrelationId> ids(RelNode node) {
    return new HashSet<>(node.getVariablesSet());
  }

  private static RelNode correlate(Correlate correlate) {
    Set<CorrelationId> ids = Set.of(correlate.getCorrelationId());
    RelNode left = correlate.getLeft();
    RelNode right = correlate.getRight();
    JoinRelType type = correlate.getJoinType();
    SortedSet<Integer> columns = Correlation.columns(right, ids);
    if (columns.isEmpty()) {
      return Rels.join(left, right, Rels.rex(left).makeLiteral(true), type);
    }
    Dependent dependent = new Dependent(left, ids, columns);
    Pushed pushed = dependent.push(right);
    RelNode pairs = Rels.pairs(left, pushed.rel());
    int count = Rels.count(left) + Rels.count(right);
    RexNode same =
        Rels.same(pairs, dependent.columns(), dependent.range(count), pushed.neverNull());
    RelNode joined = Rels.join(left, pushed.rel(), same, type);
    int shown = correlate.getRowType().getFieldCount();
    return Rels.projectAs(joined, Rels.refs(joined, 0, shown), correlate.getRowType());
  }
}
