// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Writes aggregate results into output rows, with range checks. */
final class Results {
  private static final BigInteger LIMIT = BigInteger.TEN.pow(38);
  private static final long LIMIT_HIGH = LIMIT.shiftRight(64).longValue();
  private static final long LIMIT_LOW = LIMIT.longValue();

  private Results() {}

  static void setNull(Delta out, int begun, FieldSlot result) {
    out.bytes()[begun + result.nullOffset()] |= (byte) result.nullMask();
  }

  /** Writes a 128-bit integer, given as two halves, into a field of 8 or 16 bytes. */
  static Errors.@Nullable Kind putInteger(
      long high, long low, Delta out, int begun, FieldSlot result) {
    int to = begun + result.offset();
    if (result.kind().width() == 16) {
      if (!hasAtMost38Digits(high, low)) {
        return Errors.Kind.OUT_OF_RANGE;
      }
      Bytes.putLong(out.bytes(), to, low);
      Bytes.putLong(out.bytes(), to + 8, high);
      return null;
    }
    if (high != low >> 63) {
      return Errors.Kind.OUT_OF_RANGE;
    }
    Bytes.putLong(out.bytes(), to, low);
    return null;
  }

  private static boolean hasAtMost38Digits(long high, long low) {
    long absoluteLow = high < 0 ? -low : low;
    long absoluteHigh = high < 0 ? ~high + (low == 0 ? 1 : 0) : high;
    int byHigh = Long.compareUnsigned(absoluteHigh, LIMIT_HIGH);
    return byHigh < 0 || (byHigh == 0 && Long.compareUnsigned(absoluteLow, LIMIT_LOW) < 0);
  }

  static Errors.@Nullable Kind putInteger(
      BigInteger value, Delta out, int begun, FieldSlot result) {
    if (value.abs().compareTo(LIMIT) >= 0) {
      return Errors.Kind.OUT_OF_RANGE;
    }
    return putInteger(value.shiftRight(64).longValue(), value.longValue(), out, begun, result);
  }

  /** Two halves of a signed 128-bit integer. */
  record Int128(long high, long low) {
    BigInteger toBigInteger() {
      BigInteger unsignedLow = BigInteger.valueOf(low);
      if (low < 0) {
        unsignedLow = unsignedLow.add(BigInteger.ONE.shiftLeft(64));
      }
      return BigInteger.valueOf(high).shiftLeft(64).add(unsignedLow);
    }
  }
}
