// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import dev.spooky.planner.rel.Unnest;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Unnest.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;

/** UNNEST of arrays in rows. */
final class UnnestLowering {
  private UnnestLowering() {}

  static Stream lower(Unnest unnest, Lowering lowering) {
    Stream input = lowering.lower(unnest.getInput());
    Target target = lowering.target();
    List<Integer> wanted = new ArrayList<>(unnest.kept());
    wanted.addAll(unnest.arrays());
    Stream.Columns columns = input.columns(target, wanted);
    int count = unnest.kept().size();
    int[] kept = Arrays.copyOf(columns.ordinals(), count);
    List<RelDataType> types = input.types();
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < unnest.arrays().size(); i++) {
      RelDataType array = types.get(unnest.arrays().get(i));
      sources.add(
          new Source(
              columns.ordinals()[count + i], RowLayouts.valueType(array).elementType().kind()));
    }
    String what =
        "unnest "
            + sources
            + " keep "
            + Arrays.toString(kept)
            + (unnest.isNumbered() ? " numbered" : "")
            + (unnest.isOuter() ? " outer" : "");
    Node node =
        target.node(
            what,
            () ->
                new dev.spooky.runtime.operator.Unnest(
                    columns.node().layout(), kept, sources, unnest.isNumbered(), unnest.isOuter()),
            List.of(columns.node()));
    return Stream.of(node, rowType(unnest, types));
  }

  /** The type of the rows: kept columns may be of other nullability than the plan says. */
  private static RelDataType rowType(Unnest unnest, List<RelDataType> types) {
    RelDataTypeFactory.Builder row = unnest.getCluster().getTypeFactory().builder();
    for (RelDataTypeField field : unnest.getRowType().getFieldList()) {
      int at = field.getIndex();
      boolean isKept = at < unnest.kept().size();
      row.add("c" + at, isKept ? types.get(unnest.kept().get(at)) : field.getType());
    }
    return row.build();
  }
}
