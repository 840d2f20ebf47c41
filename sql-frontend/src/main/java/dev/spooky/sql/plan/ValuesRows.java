// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import com.google.common.collect.ImmutableList;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
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

  /**
   * From so many rows on, literals are cast together, and errors in them have the first's place.
   */
  private static final int BULK = 64;

  private final Target target;
  private final Planning planning;
  private final Assignment assignment;
  private final SpookyValidator validator;
  private final SpookyConverter converter;
  private final List<Cell> pending = new ArrayList<>();
  private final Set<Integer> numbered = new HashSet<>();

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

  /** Ordinals of the columns that got a number in some row. */
  Set<Integer> numbered() {
    return numbered;
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
      if (node != null) {
        target.checkGiven(column.getIndex(), node);
      }
      boolean isDefault = node == null || node.getKind() == SqlKind.DEFAULT;
      if (isDefault && target.isNumbered(column.getIndex())) {
        numbered.add(column.getIndex());
      }
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
    List<RelNode> inputs = new ArrayList<>();
    Map<List<SqlTypeName>, List<List<Cell>>> bulk = new LinkedHashMap<>();
    ImmutableList.Builder<ImmutableList<RexLiteral>> tuples = ImmutableList.builder();
    boolean anyTuple = false;
    for (List<Cell> row : rows) {
      if (rows.size() >= BULK && row.stream().allMatch(cell -> cell.rex instanceof RexLiteral)) {
        bulk.computeIfAbsent(typeNames(row), k -> new ArrayList<>()).add(row);
        continue;
      }
      List<RexNode> values = row.stream().map(cell -> assigned(cell, rex(cell))).toList();
      if (values.stream().allMatch(RexLiteral.class::isInstance)) {
        tuples.add(literals(values));
        anyTuple = true;
      } else {
        inputs.add(project(LogicalValues.createOneRow(planning.cluster()), values));
      }
    }
    if (anyTuple) {
      inputs.add(LogicalValues.create(planning.cluster(), rowType(), tuples.build()));
    }
    bulk.values().forEach(alike -> inputs.add(bulk(alike)));
    return inputs.size() == 1 ? inputs.get(0) : LogicalUnion.create(inputs, true);
  }

  private static RexNode rex(Cell cell) {
    return Objects.requireNonNull(cell.rex);
  }

  private RexNode assigned(Cell cell, RexNode value) {
    return assignment.assign(Assignment.Value.of(value, cell.node, cell.place), cell.column);
  }

  private static List<SqlTypeName> typeNames(List<Cell> row) {
    return row.stream().map(cell -> rex(cell).getType().getSqlTypeName()).toList();
  }

  private static ImmutableList<RexLiteral> literals(List<RexNode> values) {
    return values.stream().map(RexLiteral.class::cast).collect(ImmutableList.toImmutableList());
  }

  private LogicalProject project(RelNode input, List<RexNode> values) {
    return LogicalProject.create(
        input, List.of(), values, target.table().rowType().getFieldNames(), Set.of());
  }

  /** Literals of the same types, cast all at once. */
  private RelNode bulk(List<List<Cell>> rows) {
    RelDataTypeFactory.Builder type = planning.types().builder();
    for (RelDataTypeField column : target.columns()) {
      List<RelDataType> given =
          rows.stream().map(row -> rex(row.get(column.getIndex())).getType()).distinct().toList();
      type.add(
          column.getName(),
          given.size() == 1
              ? given.get(0)
              : Objects.requireNonNull(planning.types().leastRestrictive(given)));
    }
    ImmutableList.Builder<ImmutableList<RexLiteral>> tuples = ImmutableList.builder();
    rows.forEach(row -> tuples.add(literals(row.stream().map(ValuesRows::rex).toList())));
    RelNode values = LogicalValues.create(planning.cluster(), type.build(), tuples.build());
    List<RexNode> columns = new ArrayList<>();
    for (Cell cell : rows.get(0)) {
      columns.add(assigned(cell, RexInputRef.of(cell.column.getIndex(), values.getRowType())));
    }
    return project(values, columns);
  }

  private RelDataType rowType() {
    RelDataTypeFactory.Builder type = planning.types().builder();
    for (RelDataTypeField column : target.columns()) {
      type.add(column.getName(), assignment.target(column.getType()));
    }
    return type.build();
  }
}
