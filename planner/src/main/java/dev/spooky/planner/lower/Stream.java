// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Calc;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * A lowered relation: the rows of a node that meet a condition, and fields computed from them,
 * neither yet applied. Filters and projections only add to it, so chains of them become one {@link
 * Calc}.
 *
 * @param node the node
 * @param nodeType type of the node's rows, which agrees with its layout
 * @param fields the relation's columns as expressions over the node's rows
 * @param condition which rows count, over the node's rows; null for all
 */
record Stream(Node node, RelDataType nodeType, List<RexNode> fields, @Nullable RexNode condition) {

  /** Some columns of a node. */
  record Columns(Node node, int[] ordinals) {}

  /** All rows and columns of a node. */
  static Stream of(Node node, RelDataType nodeType) {
    List<RexNode> fields = new ArrayList<>();
    for (RelDataTypeField field : nodeType.getFieldList()) {
      fields.add(new RexInputRef(field.getIndex(), field.getType()));
    }
    return new Stream(node, nodeType, fields, null);
  }

  /** An expression over the relation's columns as one over the node's rows. */
  RexNode translate(RexNode expression) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return fields.get(ref.getIndex());
          }
        });
  }

  /** The rows that also meet {@code more}, over the relation's columns. */
  Stream filter(RexNode more, RexBuilder rex) {
    RexNode both = translate(more);
    if (condition != null) {
      both = RexUtil.composeConjunction(rex, List.of(condition, both));
    }
    return new Stream(node, nodeType, fields, both);
  }

  /** Other columns, over the relation's columns. */
  Stream project(List<RexNode> expressions) {
    List<RexNode> composed = expressions.stream().map(this::translate).toList();
    return new Stream(node, nodeType, composed, condition);
  }

  /** The given columns, ordinals of the relation, as columns of some node. */
  Columns columns(Target target, List<Integer> wanted) {
    if (condition == null && wanted.stream().allMatch(i -> fields.get(i) instanceof RexInputRef)) {
      int[] ordinals =
          wanted.stream().mapToInt(i -> ((RexInputRef) fields.get(i)).getIndex()).toArray();
      return new Columns(node, ordinals);
    }
    List<Integer> distinct = wanted.stream().distinct().toList();
    Node calc = calc(target, distinct.stream().map(fields::get).toList());
    return new Columns(calc, wanted.stream().mapToInt(distinct::indexOf).toArray());
  }

  /** A node whose rows are just the relation's columns, in order. */
  Node rows(Target target) {
    Columns all = columns(target, IntStream.range(0, fields.size()).boxed().toList());
    boolean identity = all.node().layout().size() == fields.size();
    for (int i = 0; i < all.ordinals().length; i++) {
      identity &= all.ordinals()[i] == i;
    }
    return identity ? all.node() : calc(target, fields);
  }

  private Node calc(Target target, List<RexNode> expressions) {
    return target.node(
        "calc " + expressions + (condition == null ? "" : " where " + condition),
        () -> new Calc(target.compiler().compile(nodeType, expressions, condition)),
        List.of(node));
  }

  /** Types of the relation's columns as the rows hold them. */
  List<RelDataType> types() {
    return fields.stream().map(RexNode::getType).toList();
  }
}
