// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.laws.PlainZSet;
import dev.spooky.runtime.laws.Rows;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;
import dev.spooky.runtime.zset.RowKey;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An index against a map, in both versions within a tick, with undone ticks. */
class IndexTest {
  @ParameterizedTest
  @CsvSource({"1,-1,1", "2,-1,2", "3,15,1", "4,15,2", "5,-1,0", "6,-1,1", "7,15,1", "8,-1,3"})
  void randomTicks_matchAMapInBothVersions(long seed, long mask, int keys) {
    Random random = new Random(seed);
    Storage storage = new Storage(new RowHash(seed, mask));
    RowLayout layout = Rows.layout(random, 5);
    int[] columns = IntStream.range(0, keys).map(i -> random.nextInt(layout.size())).toArray();
    int[] values = IntStream.range(0, layout.size()).filter(i -> random.nextBoolean()).toArray();
    boolean keepNulls = random.nextBoolean();
    RowKey key = new RowKey(layout, columns);
    Index index = new Index(storage, key, values, keepNulls);
    PlainZSet rows = new PlainZSet();
    for (int tick = 0; tick < 300; tick++) {
      storage.nextTick();
      PlainZSet change = change(random, layout, rows, tick / 50 % 2 == 0);
      PlainZSet after = rows.plus(change, 1);
      index.update(Rows.delta(layout, change));
      check(index, key, values, keepNulls, rows, true);
      check(index, key, values, keepNulls, after, false);
      if (random.nextInt(4) == 0) {
        index.abandonTick();
        storage.journal().rollback();
      } else {
        index.endTick();
        storage.journal().commit();
        rows = after;
      }
      storage.nextTick();
      check(index, key, values, keepNulls, rows, true);
      check(index, key, values, keepNulls, rows, false);
      checkNoEmptyKeys(index);
    }
  }

  private static PlainZSet change(
      Random random, RowLayout layout, PlainZSet rows, boolean growing) {
    PlainZSet change = new PlainZSet();
    for (int i = random.nextInt(12); growing && i > 0; i--) {
      change.add(Rows.row(random, layout), 1 + random.nextInt(2));
    }
    rows.forEach(
        (row, weight) -> {
          if (random.nextInt(4) == 0) {
            change.add(row, -weight);
          }
        });
    return change;
  }

  private static void check(
      Index index, RowKey key, int[] values, boolean keepNulls, PlainZSet rows, boolean old) {
    Map<List<Object>, PlainZSet> byKey = rows.groupBy(row -> pick(row, key.columns()));
    RowKey probe = key.ofKeyRows();
    byKey.forEach(
        (keyRow, group) -> {
          byte[] bytes = Rows.pack(key.keyLayout(), keyRow);
          PlainZSet expected = new PlainZSet();
          if (keepNulls || !keyRow.contains(null)) {
            group.forEach((row, weight) -> expected.add(pick(row, values), weight));
          }
          int block = index.find(probe, bytes, 0);
          assertThat(block < 0 ? new PlainZSet() : log(index, block, old)).isEqualTo(expected);
        });
  }

  private static PlainZSet log(Index index, int block, boolean old) {
    PlainZSet log = new PlainZSet();
    byte[] bytes = index.bytes(block);
    int end = index.end(block, old);
    for (int at = index.start(block); at < end; ) {
      log.add(Rows.read(index.valueLayout(), bytes, at + 8), Bytes.getLong(bytes, at));
      at += 8 + index.valueLayout().rowLength(bytes, at + 8);
    }
    return log;
  }

  private static void checkNoEmptyKeys(Index index) {
    Set<List<Object>> keys = new HashSet<>();
    index.forEachBlock(
        block -> {
          assertThat(log(index, block, false).size()).isPositive();
          RowLayout layout = index.storedKey().layout();
          assertThat(keys.add(Rows.read(layout, index.bytes(block), index.keyRow(block)))).isTrue();
        });
  }

  private static List<Object> pick(List<Object> row, int[] columns) {
    return Arrays.asList(IntStream.of(columns).mapToObj(row::get).toArray());
  }

  @Test
  void churnOfOneKey_keepsTheLogSmall() {
    Storage storage = new Storage(RowHash.random());
    RowLayout layout = RowLayout.of(FieldKind.I64, FieldKind.I64);
    Index index = new Index(storage, new RowKey(layout, 0), new int[] {1}, false);
    Delta delta = new Delta(layout);
    byte[] kept = Rows.pack(layout, List.of(7L, -1L));
    for (long i = 0; i < 5000; i++) {
      byte[] row = Rows.pack(layout, List.of(7L, i));
      byte[] gone = Rows.pack(layout, List.of(7L, i - 1));
      storage.nextTick();
      delta.clear();
      delta.add(row, 0, 16, 1);
      delta.add(i == 0 ? kept : gone, 0, 16, i == 0 ? 1 : -1);
      index.update(delta);
      index.endTick();
      storage.journal().commit();
    }
    int block = index.find(new RowKey(layout, 0), kept, 0);
    assertThat(index.end(block, false) - index.start(block)).isLessThan(200);
    assertThat(index.heapBytes()).isLessThan(20_000);
  }

  @Test
  void manyRowsThatComeAndGoInOneTick_leaveAShortLog() {
    Storage storage = new Storage(RowHash.random());
    RowLayout layout = RowLayout.of(FieldKind.I64, FieldKind.I64);
    Index index = new Index(storage, new RowKey(layout, 0), new int[] {1}, false);
    Delta delta = new Delta(layout);
    byte[] first = Rows.pack(layout, List.of(7L, 0L));
    for (int weight = 1; weight >= -1; weight -= 2) {
      delta.clear();
      delta.add(first, 0, 16, weight + 1);
      for (long i = 1; i < 10_000; i++) {
        delta.add(Rows.pack(layout, List.of(7L, i)), 0, 16, weight);
      }
      storage.nextTick();
      index.update(delta);
      index.endTick();
      storage.journal().commit();
    }
    int block = index.find(new RowKey(layout, 0), first, 0);
    assertThat(index.end(block, false) - index.start(block)).isEqualTo(16);
  }
}
