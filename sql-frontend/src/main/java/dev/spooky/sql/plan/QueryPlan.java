// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.catalog.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * A query's plan, not yet optimized.
 *
 * @param plan gives the result's columns; behind them those that only ORDER BY needs, if any
 * @param names the labels of the result's columns
 * @param collation the order that the query asks for, over the plan's columns
 * @param parameters the types of the parameters, in order
 * @param dependencies the tables and views that the query's own text names
 */
public record QueryPlan(
    RelNode plan,
    List<String> names,
    RelCollation collation,
    RelDataType parameters,
    Set<Entry> dependencies) {
  /** Copies the collections. */
  public QueryPlan {
    names = List.copyOf(names);
    dependencies = Set.copyOf(dependencies);
  }

  /** Whether the plan has columns that are there to sort by and not to be seen. */
  public boolean hasHiddenColumns() {
    return plan.getRowType().getFieldCount() > names.size();
  }

  /**
   * The same without hidden columns, for results that are kept. An order that needs them is lost; a
   * LIMIT keeps its meaning.
   */
  public QueryPlan withoutHiddenColumns() {
    if (!hasHiddenColumns()) {
      return this;
    }
    List<RexNode> visible = new ArrayList<>();
    for (RelDataTypeField field : plan.getRowType().getFieldList().subList(0, names.size())) {
      visible.add(RexInputRef.of(field.getIndex(), plan.getRowType()));
    }
    boolean sortable =
        collation.getFieldCollations().stream().allMatch(f -> f.getFieldIndex() < names.size());
    RelNode project =
        LogicalProject.create(
            plan,
            List.of(),
            visible,
            plan.getRowType().getFieldNames().subList(0, names.size()),
            Set.of());
    return new QueryPlan(
        project, names, sortable ? collation : RelCollations.EMPTY, parameters, dependencies);
  }
}
