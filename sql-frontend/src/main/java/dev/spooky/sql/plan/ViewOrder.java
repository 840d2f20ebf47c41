// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.planner.rel.Rels;
import dev.spooky.sql.catalog.MaterializedView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexNode;

/**
 * The order that a query has by what it reads: rows, or columns of rows, of one view come in the
 * view's order.
 *
 * @param plan the plan, with columns behind its own where the order needs them
 * @param order the order, over its columns; empty if there is none
 */
record ViewOrder(RelNode plan, RelCollation order) {
  /** The order of a query that asks for none itself. */
  static ViewOrder of(RelNode plan) {
    if (plan instanceof Sort sort) {
      return isOrdered(sort) ? new ViewOrder(sort, sort.getCollation()) : limited(sort);
    }
    if (plan instanceof Filter filter) {
      ViewOrder input = of(filter.getInput());
      RelNode filtered = filter.copy(filter.getTraitSet(), List.of(input.plan));
      return new ViewOrder(filtered, input.order);
    }
    if (plan instanceof Project project) {
      return projected(project);
    }
    MaterializedView view =
        plan instanceof TableScan scan ? scan.getTable().unwrap(MaterializedView.class) : null;
    return new ViewOrder(plan, view == null ? RelCollations.EMPTY : view.collation());
  }

  private static boolean isOrdered(Sort sort) {
    return !sort.getCollation().getFieldCollations().isEmpty();
  }

  private static ViewOrder limited(Sort sort) {
    ViewOrder input = of(sort.getInput());
    RelNode limited = LogicalSort.create(input.plan, input.order, sort.offset, sort.fetch);
    return new ViewOrder(limited, input.order);
  }

  private static ViewOrder projected(Project project) {
    ViewOrder input = of(project.getInput());
    if (input.order.getFieldCollations().isEmpty()) {
      return new ViewOrder(project, RelCollations.EMPTY);
    }
    List<RexNode> columns = new ArrayList<>(project.getProjects());
    List<String> names = new ArrayList<>(project.getRowType().getFieldNames());
    List<RelFieldCollation> order = new ArrayList<>();
    for (RelFieldCollation field : input.order.getFieldCollations()) {
      RexNode wanted = Rels.ref(input.plan, field.getFieldIndex());
      int column = columns.indexOf(wanted);
      if (column < 0) {
        column = columns.size();
        columns.add(wanted);
        names.add("order" + column);
      }
      order.add(field.withFieldIndex(column));
    }
    RelNode wider = LogicalProject.create(input.plan, List.of(), columns, names, Set.of());
    return new ViewOrder(wider, RelCollations.of(order));
  }
}
