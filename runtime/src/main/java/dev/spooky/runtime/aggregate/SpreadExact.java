// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Variance and standard deviation of integers and of decimals of 64 bits: exact sums of the values
 * and of their squares, divided and rounded once, half away from zero. O(1) a change.
 *
 * <pre>
 *   state: count of non-NULL arguments | sum, three longs | sum of squares, three longs
 * </pre>
 */
public final class SpreadExact implements Accumulator {
  private final FieldSlot argument;
  private final Spread spread;
  private final int scale;
  private final int resultScale;

  /** The measure of an argument with {@code scale} decimal places, with {@code resultScale}. */
  public SpreadExact(FieldSlot argument, Spread spread, int scale, int resultScale) {
    this.argument = argument;
    this.spread = spread;
    this.scale = scale;
    this.resultScale = resultScale;
  }

  @Override
  public int stateBytes() {
    return 56;
  }

  @Override
  public void add(byte[] state, int at, byte[] row, int offset, long weight) {
    if (argument.isNull(row, offset)) {
      return;
    }
    Bytes.putLong(state, at, Math.addExact(Bytes.getLong(state, at), weight));
    long value = argument.getLong(row, offset);
    SumExact.addWide(state, at, value >> 63, value, weight);
    SumExact.addWide(state, at + 24, Math.multiplyHigh(value, value), value * value, weight);
  }

  @Override
  public Errors.@Nullable Kind write(byte[] state, int at, Delta out, int begun, FieldSlot result) {
    BigDecimal sum = new BigDecimal(SumExact.limbs(state, at), scale);
    BigDecimal squares = new BigDecimal(SumExact.limbs(state, at + 24), 2 * scale);
    BigDecimal value = spread.of(Bytes.getLong(state, at), sum, squares);
    if (value == null) {
      Results.setNull(out, begun, result);
      return null;
    }
    BigInteger rounded = value.setScale(resultScale, RoundingMode.HALF_UP).unscaledValue();
    return Results.putInteger(rounded, out, begun, result);
  }
}
