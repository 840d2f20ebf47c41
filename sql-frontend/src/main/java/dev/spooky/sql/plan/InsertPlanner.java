// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.ast.Insert;
import dev.spooky.sql.ast.OnConflict;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Plans INSERT. */
final class InsertPlanner {
  private final Insert insert;
  private final Target target;
  private final Planning planning;
  private final Assignment assignment;
  private final Set<Integer> numbered = new HashSet<>();

  InsertPlanner(Insert insert, Catalog catalog, Planning planning) {
    this.insert = insert;
    this.target = Target.of(insert.table(), catalog, planning);
    this.planning = planning;
    this.assignment = new Assignment(planning.rex());
  }

  InsertPlan plan() {
    OnConflict conflict = insert.conflict();
    planning.parameters().collect(insert.source());
    if (conflict != null) {
      planning.parameters().collect(conflict.values());
      planning.parameters().collect(conflict.where());
    }
    RelNode source = source();
    ConflictPlan conflictPlan = conflict == null ? null : conflict(conflict);
    return new InsertPlan(
        target.table(),
        source,
        numbered,
        conflictPlan,
        planning.parameters().rowType(planning.types()),
        planning.dependencies());
  }

  private RelNode source() {
    List<Integer> columns = target.ordinals(insert.columns());
    SqlNode source = insert.source();
    if (source == null) {
      SqlCall row = SqlStdOperatorTable.ROW.createCall(insert.getParserPosition());
      return values(List.of(row), List.of());
    } else if (source.getKind() == SqlKind.VALUES) {
      List<SqlNode> rows = ((SqlCall) source).getOperandList();
      return ValuesQuery.hasQuery(rows)
          ? query(ValuesQuery.of(rows), columns)
          : values(rows, columns);
    }
    return query(source, columns);
  }

  private RelNode values(List<SqlNode> rows, List<Integer> columns) {
    ValuesRows values = new ValuesRows(target, planning);
    RelNode plan = values.plan(rows, columns);
    numbered.addAll(values.numbered());
    return plan;
  }

  private RelNode query(SqlNode source, List<Integer> columns) {
    for (int column : columns) {
      if (target.isOwn(column)) {
        throw target.own(column, source.getParserPosition());
      }
    }
    SqlNode copy = TreeCopy.of(source);
    SpookyValidator validator = planning.validator();
    setParameters(copy, columns, validator);
    RelNode rows = planning.query(copy, validator).project();
    int given = rows.getRowType().getFieldCount();
    if (given != columns.size()) {
      throw ValuesRows.columnCount(given, columns.size(), source.getParserPosition());
    }
    List<SqlNode> items = source instanceof SqlSelect select ? select.getSelectList() : List.of();
    List<RexNode> values = new ArrayList<>();
    List<SqlNode> defaults = new ArrayList<>();
    for (RelDataTypeField column : target.columns()) {
      int at = columns.indexOf(column.getIndex());
      if (at < 0) {
        defaults.add(target.defaultOf(column.getIndex()));
        continue;
      }
      SqlNode item = items.size() == columns.size() ? items.get(at) : null;
      Assignment.Value value =
          Assignment.Value.of(
              RexInputRef.of(at, rows.getRowType()), bare(item), source.getParserPosition());
      values.add(assignment.assign(value, column));
    }
    return project(rows, values, defaults, columns);
  }

  private static @Nullable SqlNode bare(@Nullable SqlNode item) {
    return item != null && item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
  }

  /** The given values in their places, and the defaults in the rest. */
  private RelNode project(
      RelNode rows, List<RexNode> given, List<SqlNode> defaults, List<Integer> columns) {
    List<RexNode> constants =
        defaults.isEmpty()
            ? List.of()
            : Expressions.of(defaults, null, null, planning, planning.validator()).values();
    List<RexNode> values = new ArrayList<>();
    int nextGiven = 0;
    int nextDefault = 0;
    for (RelDataTypeField column : target.columns()) {
      if (columns.contains(column.getIndex())) {
        values.add(given.get(nextGiven++));
      } else {
        if (target.isNumbered(column.getIndex())) {
          numbered.add(column.getIndex());
        }
        SqlNode node = target.defaultOf(column.getIndex());
        RexNode constant = constants.get(nextDefault++);
        values.add(
            assignment.assign(
                Assignment.Value.of(constant, node, insert.getParserPosition()), column));
      }
    }
    return LogicalProject.create(
        rows, List.of(), values, target.table().rowType().getFieldNames(), Set.of());
  }

  /** A parameter that is a whole item of a select list is of its column's type. */
  private void setParameters(SqlNode query, List<Integer> columns, SpookyValidator validator) {
    if (query instanceof SqlSelect select) {
      SqlNodeList items = select.getSelectList();
      for (int i = 0; i < items.size() && items.size() == columns.size(); i++) {
        if (bare(items.get(i)) instanceof SqlDynamicParam parameter) {
          validator.setParameter(
              parameter, assignment.parameter(target.column(columns.get(i)).getType()));
        }
      }
    } else if (query instanceof SqlOrderBy ordered) {
      setParameters(ordered.query, columns, validator);
    } else if (query instanceof SqlCall call && SqlKind.SET_QUERY.contains(query.getKind())) {
      call.getOperandList().forEach(operand -> setParameters(operand, columns, validator));
    }
  }

  private ConflictPlan conflict(OnConflict conflict) {
    List<Integer> key = target.table().keyColumns();
    List<Integer> named = target.ordinals(conflict.target());
    if (conflict.target().isEmpty()) {
      named = key;
      if (!conflict.isNothing()) {
        throw SpookySqlException.at(
            conflict.position(),
            SqlErrorCode.SYNTAX,
            "ON CONFLICT DO UPDATE needs the columns of the key: ON CONFLICT (...)");
      }
    } else if (!new HashSet<>(named).equals(new HashSet<>(key))) {
      throw SpookySqlException.at(
          conflict.target().getParserPosition(),
          SqlErrorCode.INVALID_COLUMN_REFERENCE,
          "columns of ON CONFLICT are not the primary key of '" + target.table() + "'");
    }
    return conflict.isNothing() ? new ConflictPlan(key, List.of(), null) : update(conflict, key);
  }

  private ConflictPlan update(OnConflict conflict, List<Integer> key) {
    List<Integer> set = target.ordinals(conflict.columns());
    SpookyValidator validator = planning.validator();
    List<SqlNode> items = new ArrayList<>();
    for (int i = 0; i < set.size(); i++) {
      items.add(setItem(conflict.values().get(i), target, set.get(i), validator, assignment));
    }
    if (conflict.where() != null) {
      Misplaced.check(conflict.where(), "WHERE");
      items.add(condition(TreeCopy.of(conflict.where())));
    }
    Expressions converted = Expressions.of(items, bothRows(), null, planning, validator);
    List<RexNode> values = new ArrayList<>();
    for (RelDataTypeField column : target.columns()) {
      int at = set.indexOf(column.getIndex());
      values.add(
          at < 0
              ? new RexInputRef(column.getIndex(), column.getType())
              : assignment.assign(
                  Assignment.Value.of(
                      converted.values().get(at), conflict.values().get(at), conflict.position()),
                  column));
    }
    RexNode condition = conflict.where() == null ? null : converted.values().get(set.size());
    return new ConflictPlan(key, values, condition);
  }

  /** Has the validator see to it that the condition is one. */
  private static SqlNode condition(SqlNode where) {
    return SqlStdOperatorTable.AND.createCall(
        where.getParserPosition(),
        where,
        SqlLiteral.createBoolean(true, where.getParserPosition()));
  }

  /** {@code table AS alias CROSS JOIN table AS excluded}. */
  private SqlNode bothRows() {
    SqlParserPos position = insert.table().getParserPosition();
    SqlIdentifier alias = insert.alias();
    String name = alias == null ? target.table().name() : alias.getSimple();
    return new SqlJoin(
        position,
        as(name, position),
        SqlLiteral.createBoolean(false, position),
        JoinType.CROSS.symbol(position),
        as("excluded", position),
        JoinConditionType.NONE.symbol(position),
        null);
  }

  private SqlNode as(String alias, SqlParserPos position) {
    return SqlStdOperatorTable.AS.createCall(
        position, TreeCopy.of(insert.table()), new SqlIdentifier(alias, position));
  }

  /** The expression after SET, or the default that it stands for, to be validated. */
  static SqlNode setItem(
      SqlNode value, Target target, int column, SpookyValidator validator, Assignment assignment) {
    target.checkGiven(column, value);
    if (value.getKind() == SqlKind.DEFAULT && target.isNumbered(column)) {
      throw SpookySqlException.unsupported(
          "DEFAULT for an IDENTITY column in SET", value.getParserPosition(), "write a number");
    }
    if (value.getKind() == SqlKind.DEFAULT) {
      return target.defaultOf(column);
    } else if (value instanceof SqlDynamicParam parameter) {
      validator.setParameter(parameter, assignment.parameter(target.column(column).getType()));
      return value;
    }
    Misplaced.check(value, "SET");
    return TreeCopy.of(value);
  }
}
