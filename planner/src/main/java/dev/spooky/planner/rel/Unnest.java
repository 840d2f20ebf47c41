// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.rel;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A row for each element of arrays in a row: columns of the input, then an element of each array,
 * then the element's place.
 */
public final class Unnest extends SingleRel {
  private final ImmutableList<Integer> kept;
  private final ImmutableList<Integer> arrays;
  private final boolean numbered;
  private final boolean outer;

  /**
   * Unnests arrays.
   *
   * @param kept columns of the input that are given on
   * @param arrays columns of the input with arrays
   * @param numbered whether the last column is the place
   * @param outer whether rows without elements give a row with NULLs
   */
  public Unnest(
      RelNode input, List<Integer> kept, List<Integer> arrays, boolean numbered, boolean outer) {
    super(input.getCluster(), input.getTraitSet(), input);
    this.kept = ImmutableList.copyOf(kept);
    this.arrays = ImmutableList.copyOf(arrays);
    this.numbered = numbered;
    this.outer = outer;
  }

  /** Columns of the input that are given on. */
  public List<Integer> kept() {
    return kept;
  }

  /** Columns of the input with the arrays. */
  public List<Integer> arrays() {
    return arrays;
  }

  /** Whether the last column is the element's place. */
  public boolean isNumbered() {
    return numbered;
  }

  /** Whether rows without elements give a row with NULLs. */
  public boolean isOuter() {
    return outer;
  }

  /** Number of columns behind the kept ones. */
  public int added() {
    return arrays.size() + (numbered ? 1 : 0);
  }

  /** The same of another input, with other columns. */
  public Unnest over(RelNode other, List<Integer> keep, List<Integer> from) {
    return new Unnest(other, keep, from, numbered, outer);
  }

  /** The same with a row of NULLs for rows without elements. */
  public Unnest withOuter() {
    return new Unnest(getInput(), kept, arrays, numbered, true);
  }

  @Override
  protected RelDataType deriveRowType() {
    RelDataTypeFactory types = getCluster().getTypeFactory();
    RelDataTypeFactory.Builder row = types.builder();
    for (int column : kept) {
      row.add("k" + column, Rels.type(getInput(), column));
    }
    for (int i = 0; i < arrays.size(); i++) {
      RelDataType element = Rels.type(getInput(), arrays.get(i)).getComponentType();
      if (element == null) {
        throw new IllegalStateException("no array: " + Rels.type(getInput(), arrays.get(i)));
      }
      row.add("e" + i, types.createTypeWithNullability(element, true));
    }
    if (numbered) {
      row.add(
          "n", types.createTypeWithNullability(types.createSqlType(SqlTypeName.INTEGER), outer));
    }
    return row.build();
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new Unnest(inputs.get(0), kept, arrays, numbered, outer);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("kept", kept)
        .item("arrays", arrays)
        .item("numbered", numbered)
        .item("outer", outer);
  }
}
