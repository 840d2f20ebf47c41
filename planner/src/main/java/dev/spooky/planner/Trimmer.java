// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner;

import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexPermuteInputsShuttle;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.mapping.Mapping;
import org.apache.calcite.util.mapping.MappingType;
import org.apache.calcite.util.mapping.Mappings;

/** Calcite's removal of unused columns, which takes a mark for a column of the right side. */
public final class Trimmer extends RelFieldTrimmer {
  Trimmer(RelBuilder builder) {
    super(null, builder);
  }

  @Override
  public TrimResult trimFields(
      Join join, ImmutableBitSet fieldsUsed, Set<RelDataTypeField> extraFields) {
    if (join.getJoinType() != JoinRelType.LEFT_MARK) {
      return super.trimFields(join, fieldsUsed, extraFields);
    }
    int left = join.getLeft().getRowType().getFieldCount();
    int right = join.getRight().getRowType().getFieldCount();
    ImmutableBitSet compared = RelOptUtil.InputFinder.bits(join.getCondition());
    ImmutableBitSet ofLeft = ImmutableBitSet.range(left);
    ImmutableBitSet leftUsed = compared.union(fieldsUsed).intersect(ofLeft);
    ImmutableBitSet rightUsed = compared.except(ofLeft).shift(-left);
    TrimResult newLeft = trimChild(join, join.getLeft(), leftUsed, Set.of());
    TrimResult newRight = trimChild(join, join.getRight(), rightUsed, Set.of());
    int newCount = newLeft.left.getRowType().getFieldCount();
    int newRightCount = newRight.left.getRowType().getFieldCount();
    Mapping inputs =
        Mappings.create(MappingType.INVERSE_SURJECTION, left + right, newCount + newRightCount);
    newLeft.right.forEach(pair -> inputs.set(pair.source, pair.target));
    newRight.right.forEach(pair -> inputs.set(left + pair.source, newCount + pair.target));
    RexNode condition =
        join.getCondition()
            .accept(new RexPermuteInputsShuttle(inputs, newLeft.left, newRight.left));
    RelNode trimmed =
        LogicalJoin.create(
            newLeft.left, newRight.left, List.of(), condition, Set.of(), JoinRelType.LEFT_MARK);
    Mapping outputs = Mappings.create(MappingType.INVERSE_SURJECTION, left + 1, newCount + 1);
    newLeft.right.forEach(pair -> outputs.set(pair.source, pair.target));
    outputs.set(left, newCount);
    return result(trimmed, outputs);
  }
}
