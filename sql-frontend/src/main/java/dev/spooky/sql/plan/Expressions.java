// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Expressions that stand alone, planned as the select list of a query.
 *
 * @param input what the expressions are over
 * @param values the expressions
 */
record Expressions(RelNode input, List<RexNode> values) {
  /** Plans {@code SELECT items FROM from WHERE where}, whose trees are used up. */
  static Expressions of(
      List<SqlNode> items,
      @Nullable SqlNode from,
      @Nullable SqlNode where,
      Planning planning,
      SpookyValidator validator) {
    SqlSelect select =
        new SqlSelect(
            SqlParserPos.ZERO,
            null,
            new SqlNodeList(items, SqlParserPos.ZERO),
            from,
            where,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return of(planning.query(select, validator).project());
  }

  /** A plan as the expressions of its topmost projection. */
  static Expressions of(RelNode plan) {
    if (plan instanceof Project project) {
      return new Expressions(project.getInput(), List.copyOf(project.getProjects()));
    } else if (plan instanceof Values values && values.getTuples().size() == 1) {
      return new Expressions(plan, List.copyOf(values.getTuples().get(0)));
    }
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < plan.getRowType().getFieldCount(); i++) {
      columns.add(RexInputRef.of(i, plan.getRowType()));
    }
    return new Expressions(plan, columns);
  }
}
