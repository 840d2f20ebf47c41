// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import dev.spooky.planner.type.NotSupportedException;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.aggregate.Accumulator;
import dev.spooky.runtime.aggregate.BitCounts;
import dev.spooky.runtime.aggregate.Collected;
import dev.spooky.runtime.aggregate.Count;
import dev.spooky.runtime.aggregate.ExtremeRow;
import dev.spooky.runtime.aggregate.Joined;
import dev.spooky.runtime.aggregate.MinMax;
import dev.spooky.runtime.aggregate.Mode;
import dev.spooky.runtime.aggregate.Pairs;
import dev.spooky.runtime.aggregate.Percentile;
import dev.spooky.runtime.aggregate.Regression;
import dev.spooky.runtime.aggregate.Spread;
import dev.spooky.runtime.aggregate.SpreadDouble;
import dev.spooky.runtime.aggregate.SpreadExact;
import dev.spooky.runtime.aggregate.SumDouble;
import dev.spooky.runtime.aggregate.SumExact;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.RowOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;

/** Which accumulator an aggregate function is. */
public final class AggregateFunctions {
  private static final Set<String> OF_PAIRS =
      Arrays.stream(Regression.values()).map(Enum::name).collect(Collectors.toSet());

  /**
   * What a function is computed from.
   *
   * @param columns columns of its arguments
   * @param types types of these, and of the first column of the order
   * @param order the order within the group
   */
  record Arguments(
      RowLayout layout, List<Integer> columns, List<RelDataType> types, List<RowOrder.Term> order) {
    int column(int argument) {
      return columns.get(argument);
    }

    FieldSlot slot(int argument) {
      return layout.slot(columns.get(argument));
    }

    int scale(int type) {
      return Math.max(0, types.get(type).getScale());
    }
  }

  private AggregateFunctions() {}

  /** Whether a function can be kept up to date. */
  public static boolean isKnown(SqlAggFunction function) {
    return switch (function.getKind()) {
      case COUNT, SUM, SUM0, AVG, MIN, MAX, ANY_VALUE -> true;
      case BIT_AND, BIT_OR, BIT_XOR -> true;
      case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> true;
      case PERCENTILE_CONT, PERCENTILE_DISC, MODE, LISTAGG, ARRAY_AGG -> true;
      case ARG_MIN, ARG_MAX -> true;
      default -> isOfPairs(function);
    };
  }

  /** Whether a function is of pairs of DOUBLEs, as a covariance is. */
  public static boolean isOfPairs(SqlAggFunction function) {
    return OF_PAIRS.contains(function.getName().toUpperCase(Locale.ROOT));
  }

  /** Whether the rows' order within the group matters to a function. */
  public static boolean isOrdered(SqlAggFunction function) {
    return switch (function.getKind()) {
      case PERCENTILE_CONT, PERCENTILE_DISC, MODE, LISTAGG, ARRAY_AGG -> true;
      default -> false;
    };
  }

  /** The accumulator of a call. */
  static Accumulator of(AggregateCall call, Arguments arguments, Storage storage) {
    SqlAggFunction function = call.getAggregation();
    if (arguments.columns().isEmpty()) {
      return new Count(null);
    } else if (isOfPairs(function)) {
      Regression measure = Regression.valueOf(function.getName().toUpperCase(Locale.ROOT));
      return new Pairs(storage, arguments.slot(0), arguments.slot(1), measure);
    }
    SqlKind kind = function.getKind();
    RowLayout layout = arguments.layout();
    FieldSlot slot = arguments.slot(0);
    int column = arguments.column(0);
    return switch (kind) {
      case COUNT -> new Count(slot);
      // of any value the least: a function of the rows, whatever their order
      case MIN, MAX, ANY_VALUE -> new MinMax(storage, layout, column, kind == SqlKind.MAX);
      case ARG_MIN, ARG_MAX ->
          new ExtremeRow(storage, layout, column, arguments.column(1), kind == SqlKind.ARG_MAX);
      case BIT_AND, BIT_OR, BIT_XOR -> bits(call, slot);
      case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> spread(call, arguments, storage);
      case PERCENTILE_CONT, PERCENTILE_DISC -> percentile(call, arguments, storage);
      case MODE ->
          new Mode(
              storage,
              layout,
              arguments.order().isEmpty()
                  ? new RowOrder.Term(column, false, false)
                  : arguments.order().get(0));
      case LISTAGG -> {
        int separator = arguments.columns().size() > 1 ? arguments.column(1) : -1;
        yield new Joined(storage, layout, column, separator, arguments.order());
      }
      case ARRAY_AGG ->
          new Collected(storage, layout, column, !call.ignoreNulls(), arguments.order());
      default -> sum(call, arguments, storage);
    };
  }

  private static boolean isReal(FieldSlot slot) {
    return slot.kind() == FieldKind.F32 || slot.kind() == FieldKind.F64;
  }

  private static int resultScale(AggregateCall call) {
    return Math.max(0, call.getType().getScale());
  }

  private static Accumulator sum(AggregateCall call, Arguments arguments, Storage storage) {
    boolean average = call.getAggregation().getKind() == SqlKind.AVG;
    boolean zero = call.getAggregation().getKind() == SqlKind.SUM0;
    FieldSlot slot = arguments.slot(0);
    if (isReal(slot)) {
      return new SumDouble(storage, slot, average, zero);
    }
    return average
        ? SumExact.average(slot, resultScale(call) - arguments.scale(0))
        : SumExact.sum(slot, zero);
  }

  private static Accumulator spread(AggregateCall call, Arguments arguments, Storage storage) {
    Spread spread = Spread.valueOf(call.getAggregation().getKind().name());
    FieldSlot slot = arguments.slot(0);
    if (slot.kind() == FieldKind.I128) {
      throw refused(call, "of DECIMAL with more than 18 digits", "Cast to DOUBLE.");
    }
    return isReal(slot)
        ? new SpreadDouble(storage, slot, spread)
        : new SpreadExact(slot, spread, arguments.scale(0), resultScale(call));
  }

  private static Accumulator percentile(AggregateCall call, Arguments arguments, Storage storage) {
    RowOrder.Term by = arguments.order().get(0);
    boolean continuous = call.getAggregation().getKind() == SqlKind.PERCENTILE_CONT;
    boolean isNumber =
        switch (arguments.types().get(1).getSqlTypeName()) {
          case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, FLOAT, DOUBLE -> true;
          default -> false;
        };
    if (continuous && !isNumber) {
      throw refused(call, "of other than numbers", "Use PERCENTILE_DISC.");
    }
    Percentile.Scales scales =
        new Percentile.Scales(arguments.scale(0), arguments.scale(1), resultScale(call));
    return new Percentile(storage, arguments.layout(), by, arguments.column(0), continuous, scales);
  }

  private static Accumulator bits(AggregateCall call, FieldSlot slot) {
    BitCounts.Kind kind =
        switch (call.getAggregation().getKind()) {
          case BIT_AND -> BitCounts.Kind.AND;
          case BIT_OR -> BitCounts.Kind.OR;
          default -> BitCounts.Kind.XOR;
        };
    return switch (slot.kind()) {
      case I8, I16, I32, I64 -> new BitCounts(slot, kind);
      case BOOL, F32, F64, I128, UTF8, BYTES ->
          throw refused(call, "of other than integers", "Cast to BIGINT.");
    };
  }

  private static NotSupportedException refused(AggregateCall call, String what, String wayRound) {
    return new NotSupportedException(
        call.getAggregation().getName() + " " + what,
        wayRound,
        call.getParserPosition().getLineNum(),
        call.getParserPosition().getColumnNum());
  }
}
