// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.unnest;

import com.google.common.collect.ImmutableList;
import dev.spooky.planner.expr.Fallibility;
import dev.spooky.planner.rel.Rels;
import dev.spooky.planner.type.NotSupportedException;
import dev.spooky.planner.unnest.Dependent.Pushed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Rows with the answers of sub-queries beside them: starts with the rows of a relation and gets
 * columns behind them, one join a sub-query. Each row stays once.
 */
final class Attachment {
  /**
   * The right side of a join with the rows, and the sub-query's columns and conditions over both.
   *
   * @param left how many columns the rows had then
   */
  private record Side(RelNode base, int left, List<RexNode> outputs, List<RexNode> conditions) {}

  private final RelNode outer;
  private final Set<CorrelationId> ids;
  private final RexBuilder rex;
  private final Map<RexSubQuery, RexNode> answers = new HashMap<>();
  private RelNode rel;

  /** Starts with the rows of {@code outer}, to which sub-queries refer by {@code ids}. */
  Attachment(RelNode outer, Set<CorrelationId> ids) {
    this.outer = outer;
    this.ids = ids;
    this.rex = Rels.rex(outer);
    this.rel = outer;
  }

  /** The rows with what was attached. */
  RelNode rel() {
    return rel;
  }

  /** Keeps the rows that meet a condition over them. */
  void keep(RexNode condition) {
    rel = Rels.filter(rel, condition);
  }

  /** Attaches a sub-query that has none within; gives its answer as an expression. */
  RexNode attach(RexSubQuery query) {
    RexNode known = answers.get(query);
    if (known != null) {
      return known;
    }
    RexNode answer =
        switch (query.getKind()) {
          case EXISTS -> exists(query);
          case IN -> quantified(query, SqlKind.EQUALS);
          case SOME -> quantified(query, ((SqlQuantifyOperator) query.op).comparisonKind);
          case SCALAR_QUERY -> scalar(query);
          default ->
              throw new NotSupportedException(
                  query.getKind() + " of a sub-query", "Join with the sub-query.", 0, 0);
        };
    answers.put(query, answer);
    return answer;
  }

  /** Keeps the rows for which EXISTS or IN is TRUE, or its negation is; false if not done. */
  boolean keepIf(RexSubQuery query, boolean negated) {
    if (query.getKind() != SqlKind.EXISTS && query.getKind() != SqlKind.IN
        || Chain.oneRow(query.rel).isOverOneRow()) {
      return false;
    }
    Side side = side(query);
    List<RexNode> equal = equalities(query, side);
    boolean oneNull = equal.size() <= 1;
    if (negated && !oneNull && Comparisons.canBeNull(query, side.outputs)) {
      return false;
    }
    List<RexNode> conditions = new ArrayList<>(side.conditions);
    conditions.addAll(equal);
    int before = Rels.count(rel);
    rel = matched(side, conditions, negated ? JoinRelType.ANTI : JoinRelType.SEMI);
    if (negated && equal.size() == 1) {
      RexNode value = query.getOperands().get(0);
      RexNode output = side.outputs.get(0);
      if (output.getType().isNullable()) {
        List<RexNode> isNull = new ArrayList<>(side.conditions);
        isNull.add(rex.makeCall(SqlStdOperatorTable.IS_NULL, output));
        rel = matched(side, isNull, JoinRelType.ANTI);
      }
      if (value.getType().isNullable()) {
        RexNode some = mark(side, side.conditions);
        RexNode unknown =
            Rels.and(rex, List.of(rex.makeCall(SqlStdOperatorTable.IS_NULL, value), some));
        keep(rex.makeCall(SqlStdOperatorTable.NOT, unknown));
        rel = Rels.project(rel, Rels.refs(rel, 0, before));
      }
    }
    return true;
  }

  private RexNode exists(RexSubQuery query) {
    Chain row = Chain.oneRow(query.rel);
    if (row.isOverOneRow()) {
      Side side = oneRow(row);
      return Rels.and(rex, side.conditions);
    }
    Side side = side(query);
    return mark(side, side.conditions);
  }

  private RexNode quantified(RexSubQuery query, SqlKind comparison) {
    Chain row = Chain.oneRow(query.rel);
    RexNode no = rex.makeLiteral(false);
    if (row.isOverOneRow()) {
      Side side = oneRow(row);
      List<RexNode> compared =
          Comparisons.of(rex, query, Comparisons.operator(comparison), side.outputs);
      RexNode all = Rels.and(rex, compared);
      return side.conditions.isEmpty()
          ? all
          : rex.makeCall(SqlStdOperatorTable.CASE, Rels.and(rex, side.conditions), all, no);
    }
    if (comparison != SqlKind.EQUALS) {
      return byExtremes(query, comparison);
    }
    Side side = side(query);
    List<RexNode> conditions = new ArrayList<>(side.conditions);
    List<RexNode> equal = equalities(query, side);
    conditions.addAll(equal);
    RexNode matched = mark(side, conditions);
    RexNode unknown = equal.size() == 1 ? unknown(query, side) : unknownRow(query, side);
    return rex.makeCall(
        SqlStdOperatorTable.CASE,
        matched,
        rex.makeLiteral(true),
        unknown,
        rex.makeNullLiteral(query.getType()),
        no);
  }

  /** Whether a comparison with some row is unknown: there are rows, and a NULL on either side. */
  private RexNode unknown(RexSubQuery query, Side side) {
    List<RexNode> cases = new ArrayList<>();
    RexNode value = query.getOperands().get(0);
    RexNode output = side.outputs.get(0);
    if (value.getType().isNullable()) {
      RexNode isNull = rex.makeCall(SqlStdOperatorTable.IS_NULL, value);
      cases.add(Rels.and(rex, List.of(isNull, mark(side, side.conditions))));
    }
    if (output.getType().isNullable()) {
      List<RexNode> conditions = new ArrayList<>(side.conditions);
      conditions.add(rex.makeCall(SqlStdOperatorTable.IS_NULL, output));
      cases.add(mark(side, conditions));
    }
    return RexUtil.composeDisjunction(rex, cases);
  }

  /** The same for rows of several values: none of them differs for certain. */
  private RexNode unknownRow(RexSubQuery query, Side side) {
    if (!Comparisons.canBeNull(query, side.outputs)) {
      return rex.makeLiteral(false);
    }
    List<RexNode> conditions = new ArrayList<>(side.conditions);
    for (RexNode equality : equalities(query, side)) {
      conditions.add(
          equality.getType().isNullable()
              ? rex.makeCall(SqlStdOperatorTable.IS_NOT_FALSE, equality)
              : equality);
    }
    return mark(side, conditions);
  }

  private List<RexNode> equalities(RexSubQuery query, Side side) {
    return query.getKind() == SqlKind.EXISTS
        ? List.of()
        : Comparisons.of(rex, query, SqlStdOperatorTable.EQUALS, side.outputs);
  }

  /** Comparison with some row by the least and greatest of them, their number and that of NULLs. */
  private RexNode byExtremes(RexSubQuery query, SqlKind comparison) {
    if (query.getOperands().size() != 1) {
      throw new NotSupportedException(
          "comparison of rows by " + comparison + " ANY or ALL", "Compare one value.", 0, 0);
    }
    RexNode value = query.getOperands().get(0);
    RelNode values = query.rel;
    int first = attachGrouped(values, Comparisons.extremes(values));
    RexNode least = Rels.ref(rel, first);
    RexNode greatest = Rels.ref(rel, first + 1);
    RexNode rows = zeroOr(first + 2);
    RexNode present = zeroOr(first + 3);
    SqlOperator by = Comparisons.operator(comparison);
    RexNode holds =
        switch (comparison) {
          case LESS_THAN, LESS_THAN_OR_EQUAL -> rex.makeCall(by, value, greatest);
          case GREATER_THAN, GREATER_THAN_OR_EQUAL -> rex.makeCall(by, value, least);
          default ->
              rex.makeCall(
                  SqlStdOperatorTable.OR,
                  rex.makeCall(by, value, least),
                  rex.makeCall(by, value, greatest));
        };
    RexNode zero = rex.makeExactLiteral(java.math.BigDecimal.ZERO, rows.getType());
    RexNode no = rex.makeLiteral(false);
    return rex.makeCall(
        SqlStdOperatorTable.CASE,
        rex.makeCall(SqlStdOperatorTable.EQUALS, rows, zero),
        no,
        rex.makeCall(SqlStdOperatorTable.IS_TRUE, holds),
        rex.makeLiteral(true),
        rex.makeCall(
            SqlStdOperatorTable.OR,
            rex.makeCall(SqlStdOperatorTable.IS_NULL, value),
            rex.makeCall(SqlStdOperatorTable.LESS_THAN, present, rows)),
        rex.makeNullLiteral(query.getType()),
        no);
  }

  private RexNode zeroOr(int column) {
    RexNode count = Rels.ref(rel, column);
    return rex.makeCall(
        SqlStdOperatorTable.COALESCE,
        count,
        rex.makeExactLiteral(java.math.BigDecimal.ZERO, count.getType()));
  }

  /** Attaches aggregates of all of a sub-query's rows; gives the number of the first column. */
  private int attachGrouped(RelNode values, List<AggregateCall> calls) {
    return attachGrouped(
        LogicalAggregate.create(values, ImmutableList.of(), ImmutableBitSet.of(), null, calls));
  }

  private int attachGrouped(Aggregate aggregate) {
    SortedSet<Integer> columns = Correlation.columns(aggregate.getInput(), ids);
    int before = Rels.count(rel);
    if (columns.isEmpty()) {
      rel = Rels.join(rel, aggregate, rex.makeLiteral(true), JoinRelType.INNER);
      return before;
    }
    Dependent dependent = new Dependent(outer, ids, columns);
    Pushed grouped = dependent.grouped(aggregate);
    RelNode pairs = Rels.pairs(rel, grouped.rel());
    RexNode same =
        Rels.same(pairs, dependent.columns(), dependent.range(before), grouped.neverNull());
    rel = Rels.join(rel, grouped.rel(), same, JoinRelType.LEFT);
    return before + columns.size();
  }

  /** Attaches an aggregate without keys below the chain; columns and conditions over the rows. */
  private Side oneRow(Chain chain) {
    Aggregate aggregate = (Aggregate) chain.base();
    boolean correlated = Correlation.uses(aggregate.getInput(), ids);
    int first = attachGrouped(aggregate);
    List<RexNode> results = new ArrayList<>();
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      RexNode result = Rels.ref(rel, first + i);
      results.add(
          correlated ? Dependent.ofEmpty(rex, aggregate.getAggCallList().get(i), result) : result);
    }
    return new Side(
        rel,
        Rels.count(rel),
        chain.outputs().stream().map(e -> over(e, results)).toList(),
        chain.conditions().stream().map(e -> over(e, results)).toList());
  }

  private RexNode over(RexNode expression, List<RexNode> inputs) {
    return Correlation.replace(
        Correlation.compose(expression, inputs), ids, column -> Rels.ref(rel, column));
  }

  private RexNode scalar(RexSubQuery query) {
    Chain row = Chain.oneRow(query.rel);
    if (row.isOverOneRow()) {
      Side side = oneRow(row);
      RexNode value = side.outputs.get(0);
      return side.conditions.isEmpty()
          ? value
          : rex.makeCall(
              SqlStdOperatorTable.CASE,
              Rels.and(rex, side.conditions),
              value,
              rex.makeNullLiteral(value.getType()));
    }
    Double most = query.rel.getCluster().getMetadataQuery().getMaxRowCount(query.rel);
    if (most != null && most <= 1) {
      return atMostOne(query.rel);
    }
    int first =
        attachGrouped(
            query.rel,
            List.of(
                Comparisons.call(SqlStdOperatorTable.MIN, query.rel, 0),
                Comparisons.call(SqlStdOperatorTable.COUNT, query.rel)));
    return rex.makeCall(SingleRow.FUNCTION, Rels.ref(rel, first), Rels.ref(rel, first + 1));
  }

  private RexNode atMostOne(RelNode query) {
    SortedSet<Integer> columns = Correlation.columns(query, ids);
    int before = Rels.count(rel);
    if (columns.isEmpty()) {
      rel = Rels.join(rel, query, rex.makeLiteral(true), JoinRelType.LEFT);
    } else {
      Dependent dependent = new Dependent(outer, ids, columns);
      Pushed pushed = dependent.push(query);
      RelNode pairs = Rels.pairs(rel, pushed.rel());
      int[] domain = dependent.range(before + Rels.count(query));
      RexNode same = Rels.same(pairs, dependent.columns(), domain, pushed.neverNull());
      rel = Rels.join(rel, pushed.rel(), same, JoinRelType.LEFT);
    }
    return Rels.ref(rel, before);
  }

  /** The sub-query's rows for a semi, anti or mark join with the rows. */
  private Side side(RexSubQuery query) {
    Chain chain = Chain.existence(query.rel);
    int left = Rels.count(rel);
    if (!Correlation.uses(chain.base(), ids)) {
      RelNode pairs = Rels.pairs(rel, chain.base());
      List<RexNode> inputs = Rels.refs(pairs, left, Rels.count(pairs));
      return new Side(
          chain.base(),
          left,
          chain.outputs().stream().map(e -> over(e, inputs)).toList(),
          chain.conditions().stream().map(e -> over(e, inputs)).toList());
    }
    Dependent dependent = new Dependent(outer, ids, Correlation.columns(query.rel, ids));
    Pushed pushed = dependent.push(query.rel);
    RelNode pairs = Rels.pairs(rel, pushed.rel());
    int columns = Rels.count(query.rel);
    RexNode same =
        Rels.same(pairs, dependent.columns(), dependent.range(left + columns), pushed.neverNull());
    return new Side(
        pushed.rel(), left, Rels.refs(pairs, left, left + columns), RelOptUtil.conjunctions(same));
  }

  /** A column that says whether a row of the side meets the conditions. */
  private RexNode mark(Side side, List<RexNode> conditions) {
    rel = matched(side, conditions, JoinRelType.LEFT_MARK);
    return Rels.ref(rel, Rels.count(rel) - 1);
  }

  private RelNode matched(Side side, List<RexNode> conditions, JoinRelType type) {
    List<RexNode> below = new ArrayList<>();
    List<RexNode> between = new ArrayList<>();
    int grown = Rels.count(rel) - side.left;
    for (RexNode condition : conditions) {
      ImmutableBitSet used = RelOptUtil.InputFinder.bits(condition);
      boolean isOfBase = !used.isEmpty() && used.nth(0) >= side.left;
      RexNode ofBase = isOfBase ? Rels.shift(condition, -side.left) : null;
      if (ofBase != null && !Fallibility.canFail(side.base.getRowType(), ofBase)) {
        below.add(ofBase);
      } else {
        between.add(RexUtil.shift(condition, side.left, grown));
      }
    }
    return Rels.join(rel, Rels.filter(side.base, below), Rels.and(rex, between), type);
  }
}
