// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.unnest;

import dev.spooky.planner.rel.Rels;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * A relation as some columns of those rows of a base that meet some conditions, all over the base.
 *
 * @param base what is below
 * @param outputs the relation's columns
 * @param conditions which rows count, in the order in which they are asked
 */
record Chain(RelNode base, List<RexNode> outputs, List<RexNode> conditions) {

  /** The projections and filters on top of a relation; for an answer that counts no rows. */
  static Chain existence(RelNode rel) {
    if (rel instanceof Aggregate aggregate
        && aggregate.getAggCallList().isEmpty()
        && aggregate.getGroupCount() > 0
        && aggregate.getGroupType() == Aggregate.Group.SIMPLE) {
      Chain below = existence(aggregate.getInput());
      List<RexNode> keys =
          aggregate.getGroupSet().asList().stream().map(below.outputs::get).toList();
      return new Chain(below.base, keys, below.conditions);
    }
    return of(rel, true);
  }

  /** The projections and filters on top of an aggregate without keys, or of anything else. */
  static Chain oneRow(RelNode rel) {
    return of(rel, false);
  }

  /** Whether the base always has one row. */
  boolean isOverOneRow() {
    return base instanceof Aggregate aggregate
        && aggregate.getGroupCount() == 0
        && aggregate.getGroupType() == Aggregate.Group.SIMPLE;
  }

  private static Chain of(RelNode rel, boolean existence) {
    if (rel instanceof Project project && !project.containsOver()) {
      Chain below = existence ? existence(project.getInput()) : oneRow(project.getInput());
      List<RexNode> outputs =
          project.getProjects().stream().map(e -> Correlation.compose(e, below.outputs)).toList();
      return new Chain(below.base, outputs, below.conditions);
    } else if (rel instanceof Filter filter) {
      Chain below = existence ? existence(filter.getInput()) : oneRow(filter.getInput());
      List<RexNode> conditions = new ArrayList<>(below.conditions);
      for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
        conditions.add(Correlation.compose(conjunct, below.outputs));
      }
      return new Chain(below.base, below.outputs, conditions);
    } else if (rel instanceof Sort sort && sort.offset == null && keepsFirst(sort)) {
      Chain below = existence ? existence(sort.getInput()) : oneRow(sort.getInput());
      if (sort.fetch == null || below.isOverOneRow()) {
        return below;
      }
    }
    return new Chain(rel, Rels.refs(rel, 0, Rels.count(rel)), List.of());
  }

  private static boolean keepsFirst(Sort sort) {
    return sort.fetch == null
        || (sort.fetch instanceof RexLiteral literal
            && !literal.isNull()
            && RexLiteral.longValue(literal) > 0);
  }
}
