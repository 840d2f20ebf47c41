// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import dev.spooky.planner.rel.Rels;
import dev.spooky.planner.type.NotSupportedException;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Aggregate.Call;
import dev.spooky.runtime.operator.Distinct;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.runtime.zset.RowOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.parser.SqlParserPos;

/** GROUP BY with aggregate functions, and DISTINCT as GROUP BY without them. */
final class AggregateLowering {
  private AggregateLowering() {}

  static Stream lower(Aggregate aggregate, Lowering lowering) {
    if (aggregate.getGroupType() != Aggregate.Group.SIMPLE) {
      throw new NotSupportedException(
          "GROUPING SETS, ROLLUP or CUBE", "Write a UNION ALL of the groupings.", 0, 0);
    }
    Stream input = lowering.lower(aggregate.getInput());
    List<Integer> keys = aggregate.getGroupSet().asList();
    if (aggregate.getAggCallList().isEmpty() && !keys.isEmpty()) {
      return distinct(aggregate, input, lowering.target());
    }
    List<Integer> wanted = new ArrayList<>(keys);
    for (AggregateCall call : aggregate.getAggCallList()) {
      check(call);
      wanted.addAll(call.getArgList());
      if (call.filterArg >= 0) {
        wanted.add(call.filterArg);
      }
      order(call).forEach(field -> wanted.add(field.getFieldIndex()));
    }
    Target target = lowering.target();
    Stream.Columns columns = input.columns(target, wanted);
    String what =
        "aggregate by "
            + Arrays.toString(Arrays.copyOf(columns.ordinals(), keys.size()))
            + " of "
            + Arrays.toString(columns.ordinals())
            + " calls "
            + calls(aggregate)
            + RowLayouts.layout(aggregate.getRowType());
    Node node =
        target.node(what, () -> operator(aggregate, columns, target), List.of(columns.node()));
    return Stream.of(node, aggregate.getRowType());
  }

  private static Stream distinct(Aggregate aggregate, Stream input, Target target) {
    List<Integer> keys = aggregate.getGroupSet().asList();
    Node rows =
        new Stream(
                input.node(),
                input.nodeType(),
                keys.stream().map(input.fields()::get).toList(),
                input.condition())
            .rows(target);
    RowLayout layout = RowLayouts.layout(aggregate.getRowType());
    Node conformed = UnionLowering.conform(rows, layout, target);
    Node node =
        target.node("distinct", () -> new Distinct(target.storage(), layout), List.of(conformed));
    return Stream.of(node, aggregate.getRowType());
  }

  /** The calls without their names, which do not matter. */
  private static String calls(Aggregate aggregate) {
    StringBuilder text = new StringBuilder();
    for (AggregateCall call : aggregate.getAggCallList()) {
      text.append(call.getAggregation().getName())
          .append(call.getArgList().size())
          .append(call.filterArg >= 0 ? "f" : "")
          .append(call.ignoreNulls() ? "n" : "")
          .append(order(call).stream().map(RelFieldCollation::shortString).toList())
          .append(' ');
    }
    return text.toString();
  }

  private static void check(AggregateCall call) {
    SqlParserPos pos = call.getParserPosition();
    if (!AggregateFunctions.isKnown(call.getAggregation())) {
      throw new NotSupportedException(
          "aggregate function " + call.getAggregation().getName(),
          "Compute it from COUNT, SUM, AVG, MIN and MAX.",
          pos.getLineNum(),
          pos.getColumnNum());
    }
  }

  /** The columns of the order within a group, where it matters. */
  private static List<RelFieldCollation> order(AggregateCall call) {
    return AggregateFunctions.isOrdered(call.getAggregation())
        ? call.getCollation().getFieldCollations()
        : List.of();
  }

  private static dev.spooky.runtime.operator.Aggregate operator(
      Aggregate aggregate, Stream.Columns columns, Target target) {
    RowLayout layout = columns.node().layout();
    int keys = aggregate.getGroupCount();
    int at = keys;
    List<Call> calls = new ArrayList<>();
    int line = 0;
    int column = 0;
    for (AggregateCall call : aggregate.getAggCallList()) {
      List<Integer> arguments = new ArrayList<>();
      List<RelDataType> types = new ArrayList<>();
      for (int argument : call.getArgList()) {
        arguments.add(columns.ordinals()[at++]);
        types.add(Rels.type(aggregate.getInput(), argument));
      }
      FieldSlot filter = call.filterArg < 0 ? null : layout.slot(columns.ordinals()[at++]);
      List<RowOrder.Term> terms = new ArrayList<>();
      for (RelFieldCollation field : order(call)) {
        types.add(Rels.type(aggregate.getInput(), field.getFieldIndex()));
        terms.add(TopKLowering.term(field, columns.ordinals()[at++]));
      }
      AggregateFunctions.Arguments of =
          new AggregateFunctions.Arguments(layout, arguments, types, terms);
      calls.add(new Call(AggregateFunctions.of(call, of, target.storage()), filter));
      if (line == 0) {
        line = call.getParserPosition().getLineNum();
        column = call.getParserPosition().getColumnNum();
      }
    }
    RowKey key = new RowKey(layout, Arrays.copyOf(columns.ordinals(), keys));
    RowLayout output = RowLayouts.layout(aggregate.getRowType());
    return new dev.spooky.runtime.operator.Aggregate(target.storage(), key, calls, output)
        .at(line, column);
  }
}
