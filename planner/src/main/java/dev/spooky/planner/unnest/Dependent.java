// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.unnest;

import com.google.common.collect.ImmutableList;
import dev.spooky.planner.expr.Fallibility;
import dev.spooky.planner.rel.Rels;
import dev.spooky.planner.rel.Unnest;
import dev.spooky.planner.type.NotSupportedException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.IntFunction;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * A relation computed for many rows at once: for every row {@code d} of a domain (the distinct
 * values of the columns that the relation refers to) its rows with {@code d} behind them.
 *
 * <p>The domain is pushed down to where nothing refers to it and joined there. Where a filter
 * equates all of the domain's columns with its input's, these stand in for them and no domain is
 * needed: rows for values that are not in the domain are then found, too, and nobody asks for them.
 */
final class Dependent {
  /**
   * A relation with the domain's columns behind its own.
   *
   * @param neverNull whether no domain column is NULL in any row
   */
  record Pushed(RelNode rel, boolean neverNull) {}

  private final RelNode outer;
  private final Set<CorrelationId> ids;
  private final List<Integer> columns;
  private final int width;

  /** Depends on {@code columns} of {@code outer}, referred to by {@code ids}. */
  Dependent(RelNode outer, Set<CorrelationId> ids, SortedSet<Integer> columns) {
    this.outer = outer;
    this.ids = ids;
    this.columns = List.copyOf(columns);
    this.width = columns.size();
  }

  /** The columns of the outer relation that the domain's columns are, in order. */
  int[] columns() {
    return columns.stream().mapToInt(i -> i).toArray();
  }

  private RelNode domain() {
    return Rels.distinct(outer, columns);
  }

  /** Pushes the domain into a relation. */
  Pushed push(RelNode rel) {
    if (!Correlation.uses(rel, ids)) {
      RexNode always = Rels.rex(rel).makeLiteral(true);
      return new Pushed(Rels.join(rel, domain(), always, JoinRelType.INNER), false);
    } else if (rel instanceof Filter filter) {
      return filter(filter);
    } else if (rel instanceof Project project) {
      return project(project);
    } else if (rel instanceof Aggregate aggregate) {
      return aggregate(aggregate);
    } else if (rel instanceof Join join) {
      return new DependentJoin(this, ids, width).push(join);
    } else if (rel instanceof Sort sort) {
      return sort(sort);
    } else if (rel instanceof SetOp set) {
      return set(set);
    } else if (rel instanceof Unnest unnest) {
      return unnest(unnest);
    }
    throw new NotSupportedException(
        "a reference to an outer query within " + rel.getRelTypeName(),
        "Join with the outer query's tables instead.",
        0,
        0);
  }

  /** Where a column of the outer rows is among columns that start with {@code first}. */
  IntFunction<RexNode> domainAt(RelNode rel, int first) {
    return column -> Rels.ref(rel, first + columns.indexOf(column));
  }

  /** An expression over other input columns and with the domain's columns. */
  RexNode rewrite(RexNode expression, List<RexNode> inputs, IntFunction<RexNode> domain) {
    return Correlation.replace(Correlation.compose(expression, inputs), ids, domain);
  }

  private Pushed filter(Filter filter) {
    if (!Correlation.uses(filter.getInput(), ids)) {
      Pushed bound = bound(filter);
      if (bound != null) {
        return bound;
      }
    }
    int count = Rels.count(filter.getInput());
    Pushed input = push(filter.getInput());
    RexNode condition =
        rewrite(
            filter.getCondition(), Rels.refs(input.rel(), 0, count), domainAt(input.rel(), count));
    return new Pushed(Rels.filter(input.rel(), condition), input.neverNull());
  }

  /**
   * The filter's input with columns of its own in the domain's places; null if not all have one.
   */
  private @Nullable Pushed bound(Filter filter) {
    RelNode input = filter.getInput();
    RexNode[] bindings = new RexNode[width];
    List<RexNode> rest = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      if (!bind(conjunct, bindings)) {
        rest.add(conjunct);
      }
    }
    List<RexNode> conditions = new ArrayList<>();
    RexBuilder rex = Rels.rex(filter);
    for (RexNode binding : bindings) {
      if (binding == null || Fallibility.canFail(input.getRowType(), binding)) {
        return null;
      } else if (binding.getType().isNullable()) {
        conditions.add(rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, binding));
      }
    }
    for (RexNode conjunct : rest) {
      RexNode condition =
          Correlation.replace(conjunct, ids, column -> bindings[columns.indexOf(column)]);
      if (Fallibility.canFail(input.getRowType(), condition)) {
        return null;
      }
      conditions.add(condition);
    }
    List<RexNode> all = Rels.refs(input, 0, Rels.count(input));
    all.addAll(List.of(bindings));
    return new Pushed(Rels.project(Rels.filter(input, conditions), all), true);
  }

  private boolean bind(RexNode conjunct, RexNode[] bindings) {
    if (conjunct.getKind() != SqlKind.EQUALS || !(conjunct instanceof RexCall call)) {
      return false;
    }
    for (int side = 0; side < 2; side++) {
      RexNode reference = Types.bare(call.getOperands().get(side));
      RexNode value = Types.bare(call.getOperands().get(1 - side));
      if (Correlation.isOf(reference, ids)
          && !Correlation.uses(value, ids)
          && Types.same(reference.getType(), value.getType())) {
        int at =
            columns.indexOf(
                ((org.apache.calcite.rex.RexFieldAccess) reference).getField().getIndex());
        if (bindings[at] == null) {
          bindings[at] = value;
          return true;
        }
      }
    }
    return false;
  }

  private Pushed project(Project project) {
    int count = Rels.count(project.getInput());
    Pushed input = push(project.getInput());
    RelNode rel = input.rel();
    List<RexNode> domain = Rels.refs(rel, count, count + width);
    Partitioning partitioning = new Partitioning(Rels.rex(project), domain);
    List<RexNode> all = new ArrayList<>();
    for (RexNode expression : project.getProjects()) {
      RexNode moved = rewrite(expression, Rels.refs(rel, 0, count), domainAt(rel, count));
      all.add(moved.accept(partitioning));
    }
    all.addAll(domain);
    return new Pushed(Rels.project(rel, all), input.neverNull());
  }

  private Pushed aggregate(Aggregate aggregate) {
    Pushed grouped = grouped(aggregate);
    RelNode rel = grouped.rel();
    int keys = aggregate.getGroupCount();
    int calls = aggregate.getAggCallList().size();
    if (keys > 0) {
      List<RexNode> all = Rels.refs(rel, 0, keys);
      all.addAll(Rels.refs(rel, keys + width, keys + width + calls));
      all.addAll(Rels.refs(rel, keys, keys + width));
      return new Pushed(Rels.project(rel, all), grouped.neverNull());
    }
    // a row for every row of the domain, also for those of an empty group
    RelNode domain = domain();
    RelNode pairs = Rels.pairs(domain, rel);
    RexNode same = Rels.same(pairs, range(0), range(width), grouped.neverNull());
    RelNode joined = Rels.join(domain, rel, same, JoinRelType.LEFT);
    List<RexNode> all = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      all.add(
          ofEmpty(
              Rels.rex(joined),
              aggregate.getAggCallList().get(i),
              Rels.ref(joined, 2 * width + i)));
    }
    all.addAll(Rels.refs(joined, 0, width));
    return new Pushed(Rels.project(joined, all), false);
  }

  /** The numbers of the domain's columns when these start with {@code first}. */
  int[] range(int first) {
    return java.util.stream.IntStream.range(first, first + width).toArray();
  }

  /** An aggregate by its keys and the domain: keys, domain, calls. */
  Pushed grouped(Aggregate aggregate) {
    int count = Rels.count(aggregate.getInput());
    Pushed input = push(aggregate.getInput());
    ImmutableBitSet keys =
        aggregate.getGroupSet().union(ImmutableBitSet.range(count, count + width));
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      calls.add(Rels.retyped(call, input.rel(), false));
    }
    RelNode rel = LogicalAggregate.create(input.rel(), ImmutableList.of(), keys, null, calls);
    return new Pushed(rel, input.neverNull());
  }

  /** The result of a call where an outer join may have found no group. */
  static RexNode ofEmpty(RexBuilder rex, AggregateCall call, RexNode result) {
    return switch (call.getAggregation().getKind()) {
      case COUNT, SUM0, REGR_COUNT ->
          rex.makeCall(
              SqlStdOperatorTable.COALESCE,
              result,
              rex.makeExactLiteral(BigDecimal.ZERO, call.getType()));
      default -> result;
    };
  }

  private Pushed sort(Sort sort) {
    Pushed input = push(sort.getInput());
    if (sort.fetch == null && sort.offset == null) {
      return input;
    }
    int count = Rels.count(sort.getInput());
    List<RexNode> domain = Rels.refs(input.rel(), count, count + width);
    return new Pushed(Limits.perPartition(sort, input.rel(), domain), input.neverNull());
  }

  private Pushed unnest(Unnest unnest) {
    int count = Rels.count(unnest.getInput());
    Pushed input = push(unnest.getInput());
    List<Integer> kept = new ArrayList<>(unnest.kept());
    for (int column : range(count)) {
      kept.add(column);
    }
    RelNode rel = unnest.over(input.rel(), kept, unnest.arrays());
    int own = unnest.kept().size();
    List<RexNode> all = Rels.refs(rel, 0, own);
    all.addAll(Rels.refs(rel, own + width, own + width + unnest.added()));
    all.addAll(Rels.refs(rel, own, own + width));
    return new Pushed(Rels.project(rel, all), input.neverNull());
  }

  private Pushed set(SetOp set) {
    List<RelNode> inputs = new ArrayList<>();
    boolean neverNull = true;
    for (RelNode input : set.getInputs()) {
      Pushed pushed = push(input);
      inputs.add(pushed.rel());
      neverNull &= pushed.neverNull();
    }
    return new Pushed(set.copy(set.getTraitSet(), inputs, set.all), neverNull);
  }
}
