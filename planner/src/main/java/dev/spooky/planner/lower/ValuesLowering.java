// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.RowValues;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Constant;
import dev.spooky.runtime.zset.Delta;
import java.util.List;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;

/** VALUES. */
final class ValuesLowering {
  private ValuesLowering() {}

  static Stream lower(Values values, Lowering lowering) {
    RelDataType type = values.getRowType();
    Node node =
        lowering
            .target()
            .node(
                "values " + type.getFullTypeString() + values.getTuples(),
                () -> new Constant(rows(values)),
                List.of());
    return Stream.of(node, type);
  }

  private static Delta rows(Values values) {
    RelDataType type = values.getRowType();
    RowLayout layout = RowLayouts.layout(type);
    RowWriter writer = new RowWriter(layout);
    Delta rows = new Delta(layout);
    for (List<RexLiteral> tuple : values.getTuples()) {
      writer.begin();
      for (int i = 0; i < tuple.size(); i++) {
        RowValues.setLiteral(writer, i, type.getFieldList().get(i).getType(), tuple.get(i));
      }
      writer.finish();
      rows.add(writer, 1);
    }
    return rows;
  }
}
