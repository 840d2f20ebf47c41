// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.grouping;

import com.google.common.collect.ImmutableList;
import dev.spooky.planner.rel.Rels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Aggregates over whole partitions, {@code SUM(x) OVER (PARTITION BY k)}: every row joined with its
 * partition's aggregate. A change moves all rows of the partitions whose results it changes.
 */
public final class WholePartitions {
  private final RelNode input;
  private final Map<List<RexNode>, List<RexOver>> byKeys = new LinkedHashMap<>();
  private final Map<RexOver, RexNode> results = new HashMap<>();
  private RelNode rel;

  private WholePartitions(RelNode input) {
    this.input = input;
    this.rel = input;
  }

  /** The projection with joins in the places of such aggregates. */
  public static RelNode simplify(Project project) {
    WholePartitions windows = new WholePartitions(project.getInput());
    project
        .getProjects()
        .forEach(
            expression ->
                expression.accept(
                    new RexShuttle() {
                      @Override
                      public RexNode visitOver(RexOver over) {
                        windows.collect(over);
                        return over;
                      }
                    }));
    if (windows.byKeys.isEmpty()) {
      return project;
    }
    windows.byKeys.forEach(windows::join);
    List<RexNode> columns = new ArrayList<>();
    for (RexNode expression : project.getProjects()) {
      columns.add(
          expression.accept(
              new RexShuttle() {
                @Override
                public RexNode visitOver(RexOver over) {
                  return windows.results.getOrDefault(over, over);
                }
              }));
    }
    return Rels.projectAs(windows.rel, columns, project.getRowType());
  }

  private void collect(RexOver over) {
    RexWindow window = over.getWindow();
    boolean whole =
        window.getExclude() == RexWindowExclusion.EXCLUDE_NO_OTHER
            && window.getLowerBound().isUnboundedPreceding()
            && (window.getUpperBound().isUnboundedFollowing()
                || (window.orderKeys.isEmpty()
                    && !window.isRows()
                    && window.getUpperBound().isCurrentRow()));
    if (whole && isAggregate(over.getAggOperator().getKind()) && !over.ignoreNulls()) {
      byKeys.computeIfAbsent(window.partitionKeys, k -> new ArrayList<>()).add(over);
    }
  }

  /** Whether a function over a whole partition is an aggregate that is the same over a group. */
  private static boolean isAggregate(SqlKind kind) {
    return switch (kind) {
      case COUNT, SUM, SUM0, AVG, MIN, MAX, ANY_VALUE, BIT_AND, BIT_OR, BIT_XOR -> true;
      case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> true;
      default -> false;
    };
  }

  private void join(List<RexNode> keys, List<RexOver> overs) {
    List<RexNode> columns = new ArrayList<>(keys);
    List<AggregateCall> calls = new ArrayList<>();
    List<RexOver> distinct = overs.stream().distinct().toList();
    for (RexOver over : distinct) {
      columns.addAll(over.getOperands());
    }
    RelNode rows = columns.isEmpty() ? input : Rels.project(input, columns);
    int at = keys.size();
    for (RexOver over : distinct) {
      List<Integer> arguments = new ArrayList<>();
      for (int i = 0; i < over.getOperands().size(); i++) {
        arguments.add(at++);
      }
      AggregateCall call = Rels.call(over.getAggOperator(), arguments, rows);
      AggregateCall grouped = call.withDistinct(over.isDistinct());
      calls.add(Rels.retyped(grouped, rows, keys.isEmpty()));
    }
    RelNode groups =
        Groupings.simplify(
            LogicalAggregate.create(
                rows, ImmutableList.of(), ImmutableBitSet.range(keys.size()), null, calls));
    // the keys as columns of the rows, to compare
    int before = Rels.count(rel);
    List<RexNode> all = Rels.refs(rel, 0, before);
    all.addAll(keys);
    RelNode keyed = keys.isEmpty() ? rel : Rels.project(rel, all);
    int count = Rels.count(keyed);
    int[] mine = new int[keys.size()];
    int[] other = new int[keys.size()];
    for (int i = 0; i < mine.length; i++) {
      mine[i] = before + i;
      other[i] = count + i;
    }
    RelNode pairs = Rels.pairs(keyed, groups);
    rel = Rels.join(keyed, groups, Rels.same(pairs, mine, other, false), JoinRelType.INNER);
    for (int i = 0; i < distinct.size(); i++) {
      RexNode result = Rels.ref(rel, count + keys.size() + i);
      results.put(distinct.get(i), Rels.as(result, distinct.get(i).getType(), rel));
    }
  }
}
