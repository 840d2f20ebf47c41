// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.bridge;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Scaled integers of up to 128 bits, and back. */
final class Decimals {
  private static final int WIDE_BITS = 128;

  private Decimals() {}

  /** The scaled integer of a decimal; null if it has more digits after the point. */
  static @Nullable BigInteger unscaled(BigDecimal value, int scale) {
    BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    long digits = (long) stripped.precision() - stripped.scale() + scale;
    if (stripped.scale() > scale || digits > WIDE_BITS) {
      return null;
    }
    return stripped.setScale(scale).unscaledValue();
  }

  /** The scaled integer of a text; null if it is no decimal or has too many digits. */
  static @Nullable BigInteger parse(String text, int scale) {
    try {
      return unscaled(new BigDecimal(text), scale);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  static boolean fits(BigInteger value, int bits) {
    return value.bitLength() < bits;
  }

  /** The integer of two halves. */
  static BigInteger wide(long high, long low) {
    BigInteger lower = BigInteger.valueOf(low & Long.MAX_VALUE);
    if (low < 0) {
      lower = lower.setBit(63);
    }
    return BigInteger.valueOf(high).shiftLeft(64).or(lower);
  }

  /** The plain text of a scaled integer. */
  static String text(BigInteger unscaled, int scale) {
    return new BigDecimal(unscaled, scale).toPlainString();
  }
}
