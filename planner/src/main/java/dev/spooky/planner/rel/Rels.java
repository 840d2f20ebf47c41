// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.rel;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/** Short forms for making plans. */
public final class Rels {
  private Rels() {}

  /** The builder of expressions for a plan. */
  public static RexBuilder rex(RelNode rel) {
    return rel.getCluster().getRexBuilder();
  }

  /** Number of columns. */
  public static int count(RelNode rel) {
    return rel.getRowType().getFieldCount();
  }

  /** Type of a column. */
  public static RelDataType type(RelNode rel, int column) {
    return rel.getRowType().getFieldList().get(column).getType();
  }

  /** A column as an expression. */
  public static RexNode ref(RelNode rel, int column) {
    return RexInputRef.of(column, rel.getRowType());
  }

  /** The columns from {@code from} to before {@code to}. */
  public static List<RexNode> refs(RelNode rel, int from, int to) {
    List<RexNode> refs = new ArrayList<>();
    for (int i = from; i < to; i++) {
      refs.add(ref(rel, i));
    }
    return refs;
  }

  /** The expressions as columns. */
  public static RelNode project(RelNode rel, List<RexNode> columns) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      names.add("c" + i);
    }
    return LogicalProject.create(rel, List.of(), columns, names, Set.of());
  }

  /** The columns, under the names and of the types of {@code like}. */
  public static RelNode projectAs(RelNode rel, List<RexNode> columns, RelDataType like) {
    List<RexNode> cast = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      cast.add(as(columns.get(i), like.getFieldList().get(i).getType(), rel));
    }
    return LogicalProject.create(rel, List.of(), cast, like.getFieldNames(), Set.of());
  }

  /** The rows that meet a condition. */
  public static RelNode filter(RelNode rel, RexNode condition) {
    // Where a value replaced a sub-query it may be cast to what the sub-query could not be.
    RexNode plain = RexUtil.removeNullabilityCast(rel.getCluster().getTypeFactory(), condition);
    return plain.isAlwaysTrue() ? rel : LogicalFilter.create(rel, plain);
  }

  /** The rows that meet all conditions. */
  public static RelNode filter(RelNode rel, List<RexNode> conjuncts) {
    return filter(rel, RexUtil.composeConjunction(rex(rel), conjuncts));
  }

  /** A join without correlation. */
  public static RelNode join(RelNode left, RelNode right, RexNode condition, JoinRelType type) {
    return LogicalJoin.create(left, right, List.of(), condition, Set.of(), type);
  }

  /** The distinct rows of some columns. */
  public static RelNode distinct(RelNode rel, Iterable<Integer> columns) {
    List<RexNode> refs = new ArrayList<>();
    columns.forEach(column -> refs.add(ref(rel, column)));
    RelNode projected = project(rel, refs);
    return LogicalAggregate.create(
        projected,
        ImmutableList.of(),
        ImmutableBitSet.range(refs.size()),
        null,
        ImmutableList.of());
  }

  /** All of the conditions. */
  public static RexNode and(RexBuilder rex, List<RexNode> conditions) {
    return RexUtil.composeConjunction(rex, conditions);
  }

  /**
   * That columns of two relations are not distinct. By plain equality where no NULL can be on one
   * side, which joins by hash beside other equalities.
   */
  public static RexNode same(RelNode joined, int[] left, int[] right, boolean neverNull) {
    RexBuilder rex = rex(joined);
    List<RexNode> conditions = new ArrayList<>();
    boolean plain = neverNull;
    if (!plain) {
      plain = true;
      for (int i = 0; i < left.length; i++) {
        plain &= !type(joined, left[i]).isNullable() || !type(joined, right[i]).isNullable();
      }
    }
    for (int i = 0; i < left.length; i++) {
      conditions.add(
          rex.makeCall(
              plain ? SqlStdOperatorTable.EQUALS : SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
              ref(joined, left[i]),
              ref(joined, right[i])));
    }
    return and(rex, conditions);
  }

  /** Pairs of rows of two relations, to write conditions over. */
  public static RelNode pairs(RelNode left, RelNode right) {
    return join(left, right, rex(left).makeLiteral(true), JoinRelType.INNER);
  }

  /** A new aggregate call. */
  public static AggregateCall call(SqlAggFunction function, List<Integer> columns, RelNode input) {
    return AggregateCall.create(
        function,
        false,
        false,
        false,
        List.of(),
        columns,
        -1,
        null,
        RelCollations.EMPTY,
        true,
        input,
        null,
        null);
  }

  /** An expression over other columns by so many. */
  public static RexNode shift(RexNode expression, int by) {
    return RexUtil.shift(expression, by);
  }

  /** An aggregate call over an input whose rows start with those that it was made for. */
  public static AggregateCall retyped(AggregateCall call, RelNode input, boolean canBeEmpty) {
    return AggregateCall.create(
        call.getParserPosition(),
        call.getAggregation(),
        call.isDistinct(),
        call.isApproximate(),
        call.ignoreNulls(),
        call.rexList,
        call.getArgList(),
        call.filterArg,
        call.distinctKeys,
        call.collation,
        canBeEmpty,
        input,
        null,
        call.name);
  }

  /** The expression as one of this very type. */
  public static RexNode as(RexNode expression, RelDataType type, RelNode rel) {
    return expression.getType().equals(type)
        ? expression
        : rex(rel).makeAbstractCast(type, expression, false);
  }
}
