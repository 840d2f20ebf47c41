// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.records.row.ArrayWriter;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.aggregate.Accumulator;
import dev.spooky.runtime.aggregate.Collected;
import dev.spooky.runtime.aggregate.ExtremeRow;
import dev.spooky.runtime.aggregate.Joined;
import dev.spooky.runtime.aggregate.Mode;
import dev.spooky.runtime.aggregate.Pairs;
import dev.spooky.runtime.aggregate.Percentile;
import dev.spooky.runtime.aggregate.Regression;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowHash;
import dev.spooky.runtime.zset.RowOrder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Percentiles, modes, lists, extreme rows and measures of pairs under random histories of inserts
 * and deletes, each against its plain meaning.
 */
class OrderedAccumulatorsTest {
  private static final int VALUE = 0;
  private static final int Y = 1;
  private static final int X = 2;
  private static final int TEXT = 3;
  private static final int PART = 4;
  private static final int RESULT_SCALE = 4;
  private static final RowLayout INPUT =
      RowLayout.of(
          List.of(
              new RowLayout.Field(FieldKind.I64, true),
              new RowLayout.Field(FieldKind.F64, true),
              new RowLayout.Field(FieldKind.F64, true),
              new RowLayout.Field(FieldKind.UTF8, true),
              new RowLayout.Field(FieldKind.I64, false)));
  private static final RowOrder.Term ASCENDING = new RowOrder.Term(VALUE, false, false);

  private final Storage storage = new Storage(new RowHash(3, -1));
  private long part;

  private void holds(
      Accumulator function, FieldKind result, Function<List<List<Object>>, Object> plain) {
    RowLayout output = RowLayout.of(List.of(new RowLayout.Field(result, true)));
    for (long seed = 1; seed <= 30; seed++) {
      Random random = new Random(seed);
      byte[] state = new byte[function.stateBytes()];
      List<List<Object>> rows = new ArrayList<>();
      for (int step = 0; step < 60; step++) {
        boolean takes = !rows.isEmpty() && random.nextInt(5) < 2;
        List<Object> row = takes ? rows.remove(random.nextInt(rows.size())) : row(random);
        byte[] packed = Rows.pack(INPUT, row);
        function.add(state, 0, packed, 0, takes ? -1 : 1);
        if (!takes) {
          rows.add(row);
        }
        Delta out = new Delta(output);
        int begun = out.begin();
        Errors.Kind failure = function.write(state, 0, out, begun, output.slot(0));
        assertThat(failure).isNull();
        out.end(1);
        assertThat(Rows.read(output, out.bytes(), 0).get(0))
            .as("seed=%s step=%s rows=%s", seed, step, rows)
            .isEqualTo(plain.apply(rows));
        storage.journal().commit();
      }
      for (List<Object> row : rows) {
        function.add(state, 0, Rows.pack(INPUT, row), 0, -1);
      }
      assertThat(function.isEmpty(state, 0)).as("seed=%s", seed).isTrue();
      function.release(state, 0);
      storage.journal().commit();
    }
  }

  private List<Object> row(Random random) {
    List<Object> row = new ArrayList<>();
    row.add(random.nextInt(4) == 0 ? null : (Object) (long) random.nextInt(5));
    row.add(random.nextInt(5) == 0 ? null : (Object) (random.nextInt(7) * 0.1));
    row.add(random.nextInt(5) == 0 ? null : (Object) (random.nextInt(5) * 0.3));
    row.add(random.nextInt(5) == 0 ? null : "text".substring(random.nextInt(4)));
    row.add(part);
    return row;
  }

  private static List<Long> values(List<List<Object>> rows) {
    return rows.stream()
        .map(row -> (Long) row.get(VALUE))
        .filter(Objects::nonNull)
        .sorted()
        .toList();
  }

  private Percentile percentile(boolean continuous) {
    Percentile.Scales scales = new Percentile.Scales(2, 0, RESULT_SCALE);
    return new Percentile(storage, INPUT, ASCENDING, PART, continuous, scales);
  }

  /** Arrays of 64-bit numbers, as the characters of their bytes. */
  private static Object array(List<Long> values) {
    ArrayWriter writer = new ArrayWriter(FieldKind.I64);
    writer.begin();
    for (Long value : values) {
      if (value == null) {
        writer.addNull();
      } else {
        writer.addLong(value);
      }
    }
    return values.isEmpty()
        ? null
        : new String(writer.bytes(), 0, writer.length(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void collected_isTheArrayOfTheValuesInOrder() {
    holds(
        new Collected(storage, INPUT, VALUE, false, List.of()),
        FieldKind.BYTES,
        rows -> array(values(rows)));
    RowOrder.Term byText = new RowOrder.Term(TEXT, true, true);
    Comparator<String> descending = Comparator.nullsFirst(Comparator.reverseOrder());
    Comparator<Long> ascending = Comparator.nullsLast(Comparator.naturalOrder());
    holds(
        new Collected(storage, INPUT, VALUE, true, List.of(byText)),
        FieldKind.BYTES,
        rows ->
            array(
                rows.stream()
                    .sorted(
                        Comparator.comparing(
                                (List<Object> row) -> (String) row.get(TEXT), descending)
                            .thenComparing(row -> (Long) row.get(VALUE), ascending))
                    .map(row -> (Long) row.get(VALUE))
                    .collect(Collectors.toList())));
  }

  @Test
  void percentileDisc_isTheFirstValueThatCoversThePart() {
    for (long hundredths : new long[] {0, 33, 50, 100}) {
      part = hundredths;
      holds(
          percentile(false),
          FieldKind.I64,
          rows -> {
            List<Long> values = values(rows);
            for (int i = 0; i < values.size(); i++) {
              if ((i + 1) * 100L >= part * values.size()) {
                return values.get(i);
              }
            }
            return null;
          });
    }
  }

  @Test
  void percentileCont_liesBetweenTwoValues() {
    for (long hundredths : new long[] {0, 25, 50, 90, 100}) {
      part = hundredths;
      holds(
          percentile(true),
          FieldKind.I128,
          rows -> {
            List<Long> values = values(rows);
            if (values.isEmpty()) {
              return null;
            }
            long place = part * (values.size() - 1);
            int below = (int) (place / 100);
            long low = values.get(below);
            long high = values.get(Math.min(values.size() - 1, below + 1));
            return BigInteger.valueOf(low * 10_000 + (high - low) * (place % 100) * 100);
          });
    }
  }

  @Test
  void mode_isTheFirstOfTheMostFrequent() {
    holds(
        new Mode(storage, INPUT, ASCENDING),
        FieldKind.I64,
        rows -> {
          List<Long> values = values(rows);
          return values.stream()
              .max(
                  Comparator.comparingLong(
                          (Long v) -> values.stream().filter(o -> o.equals(v)).count())
                      .thenComparing(Comparator.reverseOrder()))
              .orElse(null);
        });
  }

  @Test
  void joined_hasTheTextsInOrder() {
    holds(
        new Joined(storage, INPUT, TEXT, -1, List.of(new RowOrder.Term(TEXT, true, false))),
        FieldKind.UTF8,
        rows ->
            rows.stream().map(row -> row.get(TEXT)).anyMatch(Objects::nonNull)
                ? rows.stream()
                    .map(row -> (String) row.get(TEXT))
                    .filter(Objects::nonNull)
                    .sorted(Comparator.reverseOrder())
                    .collect(Collectors.joining(","))
                : null);
  }

  @Test
  void extremeRow_isThatOfTheGreatestKey() {
    holds(
        new ExtremeRow(storage, INPUT, VALUE, VALUE, true),
        FieldKind.I64,
        rows -> values(rows).stream().max(Comparator.naturalOrder()).orElse(null));
  }

  @Test
  void pairs_areRoundedOnce() {
    for (Regression measure : Regression.values()) {
      FieldKind kind = measure == Regression.REGR_COUNT ? FieldKind.I64 : FieldKind.F64;
      holds(
          new Pairs(storage, INPUT.slot(Y), INPUT.slot(X), measure),
          kind,
          rows -> plain(measure, rows));
    }
  }

  /** By sums of distances from the exact means, the other way round than the accumulator. */
  private static Object plain(Regression measure, List<List<Object>> rows) {
    MathContext digits = new MathContext(300, RoundingMode.HALF_EVEN);
    List<BigDecimal[]> pairs = new ArrayList<>();
    for (List<Object> row : rows) {
      if (row.get(Y) != null && row.get(X) != null) {
        pairs.add(
            new BigDecimal[] {
              new BigDecimal((Double) row.get(Y)), new BigDecimal((Double) row.get(X))
            });
      }
    }
    if (measure == Regression.REGR_COUNT) {
      return (long) pairs.size();
    } else if (pairs.size() < (measure == Regression.COVAR_SAMP ? 2 : 1)) {
      return null;
    }
    BigDecimal n = BigDecimal.valueOf(pairs.size());
    BigDecimal[] means = {BigDecimal.ZERO, BigDecimal.ZERO};
    pairs.forEach(pair -> Arrays.setAll(means, i -> means[i].add(pair[i])));
    Arrays.setAll(means, i -> means[i].divide(n, digits));
    BigDecimal[] s = {BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO};
    for (BigDecimal[] pair : pairs) {
      BigDecimal dy = pair[0].subtract(means[0]);
      BigDecimal dx = pair[1].subtract(means[1]);
      s[0] = s[0].add(dy.multiply(dy));
      s[1] = s[1].add(dx.multiply(dx));
      s[2] = s[2].add(dx.multiply(dy));
    }
    Arrays.setAll(s, i -> s[i].round(new MathContext(250)).setScale(200, RoundingMode.HALF_EVEN));
    boolean flat = s[1].signum() == 0;
    boolean level = s[0].signum() == 0;
    BigDecimal slope = flat ? null : s[2].divide(s[1], digits);
    BigDecimal value =
        switch (measure) {
          case COVAR_POP -> s[2].divide(n, digits);
          case COVAR_SAMP -> s[2].divide(n.subtract(BigDecimal.ONE), digits);
          case REGR_AVGX -> means[1];
          case REGR_AVGY -> means[0];
          case REGR_SXX -> s[1];
          case REGR_SYY -> s[0];
          case REGR_SXY -> s[2];
          case REGR_SLOPE -> slope;
          case REGR_INTERCEPT -> flat ? null : means[0].subtract(slope.multiply(means[1]));
          case REGR_R2 ->
              flat
                  ? null
                  : level
                      ? BigDecimal.ONE
                      : s[2].multiply(s[2]).divide(s[0].multiply(s[1]), digits);
          case CORR -> flat || level ? null : s[2].divide(s[0].multiply(s[1]).sqrt(digits), digits);
          case REGR_COUNT -> throw new AssertionError();
        };
    return value == null ? null : value.setScale(150, RoundingMode.HALF_EVEN).doubleValue() + 0.0;
  }
}
