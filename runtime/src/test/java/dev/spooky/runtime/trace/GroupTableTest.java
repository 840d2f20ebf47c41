// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.laws.Rows;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.RowHash;
import dev.spooky.runtime.zset.RowKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups against a map from key to one number, with undone ticks. */
class GroupTableTest {
  @ParameterizedTest
  @CsvSource({"1,-1", "2,15", "3,-1", "4,15"})
  void randomTicks_matchAMap(long seed, long mask) {
    Random random = new Random(seed);
    Storage storage = new Storage(new RowHash(seed, mask));
    RowLayout layout = Rows.layout(random, 4);
    GroupTable table = new GroupTable(storage, RowKey.all(layout), 16, (probes, state, at) -> {});
    Map<List<Object>, Long> expected = new HashMap<>();
    for (int tick = 0; tick < 300; tick++) {
      storage.nextTick();
      Map<List<Object>, Long> before = new HashMap<>(expected);
      Set<List<Object>> touched = new HashSet<>();
      for (int i = random.nextInt(10); i > 0; i--) {
        List<Object> key = Rows.row(random, layout);
        int group = table.findOrCreate(Rows.pack(layout, key), 0);
        assertThat(table.touch(group)).isEqualTo(touched.add(key));
        long old = Bytes.getLong(table.page(group), table.state(group) + 8);
        assertThat(old).isEqualTo(expected.getOrDefault(key, 0L));
        Bytes.putLong(table.writable(group), table.state(group) + 8, old + i);
        expected.put(key, old + i);
      }
      for (List<Object> key : touched) {
        if (random.nextInt(3) == 0) {
          table.remove(table.findOrCreate(Rows.pack(layout, key), 0));
          expected.remove(key);
        }
      }
      if (random.nextInt(4) == 0) {
        storage.journal().rollback();
        expected = before;
      } else {
        storage.journal().commit();
      }
      assertThat(content(table)).isEqualTo(expected);
    }
  }

  private static Map<List<Object>, Long> content(GroupTable table) {
    Map<List<Object>, Long> content = new HashMap<>();
    RowLayout layout = table.storedKey().layout();
    table.forEach(
        group ->
            content.put(
                Rows.read(layout, table.page(group), table.keyRow(group)),
                Bytes.getLong(table.page(group), table.state(group) + 8)));
    return content;
  }
}
