// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.runtime.window.Frame;
import dev.spooky.runtime.window.Frame.Bound;
import dev.spooky.runtime.zset.RowOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A frame whose bounds are rows or columns: {@code RANGE n PRECEDING} is a column with the order's
 * value less n.
 */
record WindowFrame(boolean byRows, Bound lower, Bound upper, Frame.Exclusion exclusion) {

  /** The frame of a window function; adds the columns that it needs. */
  static WindowFrame of(
      RexOver over, List<RowOrder.Term> terms, WindowColumns columns, RexBuilder rex) {
    RexWindow window = over.getWindow();
    Frame.Exclusion exclusion =
        switch (window.getExclude()) {
          case EXCLUDE_NO_OTHER -> Frame.Exclusion.NO_OTHERS;
          case EXCLUDE_CURRENT_ROW -> Frame.Exclusion.CURRENT_ROW;
          case EXCLUDE_GROUP -> Frame.Exclusion.GROUP;
          case EXCLUDE_TIES -> Frame.Exclusion.TIES;
        };
    return new WindowFrame(
        window.isRows(),
        bound(over, window.getLowerBound(), terms, columns, rex),
        bound(over, window.getUpperBound(), terms, columns, rex),
        exclusion);
  }

  Frame over(RowOrder order) {
    return new Frame(order, byRows, lower, upper, exclusion);
  }

  private static Bound bound(
      RexOver over,
      RexWindowBound bound,
      List<RowOrder.Term> terms,
      WindowColumns columns,
      RexBuilder rex) {
    if (bound.isUnbounded()) {
      return Bound.UNBOUNDED;
    } else if (bound.isCurrentRow()) {
      return Bound.CURRENT;
    }
    RexNode offset = bound.getOffset() == null ? null : RexUtil.removeCast(bound.getOffset());
    if (!(offset instanceof RexLiteral literal)
        || !(literal.getValue() instanceof BigDecimal number)
        || number.signum() < 0) {
      throw WindowCall.refused(over, " with a frame that is not constant", "Write the number.");
    }
    if (over.getWindow().isRows()) {
      long rows = number.min(BigDecimal.valueOf(Long.MAX_VALUE >> 2)).longValue();
      return Bound.rows(bound.isPreceding() ? -rows : rows);
    }
    RexNode key = over.getWindow().orderKeys.get(0).left;
    boolean less = bound.isPreceding() != terms.get(0).descending();
    return Bound.value(columns.of(shifted(over, key, literal, less, rex)));
  }

  /** The key less or plus an offset. */
  private static RexNode shifted(
      RexOver over, RexNode key, RexLiteral offset, boolean less, RexBuilder rex) {
    RelDataType type = key.getType();
    ValueType value = RowLayouts.valueType(type);
    boolean isInterval = SqlTypeName.INTERVAL_TYPES.contains(offset.getType().getSqlTypeName());
    switch (value.base()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> {
        return exact(over, key, offset, less, rex);
      }
      case REAL, DOUBLE -> {
        RelDataType real =
            rex.getTypeFactory()
                .createTypeWithNullability(
                    rex.getTypeFactory().createSqlType(SqlTypeName.DOUBLE), type.isNullable());
        return rex.makeCall(
            less ? SqlStdOperatorTable.MINUS : SqlStdOperatorTable.PLUS,
            rex.makeAbstractCast(real, key, false),
            rex.makeAbstractCast(
                rex.getTypeFactory().createSqlType(SqlTypeName.DOUBLE), offset, false));
      }
      case DATE, TIMESTAMP, INSTANT -> {
        boolean days =
            SqlTypeName.YEAR_INTERVAL_TYPES.contains(offset.getType().getSqlTypeName())
                || offset.getType().getSqlTypeName() == SqlTypeName.INTERVAL_DAY;
        if (isInterval && (days || value.base() != ValueType.Base.DATE)) {
          return rex.makeCall(
              type,
              less ? SqlStdOperatorTable.MINUS_DATE : SqlStdOperatorTable.DATETIME_PLUS,
              List.of(key, offset));
        }
      }
      default -> {}
    }
    throw WindowCall.refused(
        over, " with RANGE of " + offset.getType() + " over " + type, "Cast the order's column.");
  }

  /** No further than the type's last value, beyond which there are no rows. */
  private static RexNode exact(
      RexOver over, RexNode key, RexLiteral offset, boolean less, RexBuilder rex) {
    RelDataType type = rex.getTypeFactory().createTypeWithNullability(key.getType(), false);
    boolean isDecimal = type.getSqlTypeName() == SqlTypeName.DECIMAL;
    int scale = Math.max(0, type.getScale());
    BigDecimal number =
        ((BigDecimal) Objects.requireNonNull(offset.getValue())).stripTrailingZeros();
    if (number.scale() > scale) {
      throw WindowCall.refused(
          over, " with RANGE of " + offset + " over " + type, "Cast the order's column.");
    }
    BigDecimal most =
        isDecimal
            ? BigDecimal.TEN.pow(type.getPrecision()).subtract(BigDecimal.ONE).movePointLeft(scale)
            : BigDecimal.valueOf(greatest(type.getSqlTypeName()));
    BigDecimal least = isDecimal ? most.negate() : most.negate().subtract(BigDecimal.ONE);
    BigDecimal end = less ? least : most;
    BigDecimal near = less ? least.add(number) : most.subtract(number);
    RexNode last = rex.makeAbstractCast(type, rex.makeExactLiteral(end.setScale(scale)), false);
    RexNode isNear =
        near.compareTo(least) < 0 || near.compareTo(most) > 0
            ? rex.makeLiteral(true)
            : rex.makeCall(
                less ? SqlStdOperatorTable.LESS_THAN : SqlStdOperatorTable.GREATER_THAN,
                key,
                rex.makeAbstractCast(type, rex.makeExactLiteral(near.setScale(scale)), false));
    RexNode moved =
        rex.makeCall(
            less ? SqlStdOperatorTable.MINUS : SqlStdOperatorTable.PLUS,
            key,
            rex.makeExactLiteral(number.setScale(scale)));
    RexNode isNull = rex.makeCall(SqlStdOperatorTable.IS_NULL, key);
    RelDataType nullable = key.getType();
    return rex.makeCall(
        nullable,
        SqlStdOperatorTable.CASE,
        List.of(
            isNull,
            rex.makeAbstractCast(nullable, key, false),
            isNear,
            rex.makeAbstractCast(nullable, last, false),
            rex.makeAbstractCast(nullable, moved, false)));
  }

  private static long greatest(SqlTypeName name) {
    return switch (name) {
      case TINYINT -> Byte.MAX_VALUE;
      case SMALLINT -> Short.MAX_VALUE;
      case INTEGER -> Integer.MAX_VALUE;
      default -> Long.MAX_VALUE;
    };
  }
}
