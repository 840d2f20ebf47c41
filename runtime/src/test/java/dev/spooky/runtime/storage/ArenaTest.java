// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.records.row.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks against a map of byte arrays, over ticks that commit or are undone, with pins held. */
class ArenaTest {
  private final Journal journal = new Journal();
  private final Arena arena = new Arena(journal);
  private Map<Integer, byte[]> blocks = new HashMap<>();

  private record Held(Arena.Pin pin, Map<Integer, byte[]> blocks) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void randomTicks_matchAMap(long seed) {
    Random random = new Random(seed);
    List<Held> pins = new ArrayList<>();
    for (int tick = 0; tick < 300; tick++) {
      Map<Integer, byte[]> before = copy(blocks);
      Set<Integer> released = new HashSet<>();
      for (int i = random.nextInt(30); i > 0; i--) {
        change(random, released);
      }
      if (random.nextInt(4) == 0) {
        journal.rollback();
        blocks = before;
      } else {
        journal.commit();
      }
      check("seed=" + seed + " tick=" + tick);
      if (random.nextInt(10) == 0) {
        pins.add(new Held(arena.pin(), copy(blocks)));
      }
    }
    for (Held held : pins) {
      held.blocks.forEach((handle, bytes) -> checkPinned(held.pin, handle, bytes));
    }
  }

  @Test
  void pin_countsThePagesThatAreLeftToIt() {
    int[] handles = new int[2_000];
    for (int i = 0; i < handles.length; i++) {
      handles[i] = arena.allocate(100);
    }
    journal.commit();
    long all = arena.pageBytes();
    Arena.Pin pin = arena.pin();
    assertThat(pin.keptBytes()).isZero();
    arena.edit(handles[0], 0, 8);
    arena.edit(handles[0], 8, 8);
    journal.commit();
    long one = pin.keptBytes();
    assertThat(one).isPositive().isLessThan(all / 3);
    for (int handle : handles) {
      arena.edit(handle, 0, 8);
    }
    journal.commit();
    assertThat(pin.keptBytes()).isEqualTo(all);
    assertThat(arena.pin().keptBytes()).isZero();
    assertThat(arena.pageBytes()).isEqualTo(all);
  }

  private void change(Random random, Set<Integer> released) {
    List<Integer> handles = new ArrayList<>(blocks.keySet());
    int choice = handles.isEmpty() ? 0 : random.nextInt(4);
    if (choice < 2) {
      int length = random.nextInt(20) == 0 ? 30_000 + random.nextInt(9000) : random.nextInt(300);
      int handle = arena.allocate(length);
      assertThat(blocks).doesNotContainKey(handle);
      assertThat(released).as("handles freed in this tick").doesNotContain(handle);
      assertThat(arena.capacity(handle)).isGreaterThanOrEqualTo(length);
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      System.arraycopy(bytes, 0, arena.writable(handle), arena.offset(handle), length);
      blocks.put(handle, bytes);
      return;
    }
    int handle = handles.get(random.nextInt(handles.size()));
    byte[] bytes = blocks.getOrDefault(handle, new byte[0]);
    if (choice == 2 || bytes.length == 0) {
      arena.release(handle);
      blocks.remove(handle);
      released.add(handle);
    } else {
      int from = random.nextInt(bytes.length);
      int length = random.nextInt(bytes.length - from + 1);
      byte[] page = arena.edit(handle, from, length);
      for (int i = from; i < from + length; i++) {
        bytes[i] = (byte) random.nextInt();
        page[arena.offset(handle) + i] = bytes[i];
      }
    }
  }

  private void check(String name) {
    long live = 0;
    for (Map.Entry<Integer, byte[]> block : blocks.entrySet()) {
      int handle = block.getKey();
      int offset = arena.offset(handle);
      byte[] bytes = block.getValue();
      assertThat(Bytes.compare(arena.page(handle), offset, bytes.length, bytes, 0, bytes.length))
          .as("%s handle=%s", name, handle)
          .isZero();
      live += arena.capacity(handle);
    }
    assertThat(arena.liveBytes()).as(name).isEqualTo(live);
  }

  private static void checkPinned(Arena.Pin pin, int handle, byte[] bytes) {
    int page = handle >>> 10;
    int offset = (handle & 1023) * pin.stride(page);
    assertThat(handle & 1023).isLessThan(pin.used(page));
    assertThat(Bytes.compare(pin.page(page), offset, bytes.length, bytes, 0, bytes.length))
        .isZero();
  }

  private static Map<Integer, byte[]> copy(Map<Integer, byte[]> blocks) {
    Map<Integer, byte[]> copy = new HashMap<>();
    blocks.forEach((handle, bytes) -> copy.put(handle, bytes.clone()));
    return copy;
  }

  @Test
  void steadyChurn_doesNotGrow() {
    int[] ring = new int[1000];
    for (int i = 0; i < ring.length; i++) {
      ring[i] = arena.allocate(40 + i % 7 * 8);
    }
    journal.commit();
    long before = 0;
    for (int tick = 0; tick < 20_000; tick++) {
      int at = tick % ring.length;
      int length = arena.capacity(ring[at]);
      arena.release(ring[at]);
      ring[at] = arena.allocate(length);
      journal.commit();
      before = tick == 2000 ? arena.pageBytes() : before;
    }
    assertThat(arena.pageBytes()).isEqualTo(before);
  }
}
