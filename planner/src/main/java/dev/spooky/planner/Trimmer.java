// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner;

import dev.spooky.planner.rel.Unnest;
import java.util.ArrayList;
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

  /** Columns that nobody asks for are not given on: each would be copied for each element. */
  public TrimResult trimFields(
      Unnest unnest, ImmutableBitSet fieldsUsed, Set<RelDataTypeField> extraFields) {
    int oldKept = unnest.kept().size();
    ImmutableBitSet.Builder wanted = ImmutableBitSet.builder().addAll(unnest.arrays());
    List<Integer> keptOutputs = new ArrayList<>();
    for (int output : fieldsUsed) {
      if (output < oldKept) {
        keptOutputs.add(output);
        wanted.set(unnest.kept().get(output));
      }
    }
    TrimResult input = trimChild(unnest, unnest.getInput(), wanted.build(), Set.of());
    List<Integer> kept = new ArrayList<>();
    keptOutputs.forEach(output -> kept.add(input.right.getTarget(unnest.kept().get(output))));
    List<Integer> arrays = unnest.arrays().stream().map(input.right::getTarget).toList();
    RelNode trimmed = unnest.over(input.left, kept, arrays);
    Mapping outputs =
        Mappings.create(
            MappingType.INVERSE_SURJECTION,
            unnest.getRowType().getFieldCount(),
            trimmed.getRowType().getFieldCount());
    for (int i = 0; i < kept.size(); i++) {
      outputs.set(keptOutputs.get(i), i);
    }
    for (int i = 0; i < unnest.added(); i++) {
      outputs.set(oldKept + i, kept.size() + i);
    }
    return result(trimmed, outputs);
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
