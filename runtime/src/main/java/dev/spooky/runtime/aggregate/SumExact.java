// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * SUM and AVG of integers and decimals: the exact sum in 192 bits, checked against the result's
 * range only when it is read. NULL when there is no non-NULL argument.
 *
 * <pre>
 *   state: count of non-NULL arguments | sum, three longs, lowest first
 * </pre>
 */
public final class SumExact implements Accumulator {
  private final FieldSlot argument;
  private final boolean average;
  private final int moreDigits;
  private final BigInteger scaleUp;
  private final boolean zeroWhenEmpty;

  private SumExact(FieldSlot argument, boolean average, int moreDigits, boolean zeroWhenEmpty) {
    this.zeroWhenEmpty = zeroWhenEmpty;
    this.argument = argument;
    this.average = average;
    this.moreDigits = moreDigits;
    this.scaleUp = BigInteger.TEN.pow(moreDigits);
  }

  /**
   * SUM of an integer or decimal argument; result and argument have the same scale.
   *
   * @param zeroWhenEmpty whether the sum of nothing is 0 and not NULL
   */
  public static SumExact sum(FieldSlot argument, boolean zeroWhenEmpty) {
    return new SumExact(argument, false, 0, zeroWhenEmpty);
  }

  /** AVG, rounded half away from zero, with {@code moreDigits} more decimal places. */
  public static SumExact average(FieldSlot argument, int moreDigits) {
    return new SumExact(argument, true, moreDigits, false);
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
    Bytes.putLong(state, at, Math.addExact(Bytes.getLong(state, at), weight));
    long value = argument.getLong(row, offset);
    if (argument.kind() == FieldKind.I128) {
      addWide(state, at, argument.getHigh(row, offset), value, weight);
    } else {
      long low = value * weight;
      long high = Math.multiplyHigh(value, weight);
      addLimbs(state, at, low, high, high >> 63);
    }
  }

  /** Adds a product of 128 and 64 bits to the three limbs behind {@code at + 8}. */
  static void addWide(byte[] state, int at, long high, long low, long weight) {
    long lowTop = Math.multiplyHigh(low, weight) + (low < 0 ? weight : 0); // low is unsigned
    long middle = high * weight;
    long top = Math.multiplyHigh(high, weight);
    long sum = middle + lowTop;
    // lowTop is signed: extend it into the top limb
    long carry = Long.compareUnsigned(sum, middle) < 0 ? 1 : 0;
    addLimbs(state, at, low * weight, sum, top + carry + (lowTop >> 63));
  }

  private static void addLimbs(byte[] state, int at, long low, long middle, long top) {
    long oldLow = Bytes.getLong(state, at + 8);
    long newLow = oldLow + low;
    long carry = Long.compareUnsigned(newLow, oldLow) < 0 ? 1 : 0;
    long oldMiddle = Bytes.getLong(state, at + 16);
    long withMiddle = oldMiddle + middle;
    long carryMiddle = Long.compareUnsigned(withMiddle, oldMiddle) < 0 ? 1 : 0;
    long newMiddle = withMiddle + carry;
    if (carry != 0 && newMiddle == 0) {
      carryMiddle++;
    }
    Bytes.putLong(state, at + 8, newLow);
    Bytes.putLong(state, at + 16, newMiddle);
    Bytes.putLong(state, at + 24, Bytes.getLong(state, at + 24) + top + carryMiddle);
  }

  @Override
  public Errors.@Nullable Kind write(byte[] state, int at, Delta out, int begun, FieldSlot result) {
    long count = Bytes.getLong(state, at);
    if (count == 0 && !zeroWhenEmpty) {
      Results.setNull(out, begun, result);
      return null;
    }
    long low = Bytes.getLong(state, at + 8);
    long middle = Bytes.getLong(state, at + 16);
    long top = Bytes.getLong(state, at + 24);
    if (average
        && low != Long.MIN_VALUE
        && middle == low >> 63
        && top == middle
        && isSmall(count)) {
      return writeSmallAverage(low, count, out, begun, result);
    }
    if (average) {
      return writeAverage(top, middle, low, count, out, begun, result);
    }
    if (top != middle >> 63) {
      return Errors.Kind.OUT_OF_RANGE;
    }
    return Results.putInteger(middle, low, out, begun, result);
  }

  private boolean isSmall(long count) {
    return Math.abs(count) >>> 59 == 0 && moreDigits <= 18;
  }

  /** Schoolbook division with {@code moreDigits} decimal places, for sums of 64 bits. */
  private Errors.@Nullable Kind writeSmallAverage(
      long sum, long count, Delta out, int begun, FieldSlot result) {
    long divisor = Math.abs(count);
    long whole = Math.abs(sum) / divisor;
    long rest = Math.abs(sum) % divisor;
    long fraction = 0;
    long scale = 1;
    for (int i = 0; i < moreDigits; i++) {
      rest *= 10;
      fraction = fraction * 10 + rest / divisor;
      rest %= divisor;
      scale *= 10;
    }
    if (2 * rest >= divisor) {
      fraction++;
    }
    long low = whole * scale + fraction;
    long high = Math.multiplyHigh(whole, scale);
    if (Long.compareUnsigned(low, fraction) < 0) {
      high++;
    }
    if (sum < 0 != count < 0) {
      low = -low;
      high = ~high + (low == 0 ? 1 : 0);
    }
    return Results.putInteger(high, low, out, begun, result);
  }

  private static BigInteger whole(long top, long middle, long low) {
    return BigInteger.valueOf(top)
        .shiftLeft(128)
        .add(new Results.Int128(0, middle).toBigInteger().shiftLeft(64))
        .add(new Results.Int128(0, low).toBigInteger());
  }

  /** The number of 192 bits that {@link #addWide} adds to. */
  static BigInteger limbs(byte[] state, int at) {
    return whole(
        Bytes.getLong(state, at + 24), Bytes.getLong(state, at + 16), Bytes.getLong(state, at + 8));
  }

  private Errors.@Nullable Kind writeAverage(
      long top, long middle, long low, long count, Delta out, int begun, FieldSlot result) {
    BigInteger sum = whole(top, middle, low);
    BigInteger twice = sum.multiply(scaleUp).shiftLeft(1);
    BigInteger divisor = BigInteger.valueOf(count);
    // round half away from zero: (2 * |n| + d) / (2 * d)
    BigInteger magnitude = twice.abs().add(divisor.abs()).divide(divisor.abs().shiftLeft(1));
    boolean negative = twice.signum() * divisor.signum() < 0;
    return Results.putInteger(negative ? magnitude.negate() : magnitude, out, begun, result);
  }
}
