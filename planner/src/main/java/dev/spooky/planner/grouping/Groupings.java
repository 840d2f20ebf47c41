// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.grouping;

import com.google.common.collect.ImmutableList;
import dev.spooky.planner.rel.Rels;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** GROUPING SETS, ROLLUP and CUBE as a union of groupings; each without DISTINCT calls. */
public final class Groupings {
  private Groupings() {}

  /** The aggregate in terms of simple ones; columns and their types stay. */
  public static RelNode simplify(Aggregate original) {
    Aggregate aggregate = DoubleArguments.cast(original);
    if (aggregate.getGroupType() == Aggregate.Group.SIMPLE
        && aggregate.getAggCallList().stream().noneMatch(Groupings::isGrouping)) {
      return DistinctCalls.expand(aggregate);
    }
    List<RelNode> parts = new ArrayList<>();
    for (ImmutableBitSet keys : aggregate.getGroupSets()) {
      parts.add(part(aggregate, keys));
    }
    return parts.size() == 1 ? parts.get(0) : LogicalUnion.create(parts, true);
  }

  private static RelNode part(Aggregate aggregate, ImmutableBitSet keys) {
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (!isGrouping(call)) {
        calls.add(Rels.retyped(call, aggregate.getInput(), keys.isEmpty()));
      }
    }
    Aggregate simple =
        LogicalAggregate.create(aggregate.getInput(), ImmutableList.of(), keys, null, calls);
    RelNode rel = DistinctCalls.expand(simple);
    RexBuilder rex = Rels.rex(rel);
    List<RexNode> columns = new ArrayList<>();
    for (int key : aggregate.getGroupSet()) {
      columns.add(
          keys.get(key)
              ? Rels.ref(rel, keys.indexOf(key))
              : rex.makeNullLiteral(Rels.type(aggregate, columns.size())));
    }
    int at = keys.cardinality();
    for (AggregateCall call : aggregate.getAggCallList()) {
      columns.add(
          isGrouping(call)
              ? rex.makeExactLiteral(BigDecimal.valueOf(number(call, keys)), call.getType())
              : Rels.ref(rel, at++));
    }
    return Rels.projectAs(rel, columns, aggregate.getRowType());
  }

  private static boolean isGrouping(AggregateCall call) {
    SqlKind kind = call.getAggregation().getKind();
    return kind == SqlKind.GROUPING || kind == SqlKind.GROUP_ID;
  }

  /** GROUPING: a bit an argument, set where it is no key of this grouping. */
  private static long number(AggregateCall call, ImmutableBitSet keys) {
    long number = 0;
    for (int argument : call.getArgList()) {
      number = number << 1 | (keys.get(argument) ? 0 : 1);
    }
    return number;
  }
}
