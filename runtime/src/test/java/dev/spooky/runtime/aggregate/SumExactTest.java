// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.laws.Rows;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact sums and averages of integers and decimals against BigInteger. */
class SumExactTest {
  private static final BigInteger LIMIT = BigInteger.TEN.pow(38);
  private static final RowLayout RESULT =
      RowLayout.of(List.of(new RowLayout.Field(FieldKind.I128, true)));

  private static BigInteger value(Random random, FieldKind kind) {
    if (kind == FieldKind.I64 && random.nextInt(9) > 0) {
      return BigInteger.valueOf(random.nextInt(2000) - 1000);
    }
    if (kind == FieldKind.I64) {
      return BigInteger.valueOf(random.nextInt(4) == 0 ? Long.MIN_VALUE : random.nextLong());
    }
    BigInteger wide = new BigInteger(1 + random.nextInt(126), random);
    return random.nextBoolean() ? wide : wide.negate();
  }

  @ParameterizedTest
  @CsvSource({"1,I64", "2,I128", "3,I128", "4,I128", "5,I64"})
  void randomValues_matchBigIntegers(long seed, FieldKind kind) {
    Random random = new Random(seed);
    RowLayout layout = RowLayout.of(kind);
    SumExact sum = SumExact.sum(layout.slot(0), false);
    for (int round = 0; round < 300; round++) {
      int digits = random.nextInt(20);
      SumExact average = SumExact.average(layout.slot(0), digits);
      byte[] state = new byte[64];
      BigInteger expected = BigInteger.ZERO;
      BigInteger count = BigInteger.ZERO;
      for (int i = random.nextInt(20); i > 0; i--) {
        BigInteger value = value(random, kind);
        long weight = random.nextInt(6) == 0 ? random.nextInt() * 99L : random.nextInt(5) - 2;
        RowWriter row = new RowWriter(layout);
        row.begin();
        if (kind == FieldKind.I64) {
          row.setLong(0, value.longValueExact());
        } else {
          row.setWide(0, value.shiftRight(64).longValue(), value.longValue());
        }
        row.finish();
        sum.add(state, 0, row.bytes(), 0, weight);
        average.add(state, 32, row.bytes(), 0, weight);
        expected = expected.add(value.multiply(BigInteger.valueOf(weight)));
        count = count.add(BigInteger.valueOf(weight));
      }
      String name = "seed=" + seed + " round=" + round;
      check(name, sum, state, 0, count.signum() == 0 ? null : expected);
      BigInteger scaled = expected.multiply(BigInteger.TEN.pow(digits));
      check(name, average, state, 32, count.signum() == 0 ? null : divide(scaled, count));
    }
  }

  private static BigInteger divide(BigInteger sum, BigInteger count) {
    return new BigDecimal(sum)
        .divide(new BigDecimal(count), 0, RoundingMode.HALF_UP)
        .toBigInteger();
  }

  private static void check(
      String name, SumExact function, byte[] state, int at, @Nullable BigInteger expected) {
    Delta out = new Delta(RESULT);
    FieldSlot slot = RESULT.slot(0);
    int begun = out.begin();
    Errors.Kind failure = function.write(state, at, out, begun, slot);
    if (expected != null && expected.abs().compareTo(LIMIT) >= 0) {
      assertThat(failure).as(name).isEqualTo(Errors.Kind.OUT_OF_RANGE);
      return;
    }
    assertThat(failure).as(name).isNull();
    assertThat(Rows.read(RESULT, out.bytes(), begun).get(0)).as(name).isEqualTo(expected);
  }
}
