// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What can be said of pairs (y, x) by their count and five sums. */
public enum Regression {
  /** Covariance of all pairs. */
  COVAR_POP,
  /** Covariance estimated from a sample. */
  COVAR_SAMP,
  /** Coefficient of correlation. */
  CORR,
  /** Number of pairs. */
  REGR_COUNT,
  /** Mean of x. */
  REGR_AVGX,
  /** Mean of y. */
  REGR_AVGY,
  /** Sum of squared distances of x from its mean. */
  REGR_SXX,
  /** Sum of squared distances of y from its mean. */
  REGR_SYY,
  /** Sum of products of both distances. */
  REGR_SXY,
  /** Slope of the line of least squares. */
  REGR_SLOPE,
  /** Where that line has x = 0. */
  REGR_INTERCEPT,
  /** Square of the coefficient of correlation. */
  REGR_R2;

  private static final MathContext DIGITS = new MathContext(100, RoundingMode.HALF_EVEN);

  /** Exact sums over the pairs. */
  record Sums(BigDecimal y, BigDecimal x, BigDecimal yy, BigDecimal xx, BigDecimal xy) {}

  /** The measure to 100 digits; null where there are too few pairs, or they do not tell. */
  @Nullable BigDecimal of(long count, Sums sums) {
    if (count < (this == COVAR_SAMP ? 2 : 1)) {
      return null;
    }
    BigDecimal n = BigDecimal.valueOf(count);
    // n times the sums of squares and products of distances from the means
    BigDecimal xx = n.multiply(sums.xx()).subtract(sums.x().multiply(sums.x()));
    BigDecimal yy = n.multiply(sums.yy()).subtract(sums.y().multiply(sums.y()));
    BigDecimal xy = n.multiply(sums.xy()).subtract(sums.x().multiply(sums.y()));
    return switch (this) {
      case COVAR_POP -> xy.divide(n.multiply(n), DIGITS);
      case COVAR_SAMP -> xy.divide(n.multiply(n.subtract(BigDecimal.ONE)), DIGITS);
      case REGR_COUNT -> n;
      case REGR_AVGX -> sums.x().divide(n, DIGITS);
      case REGR_AVGY -> sums.y().divide(n, DIGITS);
      case REGR_SXX -> xx.divide(n, DIGITS);
      case REGR_SYY -> yy.divide(n, DIGITS);
      case REGR_SXY -> xy.divide(n, DIGITS);
      case REGR_SLOPE -> xx.signum() == 0 ? null : xy.divide(xx, DIGITS);
      case REGR_INTERCEPT ->
          xx.signum() == 0
              ? null
              : sums.y()
                  .multiply(xx)
                  .subtract(sums.x().multiply(xy))
                  .divide(n.multiply(xx), DIGITS);
      case CORR ->
          xx.signum() == 0 || yy.signum() == 0
              ? null
              : xy.divide(xx.multiply(yy).sqrt(DIGITS), DIGITS);
      case REGR_R2 -> {
        if (xx.signum() == 0) {
          yield null;
        }
        yield yy.signum() == 0 ? BigDecimal.ONE : xy.multiply(xy).divide(xx.multiply(yy), DIGITS);
      }
    };
  }
}
