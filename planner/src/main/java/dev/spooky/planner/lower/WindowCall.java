// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import dev.spooky.planner.type.NotSupportedException;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.window.FrameAggregate;
import dev.spooky.runtime.window.FrameValue;
import dev.spooky.runtime.window.Neighbour;
import dev.spooky.runtime.window.Ranking;
import dev.spooky.runtime.window.Tiles;
import dev.spooky.runtime.window.WindowFunction;
import dev.spooky.runtime.zset.RowOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A window function whose arguments are columns.
 *
 * @param arguments the columns of its arguments; constants are not among them
 * @param number its constant: distance, number of tiles, which row
 */
record WindowCall(RexOver over, List<Integer> arguments, long number, WindowFrame frame) {

  static WindowCall of(
      RexOver over, List<RowOrder.Term> terms, WindowColumns columns, RexBuilder rex) {
    check(over);
    List<Integer> arguments = new ArrayList<>();
    List<RexNode> operands = over.getOperands();
    SqlKind kind = over.getAggOperator().getKind();
    long number = 1;
    switch (kind) {
      case NTILE -> number = constant(over, 0, 1);
      case LAG, LEAD -> {
        arguments.add(columns.of(as(over, operands.get(0), rex)));
        number = operands.size() > 1 ? constant(over, 1, Long.MIN_VALUE) : 1;
        if (operands.size() > 2 && !RexUtil.isNull(operands.get(2))) {
          arguments.add(columns.of(as(over, operands.get(2), rex)));
        }
      }
      case FIRST_VALUE, LAST_VALUE, NTH_VALUE -> {
        arguments.add(columns.of(as(over, operands.get(0), rex)));
        number = kind == SqlKind.NTH_VALUE ? constant(over, 1, 1) : 1;
      }
      default ->
          operands.forEach(operand -> arguments.add(columns.of(argument(over, operand, rex))));
    }
    WindowFrame frame = WindowFrame.of(over, terms, columns, rex);
    return new WindowCall(over, arguments, number, frame);
  }

  private static void check(RexOver over) {
    SqlKind kind = over.getAggOperator().getKind();
    boolean known =
        switch (kind) {
          case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST, NTILE -> true;
          case LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE -> true;
          case PERCENTILE_CONT, PERCENTILE_DISC, LISTAGG -> false;
          default -> AggregateFunctions.isKnown(over.getAggOperator());
        };
    if (!known) {
      throw refused(over, "", "Join with an aggregate of the partition.");
    } else if (over.isDistinct()) {
      throw refused(over, " of DISTINCT values in a frame", "Take it over the whole partition.");
    }
    if (kind != SqlKind.COUNT && isThoughtNonEmpty(over)) {
      throw refused(
          over,
          " with EXCLUDE, of an expression that is never NULL",
          "Write CASE WHEN x IS NOT NULL THEN x END.");
    }
  }

  /** Whether Calcite takes the value for one that is never NULL, minding no EXCLUDE. */
  private static boolean isThoughtNonEmpty(RexOver over) {
    RexWindow window = over.getWindow();
    boolean excludesItself =
        switch (window.getExclude()) {
          case EXCLUDE_NO_OTHER, EXCLUDE_TIES -> false;
          case EXCLUDE_CURRENT_ROW, EXCLUDE_GROUP -> true;
        };
    return excludesItself
        && !over.getType().isNullable()
        && SqlWindow.isAlwaysNonEmpty(window.getLowerBound(), window.getUpperBound())
        && over.getOperands().stream().noneMatch(operand -> operand.getType().isNullable());
  }

  /** An argument of the function's own type, so that its value can be copied. */
  private static RexNode as(RexOver over, RexNode operand, RexBuilder rex) {
    RelDataType type =
        rex.getTypeFactory()
            .createTypeWithNullability(over.getType(), operand.getType().isNullable());
    return operand.getType().equals(type) ? operand : rex.makeAbstractCast(type, operand, false);
  }

  /** The argument of an aggregate; those of pairs are DOUBLE. */
  private static RexNode argument(RexOver over, RexNode operand, RexBuilder rex) {
    if (!AggregateFunctions.isOfPairs(over.getAggOperator())) {
      return operand;
    }
    RelDataTypeFactory types = rex.getTypeFactory();
    RelDataType real =
        types.createTypeWithNullability(
            types.createSqlType(SqlTypeName.DOUBLE), operand.getType().isNullable());
    return operand.getType().equals(real) ? operand : rex.makeAbstractCast(real, operand, false);
  }

  private static long constant(RexOver over, int operand, long least) {
    RexNode node = RexUtil.removeCast(over.getOperands().get(operand));
    if (node instanceof RexLiteral literal
        && literal.getValue() instanceof BigDecimal number
        && number.stripTrailingZeros().scale() <= 0
        && number.compareTo(BigDecimal.valueOf(least)) >= 0
        && number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0) {
      return number.longValue();
    }
    throw refused(over, " with " + node + " for a number", "Write a constant, greater than 0.");
  }

  static NotSupportedException refused(RexOver over, String what, String wayRound) {
    SqlParserPos where = over.getParserPosition();
    return new NotSupportedException(
        "window function " + over.getAggOperator().getName() + what,
        wayRound,
        where.getLineNum(),
        where.getColumnNum());
  }

  int line() {
    return over.getParserPosition().getLineNum();
  }

  int column() {
    return over.getParserPosition().getColumnNum();
  }

  /** The function over rows in an order, whose columns are of these types. */
  WindowFunction function(RowOrder order, List<RelDataType> types, Storage storage) {
    RowLayout layout = order.layout();
    return switch (over.getAggOperator().getKind()) {
      case ROW_NUMBER -> new Ranking(Ranking.Kind.ROW_NUMBER);
      case RANK -> new Ranking(Ranking.Kind.RANK);
      case DENSE_RANK -> new Ranking(Ranking.Kind.DENSE_RANK);
      case PERCENT_RANK -> new Ranking(Ranking.Kind.PERCENT_RANK);
      case CUME_DIST -> new Ranking(Ranking.Kind.CUME_DIST);
      case NTILE -> new Tiles(number);
      case LAG -> neighbour(layout, -number);
      case LEAD -> neighbour(layout, number);
      case FIRST_VALUE, NTH_VALUE -> value(order, false);
      case LAST_VALUE -> value(order, true);
      default -> aggregate(order, types, storage);
    };
  }

  private WindowFunction neighbour(RowLayout layout, long offset) {
    FieldSlot otherwise = arguments.size() > 1 ? layout.slot(arguments.get(1)) : null;
    return new Neighbour(layout.slot(arguments.get(0)), offset, otherwise, over.ignoreNulls());
  }

  private WindowFunction value(RowOrder order, boolean fromLast) {
    FieldSlot slot = order.layout().slot(arguments.get(0));
    return new FrameValue(slot, frame.over(order), number, fromLast, over.ignoreNulls());
  }

  private WindowFunction aggregate(RowOrder order, List<RelDataType> types, Storage storage) {
    SqlAggFunction function = over.getAggOperator();
    if (function.getKind() == SqlKind.SUM && !over.getType().isNullable()) {
      function = SqlStdOperatorTable.SUM0; // asked for only where there are rows
    }
    AggregateCall call =
        AggregateCall.create(
            over.getParserPosition(),
            function,
            false,
            false,
            over.ignoreNulls(),
            List.of(),
            arguments,
            -1,
            null,
            RelCollations.EMPTY,
            over.getType(),
            null);
    boolean ordered = function.getKind() == SqlKind.ARRAY_AGG;
    AggregateFunctions.Arguments of =
        new AggregateFunctions.Arguments(
            order.layout(),
            arguments,
            arguments.stream().map(types::get).toList(),
            ordered ? order.terms() : List.of());
    return new FrameAggregate(AggregateFunctions.of(call, of, storage), frame.over(order));
  }

  /** Names all that the operator depends on beside its rows. */
  @Override
  public String toString() {
    return over.getAggOperator().getName()
        + arguments
        + number
        + frame
        + (over.ignoreNulls() ? " ignore nulls " : " ")
        + over.getType().getFullTypeString();
  }
}
