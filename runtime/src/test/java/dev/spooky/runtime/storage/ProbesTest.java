// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.runtime.zset.RowHash;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProbesTest {
  private final Storage storage = new Storage(new RowHash(1, -1));
  private final HashDirectory directory = new HashDirectory(storage);
  private final Arena arena = new Arena(storage.journal());
  private final Probes probes = new Probes();

  private static long hash(int key) {
    return (key + 1) * 0x9E3779B97F4A7C15L;
  }

  private int put(int key, int bytes, int value) {
    int block = arena.allocate(bytes);
    int at = arena.offset(block);
    Arrays.fill(arena.writable(block), at, at + bytes, (byte) value);
    directory.put(hash(key), block, -1);
    return block;
  }

  @Test
  void readsOneByteOfEveryLineOfTheBlocksThatAreThere() {
    int first = put(0, 128, 3);
    int second = put(1, 128, 5);
    probes.clear();
    probes.add(hash(0));
    probes.add(hash(7));
    probes.add(hash(1));
    assertThat(probes.locate(directory, arena, 128)).isTrue();
    assertThat(probes.block(0)).isEqualTo(first);
    assertThat(probes.block(1)).isEqualTo(-1);
    assertThat(probes.block(2)).isEqualTo(second);
    assertThat(probes.sum()).isEqualTo(2 * 3 + 2 * 5);
  }

  @Test
  void leavesFewRowsToThemselves() {
    put(0, 64, 3);
    probes.clear();
    probes.add(hash(0));
    probes.add(hash(0));
    assertThat(probes.locate(directory, arena, 64)).isFalse();
    assertThat(probes.sum()).isZero();
  }

  @Test
  void isNoStateWrite() {
    put(0, 64, 3);
    long writes = storage.journal().writes();
    long counted = storage.counters().probes;
    probes.clear();
    for (int i = 0; i < Probes.MOST; i++) {
      probes.add(hash(i));
    }
    probes.locate(directory, arena, 64);
    assertThat(storage.journal().writes()).isEqualTo(writes);
    assertThat(storage.counters().probes).isEqualTo(counted);
  }
}
