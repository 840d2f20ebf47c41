// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import dev.spooky.planner.type.NotSupportedException;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.aggregate.Accumulator;
import dev.spooky.runtime.aggregate.BitCounts;
import dev.spooky.runtime.aggregate.Count;
import dev.spooky.runtime.aggregate.MinMax;
import dev.spooky.runtime.aggregate.Spread;
import dev.spooky.runtime.aggregate.SpreadDouble;
import dev.spooky.runtime.aggregate.SpreadExact;
import dev.spooky.runtime.aggregate.SumDouble;
import dev.spooky.runtime.aggregate.SumExact;
import dev.spooky.runtime.storage.Storage;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;

/** Which accumulator an aggregate function is. */
public final class AggregateFunctions {
  private AggregateFunctions() {}

  /** Whether functions of this kind can be kept up to date. */
  public static boolean isKnown(SqlKind kind) {
    return switch (kind) {
      case COUNT, SUM, SUM0, AVG, MIN, MAX, ANY_VALUE -> true;
      case BIT_AND, BIT_OR, BIT_XOR -> true;
      case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> true;
      default -> false;
    };
  }

  /** The accumulator of a call whose argument is a column of rows; −1 for none. */
  static Accumulator of(
      AggregateCall call, RelDataType type, RowLayout layout, int argument, Storage storage) {
    SqlKind kind = call.getAggregation().getKind();
    if (argument < 0) {
      return new Count(null);
    }
    FieldSlot slot = layout.slot(argument);
    boolean floating = slot.kind() == FieldKind.F32 || slot.kind() == FieldKind.F64;
    int scale = Math.max(0, type.getScale());
    int resultScale = Math.max(0, call.getType().getScale());
    return switch (kind) {
      case COUNT -> new Count(slot);
      // of any value the least: a function of the rows, whatever their order
      case MIN, MAX, ANY_VALUE -> new MinMax(storage, layout, argument, kind == SqlKind.MAX);
      case BIT_AND, BIT_OR, BIT_XOR -> bits(call, slot);
      case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> {
        Spread spread = Spread.valueOf(kind.name());
        if (slot.kind() == FieldKind.I128) {
          throw refused(call, "of DECIMAL with more than 18 digits", "Cast to DOUBLE.");
        }
        yield floating
            ? new SpreadDouble(storage, slot, spread)
            : new SpreadExact(slot, spread, scale, resultScale);
      }
      default -> {
        boolean average = kind == SqlKind.AVG;
        boolean zero = kind == SqlKind.SUM0;
        if (floating) {
          yield new SumDouble(storage, slot, average, zero);
        }
        yield average ? SumExact.average(slot, resultScale - scale) : SumExact.sum(slot, zero);
      }
    };
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
