// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Which measure of spread: variance or its root, of all values or of a sample of them. */
public enum Spread {
  /** Variance of all values. */
  VAR_POP(false, false),
  /** Variance estimated from a sample. */
  VAR_SAMP(false, true),
  /** Standard deviation of all values. */
  STDDEV_POP(true, false),
  /** Standard deviation estimated from a sample. */
  STDDEV_SAMP(true, true);

  private static final MathContext DIGITS = new MathContext(100, RoundingMode.HALF_EVEN);

  private final boolean root;
  private final boolean sample;

  Spread(boolean root, boolean sample) {
    this.root = root;
    this.sample = sample;
  }

  /**
   * The measure of {@code count} values by their exact sum and sum of squares, to 100 digits; null
   * when there are too few values.
   */
  public @Nullable BigDecimal of(long count, BigDecimal sum, BigDecimal squares) {
    if (count < (sample ? 2 : 1)) {
      return null;
    }
    BigInteger n = BigInteger.valueOf(count);
    BigDecimal numerator =
        squares.multiply(new BigDecimal(n)).subtract(sum.multiply(sum)).max(BigDecimal.ZERO);
    BigInteger divisor = n.multiply(sample ? n.subtract(BigInteger.ONE) : n);
    BigDecimal variance = numerator.divide(new BigDecimal(divisor), DIGITS);
    return root ? variance.sqrt(DIGITS) : variance;
  }
}
