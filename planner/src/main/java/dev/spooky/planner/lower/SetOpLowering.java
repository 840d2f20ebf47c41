// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import dev.spooky.planner.type.RowLayouts;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Arrange;
import dev.spooky.runtime.operator.Distinct;
import dev.spooky.runtime.operator.Negate;
import dev.spooky.runtime.operator.Positive;
import dev.spooky.runtime.operator.SemiJoin;
import dev.spooky.runtime.operator.UnionAll;
import dev.spooky.runtime.zset.RowKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.SetOp;

/**
 * INTERSECT and EXCEPT. Without ALL: the distinct rows of the first input by whether the others
 * have them. With ALL, on weights: {@code EXCEPT} is the positive part of a difference, and {@code
 * a INTERSECT b} is {@code a - (a EXCEPT b)}.
 */
final class SetOpLowering {
  private SetOpLowering() {}

  static Stream lower(Intersect intersect, Lowering lowering) {
    List<Node> inputs = inputs(intersect, lowering);
    Target target = lowering.target();
    Node result = intersect.all ? inputs.get(0) : distinct(inputs.get(0), target);
    for (Node other : inputs.subList(1, inputs.size())) {
      result =
          intersect.all
              ? minus(result, positive(minus(result, other, target), target), target)
              : byRow(result, other, SemiJoin.Kind.SEMI, target);
    }
    return Stream.of(result, intersect.getRowType());
  }

  static Stream lower(Minus except, Lowering lowering) {
    List<Node> inputs = inputs(except, lowering);
    Target target = lowering.target();
    Node result = except.all ? inputs.get(0) : distinct(inputs.get(0), target);
    for (Node other : inputs.subList(1, inputs.size())) {
      result =
          except.all
              ? minus(result, other, target)
              : byRow(result, other, SemiJoin.Kind.ANTI, target);
    }
    return Stream.of(except.all ? positive(result, target) : result, except.getRowType());
  }

  private static List<Node> inputs(SetOp rel, Lowering lowering) {
    RowLayout layout = RowLayouts.layout(rel.getRowType());
    List<Node> inputs = new ArrayList<>();
    for (RelNode input : rel.getInputs()) {
      Stream stream = UnionLowering.cast(lowering.lower(input), rel);
      inputs.add(UnionLowering.conform(stream.rows(lowering.target()), layout, lowering.target()));
    }
    return inputs;
  }

  private static Node distinct(Node rows, Target target) {
    return target.node(
        "distinct", () -> new Distinct(target.storage(), rows.layout()), List.of(rows));
  }

  private static Node positive(Node rows, Target target) {
    return target.node(
        "positive part", () -> new Positive(target.storage(), rows.layout()), List.of(rows));
  }

  private static Node minus(Node rows, Node without, Target target) {
    RowLayout layout = rows.layout();
    Node negated = target.node("negate", () -> new Negate(layout), List.of(without));
    return target.node("union all", () -> new UnionAll(layout), List.of(rows, negated));
  }

  private static Node byRow(Node rows, Node by, SemiJoin.Kind kind, Target target) {
    RowKey key = RowKey.all(rows.layout());
    Node arranged =
        target.node(
            "arrange by all columns",
            () -> new Arrange(target.storage(), key, new int[0], true),
            List.of(rows));
    Arrange arrange = (Arrange) java.util.Objects.requireNonNull(arranged.operator());
    return target.node(
        kind + " join by all columns, nulls match",
        () -> new SemiJoin(target.storage(), arrange, RowKey.all(by.layout()), kind, true),
        List.of(arranged, by));
  }
}
