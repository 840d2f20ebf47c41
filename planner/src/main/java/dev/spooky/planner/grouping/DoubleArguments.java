// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.grouping;

import dev.spooky.planner.lower.AggregateFunctions;
import dev.spooky.planner.rel.Rels;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** Gives covariances and the like their arguments as DOUBLE. */
final class DoubleArguments {
  private DoubleArguments() {}

  static Aggregate cast(Aggregate aggregate) {
    if (aggregate.getAggCallList().stream().noneMatch(DoubleArguments::isOfPairs)) {
      return aggregate;
    }
    RelNode input = aggregate.getInput();
    List<RexNode> columns = Rels.refs(input, 0, Rels.count(input));
    List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
    RelDataTypeFactory types = aggregate.getCluster().getTypeFactory();
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (!isOfPairs(call)) {
        calls.add(call);
        continue;
      }
      List<Integer> arguments = new ArrayList<>();
      for (int argument : call.getArgList()) {
        RelDataType real =
            types.createTypeWithNullability(
                types.createSqlType(SqlTypeName.DOUBLE), Rels.type(input, argument).isNullable());
        arguments.add(columns.size());
        names.add("real" + columns.size());
        columns.add(Rels.as(Rels.ref(input, argument), real, input));
      }
      calls.add(call.withArgList(arguments));
    }
    RelNode rows = LogicalProject.create(input, List.of(), columns, names, java.util.Set.of());
    return LogicalAggregate.create(
        rows, aggregate.getHints(), aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
  }

  private static boolean isOfPairs(AggregateCall call) {
    return AggregateFunctions.isOfPairs(call.getAggregation());
  }
}
