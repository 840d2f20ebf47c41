// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.grouping;

import com.google.common.collect.ImmutableList;
import dev.spooky.planner.rel.Rels;
import dev.spooky.planner.type.NotSupportedException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Calls on DISTINCT values: for each set of arguments an aggregate over the distinct rows of keys
 * and arguments, joined by the keys to the plain calls' aggregate, which has all groups.
 */
final class DistinctCalls {
  /** What distinct rows some calls are over; the filter's column, or −1. */
  private record Over(List<Integer> arguments, int filter) {}

  private DistinctCalls() {}

  static RelNode expand(Aggregate original) {
    Aggregate aggregate = countOneColumn(original);
    Map<Over, List<Integer>> distinct = new LinkedHashMap<>();
    List<Integer> plain = new ArrayList<>();
    List<AggregateCall> calls = aggregate.getAggCallList();
    for (int i = 0; i < calls.size(); i++) {
      AggregateCall call = calls.get(i);
      if (isDistinct(call)) {
        Over over = new Over(call.getArgList(), call.filterArg);
        distinct.computeIfAbsent(over, o -> new ArrayList<>()).add(i);
      } else {
        plain.add(i);
      }
    }
    if (distinct.isEmpty()) {
      return calls.stream().anyMatch(AggregateCall::isDistinct)
          ? LogicalAggregate.create(
              aggregate.getInput(),
              ImmutableList.of(),
              aggregate.getGroupSet(),
              null,
              calls.stream().map(call -> call.withDistinct(false)).toList())
          : aggregate;
    }
    return joined(aggregate, distinct, plain, original);
  }

  private static boolean isDistinct(AggregateCall call) {
    boolean approximate = call.getAggregation().getName().equalsIgnoreCase("APPROX_COUNT_DISTINCT");
    return approximate || call.isDistinct() && minds(call.getAggregation().getKind());
  }

  /** Whether DISTINCT changes the result. */
  private static boolean minds(SqlKind kind) {
    return switch (kind) {
      case MIN, MAX, ANY_VALUE, BIT_AND, BIT_OR -> false;
      default -> true;
    };
  }

  /** COUNT of several columns counts rows without a NULL in them. */
  private static Aggregate countOneColumn(Aggregate aggregate) {
    if (aggregate.getAggCallList().stream().noneMatch(DistinctCalls::isWideCount)) {
      return aggregate;
    }
    RelNode input = aggregate.getInput();
    RexBuilder rex = Rels.rex(input);
    List<RexNode> columns = Rels.refs(input, 0, Rels.count(input));
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (!isWideCount(call)) {
        calls.add(call);
        continue;
      }
      List<RexNode> present = new ArrayList<>();
      for (int argument : call.getArgList()) {
        present.add(rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, Rels.ref(input, argument)));
      }
      if (call.filterArg >= 0) {
        present.add(rex.makeCall(SqlStdOperatorTable.IS_TRUE, Rels.ref(input, call.filterArg)));
      }
      calls.add(
          call.withFilter(columns.size())
              .withArgList(call.isDistinct() ? call.getArgList() : List.of()));
      columns.add(Rels.and(rex, present));
    }
    return LogicalAggregate.create(
        Rels.project(input, columns), ImmutableList.of(), aggregate.getGroupSet(), null, calls);
  }

  private static boolean isWideCount(AggregateCall call) {
    return call.getAggregation().getKind() == SqlKind.COUNT && call.getArgList().size() > 1;
  }

  private static RelNode joined(
      Aggregate aggregate,
      Map<Over, List<Integer>> distinct,
      List<Integer> plain,
      Aggregate original) {
    int keys = aggregate.getGroupCount();
    RexNode[] results = new RexNode[aggregate.getAggCallList().size()];
    boolean alone =
        plain.isEmpty()
            && distinct.size() == 1
            && (keys == 0 || distinct.keySet().iterator().next().filter() < 0);
    RelNode rel = null;
    if (!alone) {
      List<AggregateCall> calls = plain.stream().map(aggregate.getAggCallList()::get).toList();
      List<AggregateCall> all = calls.stream().map(call -> call.withDistinct(false)).toList();
      rel =
          LogicalAggregate.create(
              aggregate.getInput(), ImmutableList.of(), aggregate.getGroupSet(), null, all);
      for (int i = 0; i < plain.size(); i++) {
        results[plain.get(i)] = Rels.ref(rel, keys + i);
      }
    }
    for (Map.Entry<Over, List<Integer>> entry : distinct.entrySet()) {
      RelNode part = part(aggregate, entry.getKey(), entry.getValue());
      int first = rel == null ? 0 : Rels.count(rel);
      rel = rel == null ? part : join(rel, part, keys, entry.getKey().filter() >= 0);
      for (int i = 0; i < entry.getValue().size(); i++) {
        int call = entry.getValue().get(i);
        results[call] =
            counted(aggregate.getAggCallList().get(call), Rels.ref(rel, first + keys + i), rel);
      }
    }
    List<RexNode> columns = Rels.refs(java.util.Objects.requireNonNull(rel), 0, keys);
    columns.addAll(List.of(results));
    return Rels.projectAs(rel, columns, original.getRowType());
  }

  /** An aggregate by the keys over the distinct rows of keys and arguments. */
  private static RelNode part(Aggregate aggregate, Over over, List<Integer> calls) {
    RelNode input = aggregate.getInput();
    RelNode chosen = over.filter() < 0 ? input : Rels.filter(input, Rels.ref(input, over.filter()));
    List<Integer> columns = new ArrayList<>(aggregate.getGroupSet().asList());
    int keys = columns.size();
    columns.addAll(over.arguments());
    RelNode rows = Rels.distinct(chosen, columns);
    List<Integer> arguments = new ArrayList<>();
    for (int i = 0; i < over.arguments().size(); i++) {
      arguments.add(keys + i);
    }
    List<AggregateCall> made = new ArrayList<>();
    for (int call : calls) {
      AggregateCall of = aggregate.getAggCallList().get(call).withDistinct(false).withFilter(-1);
      boolean wide = isWideCount(of);
      AggregateCall distinct =
          of.withArgList(wide ? List.of() : arguments)
              .withCollation(order(of, over.arguments(), keys));
      made.add(Rels.retyped(distinct, rows, keys == 0));
    }
    return LogicalAggregate.create(
        rows, ImmutableList.of(), ImmutableBitSet.range(keys), null, made);
  }

  /** The order of a call in terms of its arguments, which stand behind the keys. */
  private static RelCollation order(AggregateCall call, List<Integer> arguments, int keys) {
    List<RelFieldCollation> fields = new ArrayList<>();
    for (RelFieldCollation field : call.getCollation().getFieldCollations()) {
      int argument = arguments.indexOf(field.getFieldIndex());
      if (argument < 0) {
        throw new NotSupportedException(
            call.getAggregation().getName() + " of DISTINCT values by another order",
            "Order by the argument itself.",
            call.getParserPosition().getLineNum(),
            call.getParserPosition().getColumnNum());
      }
      fields.add(field.withFieldIndex(keys + argument));
    }
    return RelCollations.of(fields);
  }

  private static RelNode join(RelNode rel, RelNode part, int keys, boolean mayMiss) {
    RelNode pairs = Rels.pairs(rel, part);
    int[] mine = new int[keys];
    int[] other = new int[keys];
    for (int i = 0; i < keys; i++) {
      mine[i] = i;
      other[i] = Rels.count(rel) + i;
    }
    RexNode same = Rels.same(pairs, mine, other, false);
    return Rels.join(rel, part, same, mayMiss && keys > 0 ? JoinRelType.LEFT : JoinRelType.INNER);
  }

  private static RexNode counted(AggregateCall call, RexNode result, RelNode rel) {
    RexBuilder rex = Rels.rex(rel);
    return call.getAggregation().getKind() == SqlKind.COUNT && result.getType().isNullable()
        ? rex.makeCall(
            SqlStdOperatorTable.COALESCE,
            result,
            rex.makeExactLiteral(BigDecimal.ZERO, call.getType()))
        : result;
  }
}
