// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import dev.spooky.planner.type.NotSupportedException;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Arrange;
import dev.spooky.runtime.zset.RowKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Inner joins: two arrangements by the equated columns, a bilinear operator over them, and what is
 * left of the condition as a filter. Without equated columns it is a cross product.
 */
final class JoinLowering {
  private JoinLowering() {}

  /**
   * The equated columns of both sides, which of them match on NULL, and the rest of the condition.
   */
  private record Keys(List<Integer> left, List<Integer> right, boolean nullsMatch, RexNode rest) {}

  /** One side: its arrangement and the relation's columns that it keeps, in order. */
  private record Side(Node node, List<Integer> kept, List<RelDataType> types) {
    Arrange arrange() {
      if (node.operator() instanceof Arrange arrange) {
        return arrange;
      }
      throw new IllegalStateException("not an arrangement: " + node);
    }
  }

  static Stream lower(Join join, Lowering lowering) {
    if (join.getJoinType() != JoinRelType.INNER) {
      throw new NotSupportedException(
          join.getJoinType() + " JOIN", "Only inner and cross joins are there.", 0, 0);
    }
    Stream left = lowering.lower(join.getLeft());
    Stream right = lowering.lower(join.getRight());
    Keys keys = keys(join, left.types(), right.types());
    Target target = lowering.target();
    Side leftSide = arrange(left, keys.left(), keys.nullsMatch(), target);
    Side rightSide = arrange(right, keys.right(), keys.nullsMatch(), target);
    Node node =
        target.node(
            keys.nullsMatch() ? "join, nulls match" : "join",
            () ->
                new dev.spooky.runtime.operator.Join(
                    leftSide.arrange(), rightSide.arrange(), keys.nullsMatch()),
            List.of(leftSide.node(), rightSide.node()));
    Stream joined = joined(join, keys, leftSide, rightSide, node);
    return keys.rest().isAlwaysTrue()
        ? joined
        : joined.filter(keys.rest(), join.getCluster().getRexBuilder());
  }

  private static Keys keys(Join join, List<RelDataType> left, List<RelDataType> right) {
    List<Integer> leftKeys = new ArrayList<>();
    List<Integer> rightKeys = new ArrayList<>();
    List<Boolean> filterNulls = new ArrayList<>();
    List<RexNode> rest = new ArrayList<>();
    RexBuilder rex = join.getCluster().getRexBuilder();
    RelOptUtil.splitJoinCondition(
        join.getLeft(),
        join.getRight(),
        join.getCondition(),
        leftKeys,
        rightKeys,
        filterNulls,
        rest);
    boolean nullsMatch = !filterNulls.isEmpty() && !filterNulls.contains(true);
    for (int i = leftKeys.size() - 1; i >= 0; i--) {
      boolean sameKind = comparable(left.get(leftKeys.get(i)), right.get(rightKeys.get(i)));
      if (!sameKind || filterNulls.get(i) == nullsMatch) {
        rest.add(equality(join, leftKeys.get(i), rightKeys.get(i), filterNulls.get(i)));
        leftKeys.remove(i);
        rightKeys.remove(i);
      }
    }
    return new Keys(leftKeys, rightKeys, nullsMatch, RexUtil.composeConjunction(rex, rest));
  }

  /** Whether equal values of both types have equal bytes. */
  private static boolean comparable(RelDataType a, RelDataType b) {
    ValueType left = RowLayouts.valueType(a);
    ValueType right = RowLayouts.valueType(b);
    return left.kind() == right.kind()
        && left.base() == right.base()
        && left.scale() == right.scale()
        && (left.precision() == right.precision() || left.base() != ValueType.Base.CHAR);
  }

  private static RexNode equality(Join join, int left, int right, boolean filterNulls) {
    RexBuilder rex = join.getCluster().getRexBuilder();
    int leftCount = join.getLeft().getRowType().getFieldCount();
    RexNode leftRef =
        rex.makeInputRef(join.getLeft().getRowType().getFieldList().get(left).getType(), left);
    RexNode rightRef =
        rex.makeInputRef(
            join.getRight().getRowType().getFieldList().get(right).getType(), leftCount + right);
    return rex.makeCall(
        filterNulls ? SqlStdOperatorTable.EQUALS : SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
        leftRef,
        rightRef);
  }

  private static Side arrange(
      Stream stream, List<Integer> keys, boolean nullsMatch, Target target) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < stream.fields().size(); i++) {
      if (!keys.contains(i)) {
        kept.add(i);
      }
    }
    List<Integer> wanted = new ArrayList<>(keys);
    wanted.addAll(kept);
    Stream.Columns columns = stream.columns(target, wanted);
    int[] key = Arrays.copyOf(columns.ordinals(), keys.size());
    int[] values = Arrays.copyOfRange(columns.ordinals(), keys.size(), wanted.size());
    Node node =
        target.node(
            "arrange by "
                + Arrays.toString(key)
                + " keep "
                + Arrays.toString(values)
                + (nullsMatch ? " nulls too" : ""),
            () ->
                new Arrange(
                    target.storage(), new RowKey(columns.node().layout(), key), values, nullsMatch),
            List.of(columns.node()));
    return new Side(node, kept, stream.types());
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
