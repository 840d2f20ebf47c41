// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SpookyValueTest {
  private static final long[] LONGS = {
    0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53, (1L << 53) + 1, -(1L << 53) - 1, 42
  };
  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    0.5,
    -0.5,
    1,
    -1,
    42,
    0x1p53,
    0x1p53 + 2,
    0x1p63,
    -0x1p63,
    0x1p64,
    0x1.fffffffffffffp63,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    Double.NEGATIVE_INFINITY,
    Double.POSITIVE_INFINITY,
    Double.NaN
  };

  private static SpookyNumber[] numbers() {
    SpookyNumber[] all = new SpookyNumber[2 * LONGS.length + DOUBLES.length];
    int count = 0;
    for (long value : LONGS) {
      all[count++] = SpookyValue.of(value);
      all[count++] = SpookyValue.ofUnsigned(value);
    }
    for (double value : DOUBLES) {
      all[count++] = SpookyValue.of(value);
    }
    return all;
  }

  /** The order by unbounded decimals; infinities and NaN by rank. */
  private static int referenceOrder(SpookyNumber one, SpookyNumber other) {
    int rank = Integer.compare(rank(one), rank(other));
    return rank != 0 || rank(one) != 0 ? rank : exact(one).compareTo(exact(other));
  }

  private static int rank(SpookyNumber number) {
    double value = number.toDouble();
    return Double.isNaN(value) ? 2 : Double.isInfinite(value) ? (value > 0 ? 1 : -1) : 0;
  }

  private static BigDecimal exact(SpookyNumber number) {
    return number.kind() == SpookyValue.Kind.F64
        ? new BigDecimal(number.toDouble())
        : new BigDecimal(number.toString());
  }

  @Test
  void numbers_compareExactlyAcrossKinds() {
    for (SpookyNumber one : numbers()) {
      for (SpookyNumber other : numbers()) {
        int expected = Integer.signum(referenceOrder(one, other));
        String pair = one.kind() + " " + one + " ? " + other.kind() + " " + other;
        assertThat(Integer.signum(one.compareTo(other))).as(pair).isEqualTo(expected);
        assertThat(one.equals(other)).as(pair).isEqualTo(expected == 0);
        if (expected == 0) {
          assertThat(one).as(pair).hasSameHashCodeAs(other);
        }
      }
    }
  }

  @Test
  void conversions_onlyWhenExact() {
    for (SpookyNumber number : numbers()) {
      boolean integral = rank(number) == 0 && exact(number).stripTrailingZeros().scale() <= 0;
      BigInteger integer = integral ? exact(number).toBigInteger() : BigInteger.ZERO;
      boolean fitsI64 = integral && integer.bitLength() <= 63;
      boolean fitsU64 = integral && integer.signum() >= 0 && integer.bitLength() <= 64;
      assertThat(number.fitsI64()).as("%s", number).isEqualTo(fitsI64);
      assertThat(number.fitsU64()).as("%s", number).isEqualTo(fitsU64);
      if (fitsI64 || fitsU64) {
        assertThat(number.toLongBits()).as("%s", number).isEqualTo(integer.longValue());
      } else {
        assertThatThrownBy(number::toLongBits).isInstanceOf(ArithmeticException.class);
      }
    }
    Random random = new Random(5);
    for (int i = 0; i < 10_000; i++) {
      long bits = random.nextLong() >>> random.nextInt(64);
      assertThat(SpookyValue.ofUnsigned(bits).toDouble())
          .as("bits=%d", bits)
          .isEqualTo(new BigInteger(Long.toUnsignedString(bits)).doubleValue());
    }
  }

  @Test
  void kinds_areRanked() {
    SpookyValue[] ascending = {
      SpookyValue.nullValue(),
      SpookyValue.of(false),
      SpookyValue.of(true),
      SpookyValue.of(Long.MIN_VALUE),
      SpookyValue.of(Double.NaN),
      SpookyValue.of(""),
      SpookyValue.of("\uffff"),
      SpookyValue.of("𝄞"),
      SpookyArray.of(),
      SpookyArray.of(SpookyValue.of(1)),
      SpookyArray.of(SpookyValue.of(1), SpookyValue.nullValue()),
      SpookyArray.of(SpookyValue.of(2)),
      SpookyObject.EMPTY,
      SpookyObject.builder().put("a", 1).build(),
      SpookyObject.builder().put("a", 1).put("b", 0).build(),
      SpookyObject.builder().put("a", 2).build(),
      SpookyObject.builder().put("b", 0).build()
    };
    for (int i = 0; i < ascending.length; i++) {
      for (int k = 0; k < ascending.length; k++) {
        assertThat(Integer.signum(ascending[i].compareTo(ascending[k])))
            .as("%s ? %s", ascending[i], ascending[k])
            .isEqualTo(Integer.compare(i, k));
        assertThat(ascending[i].equals(ascending[k])).isEqualTo(i == k);
      }
    }
  }

  @Test
  void objects_areOrderedMaps() {
    SpookyObject object =
        SpookyObject.builder().put("b", 1).put("𝄞", 2).put("\uffff", 3).put("b", 4).build();
    assertThat(object.size()).isEqualTo(3);
    assertThat(object.nameAt(1).text()).isEqualTo("\uffff");
    assertThat(object.nameAt(2).text()).isEqualTo("𝄞");
    assertThat(object.get("b")).isEqualTo(SpookyValue.of(4));
    assertThat(object.get("c")).isNull();
    TreeMap<String, SpookyValue> map = new TreeMap<>();
    map.put("b", SpookyValue.of(4.0));
    map.put("𝄞", SpookyValue.ofUnsigned(2));
    map.put("\uffff", SpookyValue.of(3));
    assertThat(SpookyObject.of(map)).isEqualTo(object).hasSameHashCodeAs(object);
    assertThat(object).hasToString("{b: 4, \uffff: 3, 𝄞: 2}");
  }

  @Test
  void paths_areDotted() {
    assertThat(FieldPath.parse("")).isEqualTo(FieldPath.ROOT);
    assertThat(FieldPath.parse("").isRoot()).isTrue();
    assertThat(FieldPath.parse("a.b..c").segments().stream().map(FieldName::text))
        .isEqualTo(List.of("a", "b", "", "c"));
    assertThat(FieldPath.parse("a.b..c")).hasToString("a.b..c");
    SpookyValue leaf = SpookyValue.of("leaf");
    SpookyObject inner = SpookyObject.builder().put("b", leaf).build();
    SpookyObject root =
        SpookyObject.builder().put("a", inner).put("list", SpookyArray.of(inner)).build();
    assertThat(FieldPath.ROOT.resolve(root)).isSameAs(root);
    assertThat(FieldPath.parse("a.b").resolve(root)).isSameAs(leaf);
    assertThat(FieldPath.parse("a.c").resolve(root)).isNull();
    assertThat(FieldPath.parse("a.b.c").resolve(root)).isNull();
    assertThat(FieldPath.parse("list.b").resolve(root)).isNull();
  }

  @Test
  void names_ofOneSlotInTheCacheDoNotMix() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 20_000; i++) {
        assertThat(FieldName.of("n" + i).text()).isEqualTo("n" + i);
      }
    }
    assertThat(FieldName.of("Aa")).isNotEqualTo(FieldName.of("BB"));
  }
}
