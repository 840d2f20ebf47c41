// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import dev.spooky.planner.type.RowLayouts;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Conform;
import dev.spooky.runtime.operator.Distinct;
import dev.spooky.runtime.operator.UnionAll;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** UNION ALL and UNION. */
final class UnionLowering {
  private static final int MOST_INPUTS = 60;

  private UnionLowering() {}

  static Stream lower(Union union, Lowering lowering) {
    Target target = lowering.target();
    RowLayout layout = RowLayouts.layout(union.getRowType());
    List<Node> inputs = new ArrayList<>();
    for (RelNode input : union.getInputs()) {
      Stream stream = cast(lowering.lower(input), union);
      inputs.add(conform(stream.rows(target), layout, target));
    }
    Node all = sum(inputs, layout, target);
    if (union.all) {
      return Stream.of(all, union.getRowType());
    }
    Node distinct =
        target.node("distinct", () -> new Distinct(target.storage(), layout), List.of(all));
    return Stream.of(distinct, union.getRowType());
  }

  private static Node sum(List<Node> inputs, RowLayout layout, Target target) {
    if (inputs.size() == 1) {
      return inputs.get(0);
    }
    if (inputs.size() > MOST_INPUTS) {
      List<Node> parts = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i += MOST_INPUTS) {
        parts.add(sum(inputs.subList(i, Math.min(inputs.size(), i + MOST_INPUTS)), layout, target));
      }
      return sum(parts, layout, target);
    }
    return target.node("union all", () -> new UnionAll(layout), List.copyOf(inputs));
  }

  /** Casts the columns whose type, apart from nullability, is not the union's. */
  static Stream cast(Stream stream, SetOp union) {
    RexBuilder rex = union.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    for (RelDataTypeField field : union.getRowType().getFieldList()) {
      RelDataType have = stream.types().get(field.getIndex());
      RelDataType want =
          union
              .getCluster()
              .getTypeFactory()
              .createTypeWithNullability(field.getType(), have.isNullable());
      RexNode column = new RexInputRef(field.getIndex(), have);
      columns.add(have.equals(want) ? column : rex.makeCast(want, column));
    }
    return stream.project(columns);
  }

  /** A node with the same rows in a layout that differs in nullability only. */
  static Node conform(Node node, RowLayout layout, Target target) {
    return node.layout().equals(layout)
        ? node
        : target.node("conform " + layout, () -> new Conform(node.layout(), layout), List.of(node));
  }
}
