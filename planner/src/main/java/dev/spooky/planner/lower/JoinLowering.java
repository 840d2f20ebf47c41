// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import dev.spooky.planner.lower.JoinSides.Keys;
import dev.spooky.planner.lower.JoinSides.Side;
import dev.spooky.planner.type.NotSupportedException;
import dev.spooky.runtime.circuit.Node;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Inner joins: two arrangements by the equated columns, a bilinear operator over them, and what is
 * left of the condition as a filter. Without equated columns it is a cross product. The other kinds
 * of joins are made from these and from semi joins.
 */
final class JoinLowering {
  private JoinLowering() {}

  static Stream lower(Join join, Lowering lowering) {
    Stream left = lowering.lower(join.getLeft());
    Stream right = lowering.lower(join.getRight());
    Keys keys = JoinSides.keys(join, left.types(), right.types());
    Target target = lowering.target();
    return switch (join.getJoinType()) {
      case INNER -> inner(join, keys, left, right, target);
      case LEFT, RIGHT, FULL -> OuterJoinLowering.lower(join, keys, left, right, target);
      case SEMI, ANTI, LEFT_MARK -> SemiJoinLowering.lower(join, keys, left, right, target);
      case ASOF, LEFT_ASOF ->
          throw new NotSupportedException(
              join.getJoinType() + " JOIN", "Join, and keep ROW_NUMBER() = 1.", 0, 0);
    };
  }

  /** The inner join. */
  static Stream inner(Join join, Keys keys, Stream left, Stream right, Target target) {
    return inner(
        join,
        keys,
        JoinSides.arrange(left, keys.left(), keys.nullsMatch(), target),
        JoinSides.arrange(right, keys.right(), keys.nullsMatch(), target),
        target);
  }

  /** The inner join of sides that are arranged; they may keep NULL keys that do not match. */
  static Stream inner(Join join, Keys keys, Side leftSide, Side rightSide, Target target) {
    Node node =
        target.node(
            name(join, keys),
            () ->
                new dev.spooky.runtime.operator.Join(
                    leftSide.arrange(), rightSide.arrange(), keys.nullsMatch()),
            List.of(leftSide.node(), rightSide.node()));
    Stream joined = joined(join, keys, leftSide, rightSide, node);
    return keys.rest().isAlwaysTrue()
        ? joined
        : joined.filter(keys.rest(), join.getCluster().getRexBuilder());
  }

  private static String name(Join join, Keys keys) {
    if (!keys.left().isEmpty()) {
      return keys.nullsMatch() ? "join, nulls match" : "join";
    }
    return isOneRow(join.getLeft()) || isOneRow(join.getRight())
        ? "join with one row"
        : "join of all pairs (expensive: no columns are equated)";
  }

  private static boolean isOneRow(RelNode side) {
    Double most = side.getCluster().getMetadataQuery().getMaxRowCount(side);
    return most != null && most <= 1;
  }

  /** The join node's rows, key, left columns, right columns, as the relation's columns. */
  private static Stream joined(Join join, Keys keys, Side left, Side right, Node node) {
    RelDataTypeFactory types = join.getCluster().getTypeFactory();
    RelDataTypeFactory.Builder nodeType = types.builder();
    for (int i = 0; i < keys.left().size(); i++) {
      RelDataType type = left.types().get(keys.left().get(i));
      boolean nullable = node.layout().fields().get(i).nullable();
      nodeType.add("k" + i, types.createTypeWithNullability(type, nullable));
    }
    left.kept().forEach(i -> nodeType.add("l" + i, left.types().get(i)));
    right.kept().forEach(i -> nodeType.add("r" + i, right.types().get(i)));
    Stream all = Stream.of(node, nodeType.build());
    List<RexNode> columns = new ArrayList<>();
    columns(columns, left, keys.left(), keys.left().size(), all);
    columns(columns, right, keys.right(), keys.left().size() + left.kept().size(), all);
    return all.project(columns);
  }

  private static void columns(
      List<RexNode> columns, Side side, List<Integer> keys, int first, Stream all) {
    for (int i = 0; i < side.types().size(); i++) {
      int key = keys.indexOf(i);
      int at = key >= 0 ? key : first + side.kept().indexOf(i);
      columns.add(new RexInputRef(at, all.fields().get(at).getType()));
    }
  }
}
