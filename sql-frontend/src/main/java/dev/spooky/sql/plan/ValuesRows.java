// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import com.google.common.collect.ImmutableList;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code INSERT ... VALUES}. Literals go straight into one relation of literals,
 * however many there are; all other expressions are validated together.
 */
final class ValuesRows {
  /** A value of a row; its expression is absent until the others are planned. */
  private static final class Cell {
    private final SqlNode node;
    private final SqlParserPos place;
    private final RelDataTypeField column;
    private @Nullable RexNode rex;

    Cell(SqlNode node, SqlParserPos place, RelDataTypeField column) {
      this.node = node;
      this.place = place;
      this.column = column;
    }
  }

  private final Target target;
  private final Planning planning;
  private final Assignment assignment;
  private final SpookyValidator validator;
  private final SpookyConverter converter;
  private final List<Cell> pending = new ArrayList<>();

  ValuesRows(Target target, Planning planning) {
    this.target = target;
    this.planning = planning;
    this.assignment = new Assignment(planning.rex());
    this.validator = planning.validator();
    this.converter = planning.converter(validator);
  }

  /** A relation of all the table's columns. */
  RelNode plan(List<SqlNode> rows, List<Integer> columns) {
    List<List<Cell>> cells = new ArrayList<>();
    for (SqlNode row : rows) {
      cells.add(row(row, columns));
    }
    convertPending();
    return relation(cells);
  }

  private List<Cell> row(SqlNode row, List<Integer> columns) {
    List<SqlNode> given =
        row.getKind() == SqlKind.ROW ? ((SqlCall) row).getOperandList() : List.of(row);
    if (given.size() != columns.size()) {
      throw columnCount(given.size(), columns.size(), row.getParserPosition());
    }
    List<Cell> cells = new ArrayList<>();
    for (RelDataTypeField column : target.columns()) {
      int at = columns.indexOf(column.getIndex());
      SqlNode node = at < 0 ? null : given.get(at);
      boolean isDefault = node == null || node.getKind() == SqlKind.DEFAULT;
      SqlParserPos place = (node == null ? row : node).getParserPosition();
      SqlNode value =
          isDefault ? target.defaultOf(column.getIndex()) : Objects.requireNonNull(node);
      cells.add(cell(new Cell(value, place, column)));
    }
    return cells;
  }

  static SpookySqlException columnCount(int given, int wanted, SqlParserPos where) {
    return SpookySqlException.at(
        where,
        SqlErrorCode.COLUMN_COUNT,
        given
            + (given == 1 ? " value" : " values")
            + " for "
            + wanted
            + (wanted == 1 ? " column" : " columns"));
  }

  private Cell cell(Cell cell) {
    if (cell.node instanceof SqlDynamicParam parameter) {
      RelDataType type = assignment.parameter(cell.column.getType());
      planning.parameters().set(parameter.getIndex(), type);
      cell.rex = planning.rex().makeDynamicParam(type, parameter.getIndex());
    } else if (isPlainLiteral(cell.node)) {
      cell.rex = converter.convertExpression(cell.node);
    } else {
      pending.add(cell);
    }
    return cell;
  }

  private static boolean isPlainLiteral(SqlNode node) {
    return node instanceof SqlLiteral && !(node instanceof SqlUnknownLiteral)
        || SpookyConverter.negated(node) != null;
  }

  private void convertPending() {
    if (pending.isEmpty()) {
      return;
    }
    List<SqlNode> items = new ArrayList<>();
    for (Cell cell : pending) {
      Misplaced.check(cell.node, "VALUES");
      items.add(TreeCopy.of(cell.node));
    }
    Expressions converted = Expressions.of(items, null, null, planning, validator);
    for (int i = 0; i < pending.size(); i++) {
      pending.get(i).rex = converted.values().get(i);
    }
  }

  private RelNode relation(List<List<Cell>> rows) {
    RelDataType rowType = rowType();
    ImmutableList.Builder<ImmutableList<RexLiteral>> tuples = ImmutableList.builder();
    boolean anyTuple = false;
    List<RelNode> inputs = new ArrayList<>();
    for (List<Cell> row : rows) {
      List<RexNode> values = new ArrayList<>();
      for (Cell cell : row) {
        RexNode rex = Objects.requireNonNull(cell.rex);
        values.add(assignment.assign(Assignment.Value.of(rex, cell.node, cell.place), cell.column));
      }
      if (values.stream().allMatch(RexLiteral.class::isInstance)) {
        tuples.add(
            values.stream().map(RexLiteral.class::cast).collect(ImmutableList.toImmutableList()));
        anyTuple = true;
      } else {
        inputs.add(
            LogicalProject.create(
                LogicalValues.createOneRow(planning.cluster()),
                List.of(),
                values,
                rowType.getFieldNames(),
                Set.of()));
      }
    }
    if (anyTuple) {
      inputs.add(LogicalValues.create(planning.cluster(), rowType, tuples.build()));
    }
    return inputs.size() == 1 ? inputs.get(0) : LogicalUnion.create(inputs, true);
  }

  private RelDataType rowType() {
    RelDataTypeFactory.Builder type = planning.types().builder();
    for (RelDataTypeField column : target.columns()) {
      type.add(column.getName(), assignment.target(column.getType()));
    }
    return type.build();
  }
}
