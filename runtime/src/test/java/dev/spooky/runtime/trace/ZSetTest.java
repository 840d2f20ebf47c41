// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.laws.PlainZSet;
import dev.spooky.runtime.laws.Rows;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;
import dev.spooky.runtime.zset.RowKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An accumulated Z-set against a map, with undone ticks, scans held over later changes, keys. */
class ZSetTest {
  private static final long[] WEIGHTS = {1, 1, 1, 2, -1, -1, 3_000_000_000L, -5_000_000_000L};

  @ParameterizedTest
  @CsvSource({"1,-1,true", "2,-1,false", "3,15,true", "4,15,false", "5,-1,true", "6,15,false"})
  void randomTicks_matchAMap(long seed, long mask, boolean wholeRow) {
    Random random = new Random(seed);
    Storage storage = new Storage(new RowHash(seed, mask));
    RowLayout layout = Rows.layout(random, 4);
    RowKey key = new RowKey(layout, 0);
    ZSet zset = wholeRow ? new ZSet(storage, layout) : new ZSet(storage, key);
    PlainZSet expected = new PlainZSet();
    Map<ZSetCursor, PlainZSet> scans = new HashMap<>();
    for (int tick = 0; tick < 200; tick++) {
      PlainZSet before = expected.plus(new PlainZSet(), 1);
      storage.nextTick();
      for (int i = random.nextInt(10); i > 0; i--) {
        List<Object> row = Rows.row(random, layout);
        byte[] bytes = Rows.pack(layout, row);
        long now = expected.weight(row);
        long weight = random.nextInt(3) == 0 ? -now : WEIGHTS[random.nextInt(8)];
        assertThat(zset.add(bytes, 0, bytes.length, weight)).isEqualTo(now);
        expected.add(row, weight);
        assertThat(zset.weightOf(bytes, 0, bytes.length)).isEqualTo(expected.weight(row));
      }
      if (random.nextInt(4) == 0) {
        storage.journal().rollback();
        expected = before;
      } else {
        storage.journal().commit();
      }
      assertThat(zset.rowCount()).isEqualTo(expected.size());
      if (tick % 20 == 0) {
        scans.put(zset.scan(), expected.plus(new PlainZSet(), 1));
      }
      if (!wholeRow) {
        checkKey(zset, key, expected, Rows.row(random, layout));
      }
    }
    scans.put(zset.scan(), expected);
    scans.forEach((scan, rows) -> assertThat(content(scan)).isEqualTo(rows));
  }

  private static PlainZSet content(ZSetCursor cursor) {
    Delta delta = new Delta(cursor.layout());
    while (cursor.fill(delta, 3)) {
      assertThat(delta.count()).isPositive();
    }
    return Rows.plain(delta);
  }

  private static void checkKey(ZSet zset, RowKey key, PlainZSet rows, List<Object> probe) {
    RowLayout one = key.keyLayout();
    RowKey probeKey = RowKey.all(one);
    byte[] bytes = Rows.pack(one, probe.subList(0, 1));
    PlainZSet found = new PlainZSet();
    int block = zset.find(probeKey, bytes, 0);
    while (block >= 0) {
      found.add(Rows.read(zset.layout(), zset.bytes(block), zset.row(block)), zset.weight(block));
      block = zset.findNext(block, probeKey, bytes, 0);
    }
    PlainZSet none = new PlainZSet();
    Map<List<Object>, PlainZSet> byKey = rows.groupBy(row -> row.subList(0, 1));
    assertThat(found).isEqualTo(byKey.getOrDefault(probe.subList(0, 1), none));
  }

  @Test
  void weightOverflow_throws() {
    ZSet zset = new ZSet(new Storage(RowHash.random()), RowLayout.of(FieldKind.I64));
    byte[] row = new byte[8];
    zset.add(row, 0, 8, Long.MAX_VALUE);
    assertThatThrownBy(() -> zset.add(row, 0, 8, 1)).isInstanceOf(ArithmeticException.class);
  }
}
