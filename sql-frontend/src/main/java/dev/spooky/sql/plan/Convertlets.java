// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.function.OwnFunctions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.TimeFrame;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAbstractDateTimeLiteral;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * How calls become expressions where Calcite's own way loses microseconds: it counts intervals in
 * whole milliseconds.
 */
final class Convertlets implements SqlRexConvertletTable {
  static final Convertlets TABLE = new Convertlets();

  private static final int MICROS_DIGITS = 6;
  private static final BigDecimal MILLIS_PER_SECOND = BigDecimal.valueOf(1000);

  private Convertlets() {}

  @Override
  public @Nullable SqlRexConvertlet get(SqlCall call) {
    if (call.getKind() == SqlKind.TIMESTAMP_ADD || call.getKind() == SqlKind.TIMESTAMP_DIFF) {
      return Convertlets::withUnit;
    } else if (call.getKind() == SqlKind.CAST
        && call.operand(0) instanceof SqlAbstractDateTimeLiteral) {
      return Convertlets::castTime;
    } else if (call.getKind() == SqlKind.CAST) {
      return Convertlets::cast;
    } else if (call.getOperator() instanceof SqlAggFunction
        || OwnFunctions.contains(call.getOperator())) {
      return Convertlets::asItIs;
    }
    return StandardConvertletTable.INSTANCE.get(call);
  }

  /** Calcite would make sums of an average in a window, which round elsewhere. */
  private static RexNode asItIs(SqlRexContext context, SqlCall call) {
    List<RexNode> operands = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      if (!(operand instanceof SqlIdentifier name && name.isStar())) {
        operands.add(context.convertExpression(operand));
      }
    }
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    return context
        .getRexBuilder()
        .makeCall(call.getParserPosition(), type, call.getOperator(), operands);
  }

  /** Calcite would cast an array to nothing but an array. */
  private static RexNode cast(SqlRexContext context, SqlCall call) {
    SqlValidator validator = context.getValidator();
    RelDataType from = validator.getValidatedNodeTypeIfKnown(call.operand(0));
    RelDataType to = validator.getValidatedNodeTypeIfKnown(call);
    if (from == null || to == null || from.getSqlTypeName() != SqlTypeName.ARRAY) {
      return Objects.requireNonNull(StandardConvertletTable.INSTANCE.get(call))
          .convertCall(context, call);
    }
    RexNode array = context.convertExpression(call.operand(0));
    return context.getRexBuilder().makeAbstractCast(call.getParserPosition(), to, array, false);
  }

  /** Calcite would cut a time's digits; our cast rounds them, as it does those of a column. */
  private static RexNode castTime(SqlRexContext context, SqlCall call) {
    SqlAbstractDateTimeLiteral literal = call.operand(0);
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    return type.getSqlTypeName() == literal.getTypeName()
        ? rounded(literal, type, context.getRexBuilder())
        : Objects.requireNonNull(StandardConvertletTable.INSTANCE.get(call))
            .convertCall(context, call);
  }

  /** A time of the type from the text of the literal, which Calcite leaves alone. */
  static RexNode rounded(SqlAbstractDateTimeLiteral literal, RelDataType type, RexBuilder rex) {
    return rex.makeAbstractCast(type, rex.makeLiteral(literal.toFormattedString()), false);
  }

  /** TIMESTAMPADD and TIMESTAMPDIFF stay what they are, the unit being a flag. */
  private static RexNode withUnit(SqlRexContext context, SqlCall call) {
    RexBuilder rex = context.getRexBuilder();
    TimeUnit unit = unit(call, context.getValidator());
    RexNode first = context.convertExpression(call.operand(1));
    RexNode second = context.convertExpression(call.operand(2));
    return rex.makeCall(
        call.getParserPosition(),
        context.getValidator().getValidatedNodeType(call),
        call.getOperator(),
        List.of(rex.makeFlag(unit), first, second));
  }

  /** The type of TIMESTAMPADD and TIMESTAMPDIFF, if it is another one than Calcite's. */
  static @Nullable RelDataType type(SqlCall call, RelDataType derived, SqlValidator validator) {
    RelDataTypeFactory types = validator.getTypeFactory();
    if (call.getKind() == SqlKind.TIMESTAMP_DIFF) {
      return likeNull(types.createSqlType(SqlTypeName.BIGINT), derived, types);
    }
    if (call.getKind() == SqlKind.EXTRACT) {
      RelDataType fraction = fraction(call, validator);
      return fraction == null ? null : likeNull(fraction, derived, types);
    }
    boolean ofDate = derived.getSqlTypeName() == SqlTypeName.DATE;
    if (call.getKind() == SqlKind.TIMESTAMP_ADD && ofDate && isFraction(unit(call, validator))) {
      return likeNull(types.createSqlType(SqlTypeName.TIMESTAMP, MICROS_DIGITS), derived, types);
    }
    return null;
  }

  /** Seconds come with their fraction, unless they are those of a date or of months. */
  private static @Nullable RelDataType fraction(SqlCall call, SqlValidator validator) {
    RelDataTypeFactory types = validator.getTypeFactory();
    RelDataType of = validator.getValidatedNodeTypeIfKnown(call.operand(1));
    if (of == null
        || of.getSqlTypeName() == SqlTypeName.DATE
        || SqlTypeName.YEAR_INTERVAL_TYPES.contains(of.getSqlTypeName())) {
      return null;
    }
    return switch (unit(call, validator)) {
      case SECOND -> types.createSqlType(SqlTypeName.DECIMAL, 8, MICROS_DIGITS);
      case MILLISECOND -> types.createSqlType(SqlTypeName.DECIMAL, 8, 3);
      case EPOCH -> types.createSqlType(SqlTypeName.DECIMAL, 19, MICROS_DIGITS);
      default -> null;
    };
  }

  private static boolean isFraction(TimeUnit unit) {
    return unit == TimeUnit.MILLISECOND
        || unit == TimeUnit.MICROSECOND
        || unit == TimeUnit.NANOSECOND;
  }

  /** The unit of a call, also if JDBC's name of it is given, as SQL_TSI_FRAC_SECOND. */
  private static TimeUnit unit(SqlCall call, SqlValidator validator) {
    TimeFrame frame = validator.validateTimeFrame(call.operand(0));
    return Objects.requireNonNull(validator.getTimeFrameSet().getUnit(frame), frame.name());
  }

  private static RelDataType likeNull(
      RelDataType type, RelDataType derived, RelDataTypeFactory types) {
    return types.createTypeWithNullability(type, derived.isNullable());
  }

  /** An interval with a fraction of seconds, in milliseconds; null leaves it to Calcite. */
  static @Nullable RexNode interval(SqlIntervalLiteral literal, RexBuilder rex) {
    SqlIntervalLiteral.IntervalValue value =
        literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
    String text = value.getIntervalLiteral();
    int point = text.lastIndexOf('.');
    if (point < 0) {
      return null;
    }
    SqlIntervalQualifier qualifier = value.getIntervalQualifier();
    // sign, days, hours, minutes, seconds, milliseconds
    int[] parts =
        qualifier.evaluateIntervalLiteral(
            text, SqlParserPos.ZERO, rex.getTypeFactory().getTypeSystem());
    long seconds = ((parts[1] * 24L + parts[2]) * 60 + parts[3]) * 60 + parts[4];
    BigDecimal exact =
        new BigDecimal("0" + text.substring(point).strip())
            .setScale(MICROS_DIGITS, RoundingMode.HALF_UP)
            .add(BigDecimal.valueOf(seconds))
            .multiply(MILLIS_PER_SECOND)
            .multiply(BigDecimal.valueOf((long) parts[0] * value.getSign()));
    return rex.makeIntervalLiteral(exact.stripTrailingZeros(), qualifier);
  }
}
