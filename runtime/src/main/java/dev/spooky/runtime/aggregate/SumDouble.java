// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import org.jspecify.annotations.Nullable;

/**
 * SUM and AVG of REAL and DOUBLE: the correctly rounded sum, or quotient, of the live values, the
 * same bits whatever the history. Infinities and NaNs are counted apart; a finite sum beyond the
 * range of DOUBLE is an error.
 *
 * <pre>
 *   state: non-NULL count | NaN count | +Infinity count | −Infinity count | exact sum (int), 0 (int)
 * </pre>
 */
public final class SumDouble implements Accumulator {
  private static final int NANS = 8;
  private static final int PLUS = 16;
  private static final int MINUS = 24;
  private static final int SUM = 32;

  private final FieldSlot argument;
  private final boolean average;
  private final boolean zeroWhenEmpty;
  private final ExactSum sums;

  /**
   * SUM, or AVG, of an F32 or F64 argument.
   *
   * @param zeroWhenEmpty whether the sum of nothing is 0 and not NULL
   */
  public SumDouble(Storage storage, FieldSlot argument, boolean average, boolean zeroWhenEmpty) {
    this.zeroWhenEmpty = zeroWhenEmpty;
    this.argument = argument;
    this.average = average;
    this.sums = new ExactSum(storage);
  }

  @Override
  public int stateBytes() {
    return 40;
  }

  @Override
  public void add(byte[] state, int at, byte[] row, int offset, long weight) {
    if (argument.isNull(row, offset)) {
      return;
    }
    addTo(state, at, weight);
    double value = argument.getDouble(row, offset);
    if (Double.isFinite(value)) {
      Bytes.putInt(state, at + SUM, sums.add(Bytes.getInt(state, at + SUM), value, weight));
    } else if (Double.isNaN(value)) {
      addTo(state, at + NANS, weight);
    } else {
      addTo(state, at + (value > 0 ? PLUS : MINUS), weight);
    }
  }

  private static void addTo(byte[] state, int at, long weight) {
    Bytes.putLong(state, at, Math.addExact(Bytes.getLong(state, at), weight));
  }

  @Override
  public Errors.@Nullable Kind write(byte[] state, int at, Delta out, int begun, FieldSlot result) {
    long count = Bytes.getLong(state, at);
    if (count == 0 && !zeroWhenEmpty) {
      Results.setNull(out, begun, result);
      return null;
    }
    boolean plus = Bytes.getLong(state, at + PLUS) != 0;
    boolean minus = Bytes.getLong(state, at + MINUS) != 0;
    double value;
    if (Bytes.getLong(state, at + NANS) != 0 || (plus && minus)) {
      value = Double.NaN;
    } else if (plus || minus) {
      value = plus ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    } else {
      value = sums.round(Bytes.getInt(state, at + SUM), average ? count : 1);
      if (Double.isInfinite(value)) {
        return Errors.Kind.OUT_OF_RANGE;
      }
    }
    Bytes.putDouble(out.bytes(), begun + result.offset(), value);
    return null;
  }

  @Override
  public boolean isEmpty(byte[] state, int at) {
    for (int i = 0; i < SUM; i += 8) {
      if (Bytes.getLong(state, at + i) != 0) {
        return false;
      }
    }
    return sums.isZero(Bytes.getInt(state, at + SUM));
  }

  @Override
  public void release(byte[] state, int at) {
    sums.release(Bytes.getInt(state, at + SUM));
  }

  @Override
  public long heapBytes() {
    return sums.heapBytes();
  }
}
