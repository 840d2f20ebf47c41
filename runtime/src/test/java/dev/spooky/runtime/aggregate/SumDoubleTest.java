// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.laws.Rows;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowHash;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a sum of doubles is when it is not a finite number. */
class SumDoubleTest {
  private static final RowLayout INPUT = RowLayout.of(FieldKind.F64);
  private static final RowLayout RESULT =
      RowLayout.of(List.of(new RowLayout.Field(FieldKind.F64, true)));
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private final Storage storage = new Storage(RowHash.random());
  private final SumDouble sum = new SumDouble(storage, INPUT.slot(0), false, false);
  private final SumDouble average = new SumDouble(storage, INPUT.slot(0), true, false);
  private final byte[] state = new byte[80];

  private void add(double value, long weight) {
    RowWriter row = new RowWriter(INPUT);
    row.begin();
    row.setDouble(0, value);
    row.finish();
    sum.add(state, 0, row.bytes(), 0, weight);
    average.add(state, 40, row.bytes(), 0, weight);
  }

  private static @Nullable Object result(SumDouble function, byte[] state, int at) {
    Delta out = new Delta(RESULT);
    int begun = out.begin();
    Errors.Kind failure = function.write(state, at, out, begun, RESULT.slot(0));
    return failure != null ? failure : Rows.read(RESULT, out.bytes(), begun).get(0);
  }

  private void expect(@Nullable Object sumOf, @Nullable Object averageOf) {
    assertThat(result(sum, state, 0)).isEqualTo(sumOf);
    assertThat(result(average, state, 40)).isEqualTo(averageOf);
  }

  @Test
  void specialValues_cancelLikeOthers() {
    expect(null, null);
    add(-0.0, 1);
    expect(0.0, 0.0);
    add(INFINITY, 2);
    expect(INFINITY, INFINITY);
    add(-INFINITY, 1);
    expect(Double.NaN, Double.NaN);
    add(INFINITY, -2);
    expect(-INFINITY, -INFINITY);
    add(Double.NaN, 1);
    expect(Double.NaN, Double.NaN);
    add(-INFINITY, -1);
    add(Double.NaN, -1);
    add(1.5, 3);
    expect(4.5, 1.125);
    add(-0.0, -1);
    add(1.5, -3);
    expect(null, null);
    assertThat(sum.isEmpty(state, 0)).isTrue();
  }

  @Test
  void overflow_isAnErrorOfTheFinalValueOnly() {
    add(Double.MAX_VALUE, 1);
    add(Double.MAX_VALUE, 1);
    expect(Errors.Kind.OUT_OF_RANGE, Double.MAX_VALUE);
    add(Double.MAX_VALUE, -1);
    expect(Double.MAX_VALUE, Double.MAX_VALUE);
    add(Math.ulp(Double.MAX_VALUE) / 4, 1);
    expect(Double.MAX_VALUE, Double.MAX_VALUE / 2);
    add(Math.ulp(Double.MAX_VALUE) / 4, 1);
    expect(Errors.Kind.OUT_OF_RANGE, Double.MAX_VALUE / 3);
  }
}
