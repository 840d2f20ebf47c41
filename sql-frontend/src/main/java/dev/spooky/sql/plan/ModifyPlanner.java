// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUpdate;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/** Plans UPDATE and DELETE: as queries for the rows concerned. */
final class ModifyPlanner {
  private final Target target;
  private final SqlNode from;
  private final @Nullable SqlNode where;
  private final Planning planning;
  private final SpookyValidator validator;

  private ModifyPlanner(
      SqlNode table,
      @Nullable SqlIdentifier alias,
      @Nullable SqlNode where,
      Catalog catalog,
      Planning planning) {
    this.target = Target.stored(table, catalog, planning);
    SqlNode name = TreeCopy.of(table);
    this.from =
        alias == null
            ? name
            : SqlStdOperatorTable.AS.createCall(table.getParserPosition(), name, alias);
    Misplaced.check(where, "WHERE");
    this.where = where == null ? null : TreeCopy.of(where);
    this.planning = planning;
    this.validator = planning.validator();
    planning.parameters().collect(where);
  }

  static ModifyPlan update(SqlUpdate update, Catalog catalog, Planning planning) {
    planning.parameters().collect(update.getSourceExpressionList());
    return new ModifyPlanner(
            update.getTargetTable(), update.getAlias(), update.getCondition(), catalog, planning)
        .update(update);
  }

  static ModifyPlan delete(SqlDelete delete, Catalog catalog, Planning planning) {
    ModifyPlanner planner =
        new ModifyPlanner(
            delete.getTargetTable(), delete.getAlias(), delete.getCondition(), catalog, planning);
    Expressions rows = planner.rows(List.of());
    return planner.plan(false, rows, rows.values());
  }

  private ModifyPlan update(SqlUpdate update) {
    List<Integer> set = target.ordinals(update.getTargetColumnList());
    Assignment assignment = new Assignment(planning.rex());
    List<SqlNode> items = new ArrayList<>();
    for (int i = 0; i < set.size(); i++) {
      items.add(
          InsertPlanner.setItem(
              update.getSourceExpressionList().get(i), target, set.get(i), validator, assignment));
    }
    Expressions rows = rows(items);
    int width = target.columns().size();
    List<RexNode> values = new ArrayList<>(rows.values().subList(0, width));
    for (RelDataTypeField column : target.columns()) {
      int at = set.indexOf(column.getIndex());
      if (at < 0) {
        values.add(rows.values().get(column.getIndex()));
      } else {
        SqlNode written = update.getSourceExpressionList().get(at);
        RexNode value = rows.values().get(width + at);
        values.add(
            assignment.assign(
                new Assignment.Value(
                    value,
                    Assignment.Value.of(value, items.get(at), SqlParserPos.ZERO).isTextConstant(),
                    written.getParserPosition()),
                column));
      }
    }
    return plan(true, rows, values);
  }

  /** The table's columns and other expressions over the rows concerned. */
  private Expressions rows(List<SqlNode> items) {
    List<SqlNode> list = new ArrayList<>();
    list.add(SqlIdentifier.star(from.getParserPosition()));
    list.addAll(items);
    return Expressions.of(list, from, where, planning, validator);
  }

  private ModifyPlan plan(boolean isUpdate, Expressions rows, List<RexNode> values) {
    List<String> names = new ArrayList<>(target.table().rowType().getFieldNames());
    if (isUpdate) {
      names.addAll(target.table().rowType().getFieldNames());
    }
    RelNode source =
        LogicalProject.create(
            rows.input(), List.of(), values, SqlValidatorUtil.uniquify(names, true), Set.of());
    return new ModifyPlan(
        target.table(),
        isUpdate,
        source,
        planning.parameters().rowType(planning.types()),
        planning.dependencies());
  }
}
