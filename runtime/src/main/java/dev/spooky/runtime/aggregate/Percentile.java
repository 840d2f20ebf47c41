// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowOrder;
import dev.spooky.runtime.zset.RowProjection;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PERCENTILE_DISC and PERCENTILE_CONT: the value below which a part of the group's values lies, one
 * of them or between two of them. NULLs do not count. O(log group) a change.
 *
 * <pre>
 *   state: root of the values (int) | 0 (int)
 * </pre>
 */
public final class Percentile implements Accumulator {
  /** Decimal places: of the part, of the values, and of a value between two. */
  public record Scales(int part, int value, int result) {}

  private static final int VALUE = 0;
  private static final int PART = 1;

  private final FieldSlot argument;
  private final boolean continuous;
  private final Scales scales;
  private final SortedRows values;

  /**
   * A percentile of a column.
   *
   * @param part the column with the constant part, from 0 to 1
   */
  public Percentile(
      Storage storage,
      RowLayout input,
      RowOrder.Term by,
      int part,
      boolean continuous,
      Scales scales) {
    this.argument = input.slot(by.column());
    this.continuous = continuous;
    this.scales = scales;
    RowOrder.Term term = new RowOrder.Term(VALUE, by.descending(), by.nullsFirst());
    this.values = new SortedRows(storage, input, new int[] {by.column(), part}, List.of(term));
  }

  @Override
  public int stateBytes() {
    return 8;
  }

  @Override
  public void add(byte[] state, int at, byte[] row, int offset, long weight) {
    if (!argument.isNull(row, offset)) {
      Bytes.putInt(state, at, values.add(Bytes.getInt(state, at), row, offset, weight));
    }
  }

  @Override
  public Errors.@Nullable Kind write(byte[] state, int at, Delta out, int begun, FieldSlot result) {
    int root = Bytes.getInt(state, at);
    long size = values.size(root);
    if (size == 0) {
      Results.setNull(out, begun, result);
      return null;
    }
    values.fetch(root, 0);
    BigDecimal part = number(values.slot(PART), scales.part());
    if (!continuous) {
      BigDecimal place = part.multiply(BigDecimal.valueOf(size));
      long upTo = place.setScale(0, RoundingMode.CEILING).longValueExact();
      values.fetch(root, Math.max(0, upTo - 1));
      RowProjection.copy(values.slot(VALUE), values.bytes(), values.at(), result, out, begun);
      return null;
    }
    BigDecimal place = part.multiply(BigDecimal.valueOf(size - 1));
    BigDecimal below = place.setScale(0, RoundingMode.FLOOR);
    BigDecimal rest = place.subtract(below);
    values.fetch(root, below.longValueExact());
    return argument.kind() == FieldKind.F32 || argument.kind() == FieldKind.F64
        ? writeReal(root, below.longValueExact(), rest, out, begun + result.offset())
        : writeExact(root, below.longValueExact(), rest, out, begun, result);
  }

  private Errors.@Nullable Kind writeReal(
      int root, long below, BigDecimal rest, Delta out, int to) {
    double value = values.slot(VALUE).getDouble(values.bytes(), values.at());
    if (rest.signum() != 0) {
      values.fetch(root, below + 1);
      double next = values.slot(VALUE).getDouble(values.bytes(), values.at());
      if (Double.compare(value, next) != 0) {
        value =
            Double.isFinite(value) && Double.isFinite(next)
                ? between(new BigDecimal(value), new BigDecimal(next), rest).doubleValue() + 0.0
                : value + (next - value) * rest.doubleValue();
      }
    }
    Bytes.putDouble(out.bytes(), to, value);
    return null;
  }

  private Errors.@Nullable Kind writeExact(
      int root, long below, BigDecimal rest, Delta out, int begun, FieldSlot result) {
    BigDecimal value = number(values.slot(VALUE), scales.value());
    if (rest.signum() != 0) {
      values.fetch(root, below + 1);
      value = between(value, number(values.slot(VALUE), scales.value()), rest);
    }
    BigInteger rounded = value.setScale(scales.result(), RoundingMode.HALF_UP).unscaledValue();
    return Results.putInteger(rounded, out, begun, result);
  }

  private static BigDecimal between(BigDecimal low, BigDecimal high, BigDecimal rest) {
    return low.add(high.subtract(low).multiply(rest));
  }

  private BigDecimal number(FieldSlot slot, int scale) {
    return switch (slot.kind()) {
      case F32, F64 -> new BigDecimal(slot.getDouble(values.bytes(), values.at()));
      case I128 ->
          new BigDecimal(
              new Results.Int128(
                      slot.getHigh(values.bytes(), values.at()),
                      slot.getLong(values.bytes(), values.at()))
                  .toBigInteger(),
              scale);
      default -> BigDecimal.valueOf(slot.getLong(values.bytes(), values.at()), scale);
    };
  }

  @Override
  public void release(byte[] state, int at) {
    values.clear(Bytes.getInt(state, at));
  }

  @Override
  public long heapBytes() {
    return values.heapBytes();
  }
}
