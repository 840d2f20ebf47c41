// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.unnest;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;

/** Makes window functions work within each of some more columns' values. */
final class Partitioning extends RexShuttle {
  private final RexBuilder rex;
  private final List<RexNode> columns;

  Partitioning(RexBuilder rex, List<RexNode> columns) {
    this.rex = rex;
    this.columns = columns;
  }

  @Override
  public RexNode visitOver(RexOver over) {
    RexWindow window = over.getWindow();
    List<RexNode> partition = new ArrayList<>(window.partitionKeys);
    partition.addAll(columns);
    return rex.makeOver(
        over.getType(),
        over.getAggOperator(),
        over.getOperands(),
        partition,
        ImmutableList.copyOf(window.orderKeys),
        window.getLowerBound(),
        window.getUpperBound(),
        window.getExclude(),
        window.isRows(),
        true,
        false,
        over.isDistinct(),
        over.ignoreNulls());
  }
}
