// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Variance and standard deviation of REAL and DOUBLE: exact sums of the values and of their
 * squares, each square as two doubles, rounded once; the same bits whatever the history. NaN or an
 * infinity among the values makes it NaN; a value whose square is no double is an error. O(1) a
 * change.
 *
 * <pre>
 *   state: count of finite | count of others | count of too great | sum (int), squares (int)
 * </pre>
 */
public final class SpreadDouble implements Accumulator {
  private static final int OTHERS = 8;
  private static final int TOO_GREAT = 16;
  private static final int SUM = 24;
  private static final int SQUARES = 28;

  private final FieldSlot argument;
  private final Spread spread;
  private final ExactSum sums;

  /** The measure of an F32 or F64 argument. */
  public SpreadDouble(Storage storage, FieldSlot argument, Spread spread) {
    this.argument = argument;
    this.spread = spread;
    this.sums = new ExactSum(storage);
  }

  @Override
  public int stateBytes() {
    return 32;
  }

  @Override
  public void add(byte[] state, int at, byte[] row, int offset, long weight) {
    if (argument.isNull(row, offset)) {
      return;
    }
    double value = argument.getDouble(row, offset);
    double square = value * value;
    if (!Double.isFinite(value)) {
      addTo(state, at + OTHERS, weight);
    } else if (Double.isInfinite(square)) {
      addTo(state, at + TOO_GREAT, weight);
    } else {
      addTo(state, at, weight);
      Bytes.putInt(state, at + SUM, sums.add(Bytes.getInt(state, at + SUM), value, weight));
      int squares = sums.add(Bytes.getInt(state, at + SQUARES), square, weight);
      double rest = Math.fma(value, value, -square);
      Bytes.putInt(state, at + SQUARES, sums.add(squares, rest, weight));
    }
  }

  private static void addTo(byte[] state, int at, long weight) {
    Bytes.putLong(state, at, Math.addExact(Bytes.getLong(state, at), weight));
  }

  @Override
  public Errors.@Nullable Kind write(byte[] state, int at, Delta out, int begun, FieldSlot result) {
    long others = Bytes.getLong(state, at + OTHERS);
    if (Bytes.getLong(state, at + TOO_GREAT) != 0) {
      return Errors.Kind.OUT_OF_RANGE;
    }
    BigDecimal sum = sums.exact(Bytes.getInt(state, at + SUM));
    BigDecimal squares = sums.exact(Bytes.getInt(state, at + SQUARES));
    long count = Math.addExact(Bytes.getLong(state, at), others);
    BigDecimal value = spread.of(count, sum, squares);
    if (value == null) {
      Results.setNull(out, begun, result);
      return null;
    }
    double rounded = others != 0 ? Double.NaN : value.doubleValue();
    if (Double.isInfinite(rounded)) {
      return Errors.Kind.OUT_OF_RANGE;
    }
    Bytes.putDouble(out.bytes(), begun + result.offset(), rounded);
    return null;
  }

  @Override
  public boolean isEmpty(byte[] state, int at) {
    return Bytes.getLong(state, at) == 0
        && Bytes.getLong(state, at + OTHERS) == 0
        && Bytes.getLong(state, at + TOO_GREAT) == 0
        && sums.isZero(Bytes.getInt(state, at + SUM))
        && sums.isZero(Bytes.getInt(state, at + SQUARES));
  }

  @Override
  public void release(byte[] state, int at) {
    sums.release(Bytes.getInt(state, at + SUM));
    sums.release(Bytes.getInt(state, at + SQUARES));
  }

  @Override
  public long heapBytes() {
    return sums.heapBytes();
  }
}
