// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.zset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.laws.PlainZSet;
import dev.spooky.runtime.laws.Rows;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A delta keeps its meaning through what is done to it. */
class ConsolidatorTest {
  @ParameterizedTest
  @CsvSource({"1,-1", "2,15", "3,-1", "4,0"})
  void randomDeltas_keepTheirMeaningAndHaveNoRowTwice(long seed, long mask) {
    Random random = new Random(seed);
    Consolidator consolidator = new Consolidator(new RowHash(seed, mask));
    for (int round = 0; round < 200; round++) {
      RowLayout layout = Rows.layout(random, 3);
      Delta delta = new Delta(layout);
      PlainZSet expected = new PlainZSet();
      Delta copy = new Delta(layout);
      for (int i = random.nextInt(round % 10 == 0 ? 400 : 12); i > 0; i--) {
        List<Object> row = Rows.row(random, layout);
        byte[] bytes = Rows.pack(layout, row);
        long weight = random.nextInt(5) - 2L;
        delta.add(bytes, 0, bytes.length, weight);
        expected.add(row, weight);
      }
      copy.addAll(delta);
      copy.addAll(new Delta(layout));
      consolidator.consolidate(delta);
      check(delta, expected, true);
      check(copy, expected, false);
      copy.addAll(delta);
      check(copy, expected.plus(expected, 1), false);
      copy.truncate(copy.count() - delta.count());
      check(copy, expected, false);
      copy.clear();
      for (int i = 0; i < delta.count(); i++) {
        copy.addFrom(delta, i, -3);
      }
      check(copy, new PlainZSet().plus(expected, -3), true);
    }
  }

  private static void check(Delta delta, PlainZSet expected, boolean consolidated) {
    assertThat(Rows.plain(delta)).isEqualTo(expected);
    int bytes = 0;
    Set<List<Object>> rows = new HashSet<>();
    for (int i = 0; i < delta.count(); i++) {
      assertThat(delta.weight(i)).isNotZero();
      int length = delta.layout().rowLength(delta.bytes(), delta.offset(i));
      assertThat(delta.length(i)).isEqualTo(length);
      bytes += length;
      boolean isNew = rows.add(Rows.read(delta.layout(), delta.bytes(), delta.offset(i)));
      assertThat(isNew || !consolidated).isTrue();
    }
    assertThat(delta.sizeBytes()).isEqualTo(bytes);
  }

  @Test
  void rowsWithoutFields_haveWeightsOnly() {
    Delta delta = new Delta(RowLayout.of(List.of()));
    for (int i = 0; i < 100; i++) {
      delta.begin();
      delta.end(1);
    }
    new Consolidator(RowHash.random()).consolidate(delta);
    assertThat(delta.count()).isEqualTo(1);
    assertThat(delta.weight(0)).isEqualTo(100);
  }

  @Test
  void largeBuffers_areGivenBack() {
    Delta delta = new Delta(RowLayout.of(FieldKind.I64));
    for (int i = 0; i < 1 << 19; i++) {
      delta.begin();
      delta.end(1);
    }
    delta.clear();
    delta.begin();
    delta.end(1);
    delta.clear();
    assertThat(delta.bytes().length).isZero();
  }
}
