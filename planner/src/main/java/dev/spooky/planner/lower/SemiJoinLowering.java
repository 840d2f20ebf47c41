// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import dev.spooky.planner.lower.JoinSides.Keys;
import dev.spooky.planner.lower.JoinSides.Side;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.SemiJoin;
import dev.spooky.runtime.zset.RowKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Semi, anti and mark joins. With equated columns only, the right side is no more than the weights
 * of its keys. With more of a condition, the pairs that meet it are joined, and a left row is
 * matched if it is in one of them.
 *
 * <p>The mark is TRUE or FALSE: three-valued conditions are made of several joins before.
 */
final class SemiJoinLowering {
  private SemiJoinLowering() {}

  static Stream lower(Join join, Keys keys, Stream left, Stream right, Target target) {
    SemiJoin.Kind kind =
        join.getJoinType() == JoinRelType.SEMI
            ? SemiJoin.Kind.SEMI
            : join.getJoinType() == JoinRelType.ANTI ? SemiJoin.Kind.ANTI : SemiJoin.Kind.MARK;
    if (!keys.rest().isAlwaysTrue()) {
      return byRow(join, left, JoinLowering.inner(join, keys, left, right, target), kind, target);
    }
    boolean keepNulls =
        keys.nullsMatch() || (kind != SemiJoin.Kind.SEMI && JoinSides.canBeNull(left, keys.left()));
    Side side = JoinSides.arrange(left, keys.left(), keepNulls, target);
    return byKey(join, side, keys, right, kind, target);
  }

  /** Left rows, arranged by the equated columns, by whether the right side has their key. */
  static Stream byKey(
      Join join, Side left, Keys keys, Stream right, SemiJoin.Kind kind, Target target) {
    Stream.Columns columns = right.columns(target, keys.right());
    boolean nullsMatch = keys.nullsMatch();
    Node node =
        target.node(
            name(kind) + Arrays.toString(columns.ordinals()) + (nullsMatch ? ", nulls match" : ""),
            () ->
                new SemiJoin(
                    target.storage(),
                    left.arrange(),
                    new RowKey(columns.node().layout(), columns.ordinals()),
                    kind,
                    nullsMatch),
            List.of(left.node(), columns.node()));
    return leftColumns(join, left, keys.left(), node, kind == SemiJoin.Kind.MARK);
  }

  /**
   * Left rows by whether some pair has them.
   *
   * @param pairs relation that starts with the left side's columns
   */
  static Stream byRow(Join join, Stream left, Stream pairs, SemiJoin.Kind kind, Target target) {
    return byRow(join, left, 0, pairs, kind, target);
  }

  /** As above; the side's columns in the pairs start at {@code first}. */
  static Stream byRow(
      Join join, Stream left, int first, Stream pairs, SemiJoin.Kind kind, Target target) {
    List<Integer> all = IntStream.range(0, left.types().size()).boxed().toList();
    List<Integer> inPairs = all.stream().map(i -> first + i).toList();
    Side side = JoinSides.arrange(left, all, true, target);
    Keys keys = new Keys(all, inPairs, true, join.getCluster().getRexBuilder().makeLiteral(true));
    return byKey(join, side, keys, pairs, kind, target);
  }

  private static String name(SemiJoin.Kind kind) {
    return switch (kind) {
      case SEMI -> "semi join by ";
      case ANTI -> "anti join by ";
      case MARK -> "mark join by ";
    };
  }

  private static Stream leftColumns(
      Join join, Side left, List<Integer> keys, Node node, boolean mark) {
    RelDataTypeFactory types = join.getCluster().getTypeFactory();
    RelDataTypeFactory.Builder nodeType = types.builder();
    keys.forEach(i -> nodeType.add("k" + i, left.types().get(i)));
    left.kept().forEach(i -> nodeType.add("l" + i, left.types().get(i)));
    if (mark) {
      nodeType.add("mark", types.createSqlType(SqlTypeName.BOOLEAN));
    }
    Stream all = Stream.of(node, nodeType.build());
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < left.types().size(); i++) {
      int key = keys.indexOf(i);
      int at = key >= 0 ? key : keys.size() + left.kept().indexOf(i);
      columns.add(new RexInputRef(at, left.types().get(i)));
    }
    if (mark) {
      RelDataType type = all.types().get(left.types().size());
      columns.add(new RexInputRef(left.types().size(), type));
    }
    return all.project(columns);
  }
}
