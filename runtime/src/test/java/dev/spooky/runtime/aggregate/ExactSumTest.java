// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.RowHash;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exact sums against decimals of unlimited precision: the very same bits. */
class ExactSumTest {
  private static final MathContext MANY = new MathContext(1500, RoundingMode.DOWN);
  private static final double[] EDGES = {
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Math.nextDown(Double.MIN_NORMAL),
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    1.0,
    Math.ulp(1.0) / 2,
    -Math.ulp(1.0) / 2,
    Math.nextUp(1.0),
    1e16,
    0x1p-1000,
    0x1p1000,
    0x1.fffffffffffffp63,
    0.1,
    -0.0,
    0.0
  };

  private final Storage storage = new Storage(RowHash.random());
  private final ExactSum sums = new ExactSum(storage);

  private record Term(double value, long weight) {}

  private static Term term(Random random) {
    double value =
        switch (random.nextInt(4)) {
          case 0 -> EDGES[random.nextInt(EDGES.length)];
          case 1 -> random.nextGaussian() * 1000;
          case 2 -> Double.longBitsToDouble(random.nextLong());
          default -> random.nextInt(1000) / 100.0;
        };
    if (!Double.isFinite(value)) {
      value = 1;
    }
    int kind = random.nextInt(12);
    long weight = kind == 0 ? random.nextLong() : kind < 4 ? -1 : 1 + random.nextInt(3);
    return new Term(value, weight);
  }

  private static double expected(BigDecimal sum, long divisor) {
    return (divisor == 1 ? sum : sum.divide(BigDecimal.valueOf(divisor), MANY)).doubleValue() + 0.0;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void randomTerms_areRoundedCorrectlyInAnyOrder(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 150; round++) {
      List<Term> terms = new ArrayList<>();
      BigDecimal sum = BigDecimal.ZERO;
      int handle = 0;
      for (int i = 1 + random.nextInt(20); i > 0; i--) {
        boolean cancel = !terms.isEmpty() && random.nextInt(4) == 0;
        Term other = cancel ? terms.get(random.nextInt(terms.size())) : term(random);
        Term term = cancel ? new Term(-other.value, other.weight) : other;
        terms.add(term);
        BigDecimal weight = BigDecimal.valueOf(term.weight);
        sum = sum.add(new BigDecimal(term.value).multiply(weight));
        handle = sums.add(handle, term.value, term.weight);
        check(seed, handle, sum, 1);
      }
      long divisor = random.nextBoolean() ? 1 + random.nextInt(10) : random.nextLong() | 1;
      check(seed, handle, sum, divisor);
      Collections.shuffle(terms, random);
      int shuffled = 0;
      for (Term term : terms) {
        shuffled = sums.add(shuffled, term.value, term.weight);
      }
      assertThat(sums.round(shuffled, 1)).isEqualTo(sums.round(handle, 1));
      for (Term term : terms) {
        handle = sums.add(handle, -term.value, term.weight);
      }
      assertThat(sums.round(handle, 1)).isEqualTo(0.0);
      assertThat(sums.isZero(handle)).isTrue();
      sums.release(handle);
      sums.release(shuffled);
      storage.journal().commit();
    }
  }

  private void check(long seed, int handle, BigDecimal sum, long divisor) {
    double rounded = sums.round(handle, divisor);
    assertThat(Double.doubleToRawLongBits(rounded))
        .as("seed=%s sum=%s divisor=%s got=%s", seed, sum, divisor, rounded)
        .isEqualTo(Double.doubleToRawLongBits(expected(sum, divisor)));
    assertThat(sums.isZero(handle)).isEqualTo(sum.signum() == 0);
  }

  @Test
  void ties_roundToEven() {
    int handle = sums.add(0, 1.0, 1);
    handle = sums.add(handle, Math.ulp(1.0) / 2, 1);
    assertThat(sums.round(handle, 1)).isEqualTo(1.0);
    handle = sums.add(handle, Math.ulp(1.0), 1);
    assertThat(sums.round(handle, 1)).isEqualTo(1.0 + 2 * Math.ulp(1.0));
    handle = sums.add(handle, Double.MIN_VALUE, -1);
    assertThat(sums.round(handle, 1)).isEqualTo(1.0 + Math.ulp(1.0));
  }

  @Test
  void carries_runThroughAllLimbs() {
    int handle = 0;
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < 2000; i++) {
      double value = i % 2 == 0 ? -Double.MIN_VALUE : 0x1p900;
      long weight = i % 3 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
      handle = sums.add(handle, value, weight);
      sum = sum.add(new BigDecimal(value).multiply(BigDecimal.valueOf(weight)));
    }
    check(0, handle, sum, 1);
    check(0, handle, sum, 7);
  }

  @Test
  void undo_restoresTheSum() {
    int handle = sums.add(0, 1e300, 1);
    storage.journal().commit();
    int changed = sums.add(handle, 1e-300, 5);
    assertThat(changed).isNotZero();
    sums.add(changed, -1e300, 3);
    storage.journal().rollback();
    assertThat(sums.round(handle, 1)).isEqualTo(1e300);
  }
}
