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
 * Covariance, correlation and regression of two DOUBLE columns: exact sums of the values, squares
 * and products, each product as two doubles, and one rounding; the same bits whatever the history.
 * Pairs with a NULL do not count; NaN or an infinity makes the result NaN; a product that is no
 * double is an error. O(1) a change.
 *
 * <pre>
 *   state: count of finite pairs | count of others | count of too great |
 *          sums (ints): y | x | yy | xx | xy | 0
 * </pre>
 */
public final class Pairs implements Accumulator {
  private static final int OTHERS = 8;
  private static final int TOO_GREAT = 16;
  private static final int SUMS = 24;
  private static final int SUM_COUNT = 5;

  private final FieldSlot first;
  private final FieldSlot second;
  private final Regression measure;
  private final ExactSum sums;

  /** A measure of pairs (y, x), whose result is an F64, or an I64 for REGR_COUNT. */
  public Pairs(Storage storage, FieldSlot y, FieldSlot x, Regression measure) {
    this.first = y;
    this.second = x;
    this.measure = measure;
    this.sums = new ExactSum(storage);
  }

  @Override
  public int stateBytes() {
    return SUMS + 24;
  }

  @Override
  public void add(byte[] state, int at, byte[] row, int offset, long weight) {
    if (first.isNull(row, offset) || second.isNull(row, offset)) {
      return;
    }
    double y = first.getDouble(row, offset);
    double x = second.getDouble(row, offset);
    if (!Double.isFinite(y) || !Double.isFinite(x)) {
      addTo(state, at + OTHERS, weight);
    } else if (Double.isInfinite(y * y) || Double.isInfinite(x * x)) {
      addTo(state, at + TOO_GREAT, weight);
    } else {
      addTo(state, at, weight);
      addSum(state, at + SUMS, y, weight);
      addSum(state, at + SUMS + 4, x, weight);
      addProduct(state, at + SUMS + 8, y, y, weight);
      addProduct(state, at + SUMS + 12, x, x, weight);
      addProduct(state, at + SUMS + 16, x, y, weight);
    }
  }

  private static void addTo(byte[] state, int at, long weight) {
    Bytes.putLong(state, at, Math.addExact(Bytes.getLong(state, at), weight));
  }

  private void addSum(byte[] state, int at, double value, long weight) {
    Bytes.putInt(state, at, sums.add(Bytes.getInt(state, at), value, weight));
  }

  private void addProduct(byte[] state, int at, double a, double b, long weight) {
    double product = a * b;
    addSum(state, at, product, weight);
    addSum(state, at, Math.fma(a, b, -product), weight);
  }

  @Override
  public Errors.@Nullable Kind write(byte[] state, int at, Delta out, int begun, FieldSlot result) {
    long others = Bytes.getLong(state, at + OTHERS);
    long tooGreat = Bytes.getLong(state, at + TOO_GREAT);
    long count = Math.addExact(Bytes.getLong(state, at), others);
    if (measure == Regression.REGR_COUNT) {
      Bytes.putLong(out.bytes(), begun + result.offset(), Math.addExact(count, tooGreat));
      return null;
    } else if (tooGreat != 0) {
      return Errors.Kind.OUT_OF_RANGE;
    }
    if (others != 0 && count >= (measure == Regression.COVAR_SAMP ? 2 : 1)) {
      Bytes.putDouble(out.bytes(), begun + result.offset(), Double.NaN);
      return null;
    }
    BigDecimal value =
        measure.of(
            count,
            new Regression.Sums(
                exact(state, at, 0),
                exact(state, at, 1),
                exact(state, at, 2),
                exact(state, at, 3),
                exact(state, at, 4)));
    if (value == null) {
      Results.setNull(out, begun, result);
      return null;
    }
    double rounded = value.doubleValue() + 0.0;
    if (Double.isInfinite(rounded)) {
      return Errors.Kind.OUT_OF_RANGE;
    }
    Bytes.putDouble(out.bytes(), begun + result.offset(), rounded);
    return null;
  }

  private BigDecimal exact(byte[] state, int at, int sum) {
    return sums.exact(Bytes.getInt(state, at + SUMS + 4 * sum));
  }

  @Override
  public boolean isEmpty(byte[] state, int at) {
    boolean empty =
        Bytes.getLong(state, at) == 0
            && Bytes.getLong(state, at + OTHERS) == 0
            && Bytes.getLong(state, at + TOO_GREAT) == 0;
    for (int i = 0; i < SUM_COUNT; i++) {
      empty &= sums.isZero(Bytes.getInt(state, at + SUMS + 4 * i));
    }
    return empty;
  }

  @Override
  public void release(byte[] state, int at) {
    for (int i = 0; i < SUM_COUNT; i++) {
      sums.release(Bytes.getInt(state, at + SUMS + 4 * i));
    }
  }

  @Override
  public long heapBytes() {
    return sums.heapBytes();
  }
}
