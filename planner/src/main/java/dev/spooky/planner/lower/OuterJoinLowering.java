// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import dev.spooky.planner.lower.JoinSides.Keys;
import dev.spooky.planner.lower.JoinSides.Side;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.SemiJoin;
import dev.spooky.runtime.operator.UnionAll;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * LEFT, RIGHT and FULL joins: the inner join, and the rows of each kept side that the other side
 * does not match, with NULLs beside them. Both read the same arrangements.
 */
final class OuterJoinLowering {
  private OuterJoinLowering() {}

  static Stream lower(Join join, Keys keys, Stream left, Stream right, Target target) {
    boolean keepsLeft = join.getJoinType().generatesNullsOnRight();
    boolean keepsRight = join.getJoinType().generatesNullsOnLeft();
    boolean byKey = keys.rest().isAlwaysTrue();
    boolean nullsMatch = keys.nullsMatch();
    Side leftSide =
        JoinSides.arrange(
            left,
            keys.left(),
            nullsMatch || (keepsLeft && byKey && JoinSides.canBeNull(left, keys.left())),
            target);
    Side rightSide =
        JoinSides.arrange(
            right,
            keys.right(),
            nullsMatch || (keepsRight && byKey && JoinSides.canBeNull(right, keys.right())),
            target);
    Stream pairs = JoinLowering.inner(join, keys, leftSide, rightSide, target);
    if (!byKey) {
      // the rest of the condition is computed once
      RelDataTypeFactory.Builder type = join.getCluster().getTypeFactory().builder();
      pairs.types().forEach(t -> type.add("c" + type.getFieldCount(), t));
      pairs = Stream.of(pairs.rows(target), type.build());
    }
    List<Stream> parts = new ArrayList<>(List.of(pairs));
    int leftCount = left.types().size();
    if (keepsLeft) {
      Stream alone =
          byKey
              ? SemiJoinLowering.byKey(join, leftSide, keys, right, SemiJoin.Kind.ANTI, target)
              : SemiJoinLowering.byRow(join, left, 0, pairs, SemiJoin.Kind.ANTI, target);
      parts.add(padded(alone, 0, pairs, join));
    }
    if (keepsRight) {
      Keys swapped =
          new Keys(/* left= */ keys.right(), /* right= */ keys.left(), nullsMatch, keys.rest());
      Stream alone =
          byKey
              ? SemiJoinLowering.byKey(join, rightSide, swapped, left, SemiJoin.Kind.ANTI, target)
              : SemiJoinLowering.byRow(join, right, leftCount, pairs, SemiJoin.Kind.ANTI, target);
      parts.add(padded(alone, leftCount, pairs, join));
    }
    return union(parts, join.getCluster().getTypeFactory(), target);
  }

  /** A side's rows at its place among the columns of pairs, NULL in all others. */
  private static Stream padded(Stream side, int first, Stream pairs, Join join) {
    RexBuilder rex = join.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < pairs.types().size(); i++) {
      int at = i - first;
      columns.add(
          at >= 0 && at < side.types().size()
              ? new RexInputRef(at, side.types().get(at))
              : rex.makeNullLiteral(pairs.types().get(i)));
    }
    return side.project(columns);
  }

  /** The sum of relations whose columns differ in nullability only. */
  private static Stream union(List<Stream> parts, RelDataTypeFactory types, Target target) {
    RelDataTypeFactory.Builder all = types.builder();
    for (int i = 0; i < parts.get(0).types().size(); i++) {
      int column = i;
      boolean nullable = parts.stream().anyMatch(p -> p.types().get(column).isNullable());
      RelDataType type = parts.get(0).types().get(i);
      all.add("c" + i, types.createTypeWithNullability(type, nullable));
    }
    RelDataType type = all.build();
    RowLayout layout = RowLayouts.layout(type);
    List<Node> nodes = new ArrayList<>();
    for (Stream part : parts) {
      nodes.add(UnionLowering.conform(part.rows(target), layout, target));
    }
    return Stream.of(target.node("union all", () -> new UnionAll(layout), nodes), type);
  }
}
