// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

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
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** What all kinds of joins start from: the equated columns, and sides arranged by them. */
final class JoinSides {
  private JoinSides() {}

  /**
   * The equated columns of both sides, whether they match on NULL, and the rest of the condition.
   */
  record Keys(List<Integer> left, List<Integer> right, boolean nullsMatch, RexNode rest) {}

  /** One side: its arrangement and the relation's columns that it keeps, in order. */
  record Side(Node node, List<Integer> kept, List<RelDataType> types) {
    Arrange arrange() {
      if (node.operator() instanceof Arrange arrange) {
        return arrange;
      }
      throw new IllegalStateException("not an arrangement: " + node);
    }
  }

  static Keys keys(Join join, List<RelDataType> left, List<RelDataType> right) {
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
    return left.sharesBytesWith(right)
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

  /** Arranges a relation by some columns, keeping all others. */
  static Side arrange(Stream stream, List<Integer> keys, boolean keepNulls, Target target) {
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
                + (keepNulls ? " nulls too" : ""),
            () ->
                new Arrange(
                    target.storage(), new RowKey(columns.node().layout(), key), values, keepNulls),
            List.of(columns.node()));
    return new Side(node, kept, stream.types());
  }

  /** Whether some of the columns can be NULL. */
  static boolean canBeNull(Stream stream, List<Integer> columns) {
    return columns.stream().anyMatch(i -> stream.types().get(i).isNullable());
  }
}
