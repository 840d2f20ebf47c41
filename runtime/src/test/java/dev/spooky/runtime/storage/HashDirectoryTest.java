// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.runtime.zset.RowHash;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashDirectoryTest {
  @ParameterizedTest
  @ValueSource(longs = {-1, 0xF, 0xFFFFF})
  void randomTicks_matchAMap(long mask) {
    Storage storage = new Storage(new RowHash(1, mask));
    HashDirectory directory = new HashDirectory(storage);
    Map<Long, Integer> expected = new HashMap<>();
    Random random = new Random(mask);
    for (int tick = 0; tick < 200; tick++) {
      Map<Long, Integer> before = new HashMap<>(expected);
      for (int i = random.nextInt(400); i > 0; i--) {
        long key = key(random.nextInt(20_000), mask);
        boolean put = random.nextInt(3) > 0;
        int handle = random.nextInt();
        handle = put ? handle & Integer.MAX_VALUE - 1 : -1;
        directory.put(key, handle, directory.get(key));
        if (put) {
          expected.put(key, handle);
        } else {
          expected.remove(key);
        }
      }
      if (random.nextInt(3) == 0) {
        storage.journal().rollback();
        expected = before;
      } else {
        storage.journal().commit();
      }
      assertThat(directory.size()).isEqualTo(expected.size());
    }
    for (int i = 0; i < 20_000; i++) {
      long key = key(i, mask);
      assertThat(directory.get(key)).isEqualTo(expected.getOrDefault(key, -1));
    }
    IntArrayList all = new IntArrayList();
    directory.forEach(all::add);
    int[] sorted = expected.values().stream().mapToInt(Integer::intValue).sorted().toArray();
    assertThat(all.toSortedArray()).isEqualTo(sorted);
  }

  /** Hashes that differ in their upper halves; few of them, with few bits of mask. */
  private static long key(int number, long mask) {
    return (number * 0x9E3779B1L & mask) << 32;
  }
}
