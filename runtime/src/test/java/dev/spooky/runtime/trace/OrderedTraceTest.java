// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.laws.Rows;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.RowHash;
import dev.spooky.runtime.zset.RowOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An ordered partition against a sorted map from row bytes to weight. */
class OrderedTraceTest {
  private static final RowLayout LAYOUT =
      RowLayout.of(
          List.of(
              new RowLayout.Field(FieldKind.UTF8, true),
              new RowLayout.Field(FieldKind.I64, false)));

  private final Storage storage = new Storage(new RowHash(3, -1));
  private final RowOrder order =
      new RowOrder(
          LAYOUT, List.of(new RowOrder.Term(0, true, false), new RowOrder.Term(1, false, false)));
  private final OrderedTrace trace = new OrderedTrace(storage, order, false);
  private TreeMap<byte[], Long> expected = new TreeMap<>((a, b) -> order.compare(a, 0, b, 0));
  private int root;

  /** Rows whose first eight bytes of text are often equal. */
  private static byte[] row(Random random, int domain) {
    int number = random.nextInt(domain);
    String text =
        switch (number % 4) {
          case 0 -> "prefix__" + number % 50;
          case 1 -> "" + number % 7;
          case 2 -> "prefix__" + "\0".repeat(number % 3);
          default -> null;
        };
    return Rows.pack(LAYOUT, Arrays.asList(text, (long) number));
  }

  private void add(byte[] row, long weight) {
    root = trace.add(root, row, 0, row.length, weight);
    expected.merge(row, weight, (a, b) -> a + b == 0 ? null : Long.valueOf(a + b));
  }

  @ParameterizedTest
  @CsvSource({"1,20,3", "2,500,40", "3,3000,300", "4,50000,1500", "5,200,1000"})
  void randomTicks_matchASortedMap(long seed, int domain, int perTick) {
    Random random = new Random(seed);
    for (int tick = 0; tick < 60; tick++) {
      storage.nextTick();
      TreeMap<byte[], Long> before = new TreeMap<>(expected);
      int rootBefore = root;
      boolean shrink = tick / 15 % 2 == 1;
      List<byte[]> live = new ArrayList<>(expected.keySet());
      for (int i = 0; i < perTick; i++) {
        if (shrink && !live.isEmpty() && random.nextInt(8) > 0) {
          byte[] row = live.get(random.nextInt(live.size()));
          add(row, -expected.getOrDefault(row, 1L));
        } else {
          add(row(random, domain), random.nextInt(5) == 0 ? -1 : 1 + random.nextInt(2));
        }
      }
      if (random.nextInt(4) == 0) {
        storage.journal().rollback();
        expected = before;
        root = rootBefore;
      } else {
        storage.journal().commit();
      }
      check(random, "seed=" + seed + " tick=" + tick);
    }
    drain();
  }

  private void drain() {
    storage.nextTick();
    for (byte[] row : List.copyOf(expected.keySet())) {
      add(row, -expected.getOrDefault(row, 0L));
    }
    storage.journal().commit();
    assertThat(root).isZero();
  }

  private void check(Random random, String name) {
    List<byte[]> positions = expand();
    assertThat(trace.size(root)).as(name).isEqualTo(positions.size());
    if (!positions.isEmpty()) {
      byte[] first = positions.get(0);
      byte[] last = positions.get(positions.size() - 1);
      assertThat(trace.firstPrefix(root)).as(name).isEqualTo(order.prefix(first, 0));
      assertThat(trace.lastPrefix(root)).as(name).isEqualTo(order.prefix(last, 0));
    }
    checkWindow(positions, 0, Long.MAX_VALUE, name);
    checkWindow(positions, random.nextInt(positions.size() + 2), random.nextInt(20), name);
    checkWindow(positions, random.nextInt(positions.size() + 2), Long.MAX_VALUE, name);
  }

  private void checkWindow(List<byte[]> positions, long skip, long take, String name) {
    List<byte[]> visited = new ArrayList<>();
    trace.visit(
        root,
        skip,
        take,
        (bytes, row, length, weight) -> {
          for (long i = 0; i < weight; i++) {
            visited.add(Arrays.copyOfRange(bytes, row, row + length));
          }
        });
    int from = (int) Math.min(skip, positions.size());
    int to = (int) Math.min(positions.size(), from + Math.min(take, positions.size()));
    List<byte[]> window = positions.subList(from, to);
    assertThat(visited.size()).as("%s skip=%s take=%s", name, skip, take).isEqualTo(window.size());
    for (int i = 0; i < window.size(); i++) {
      assertThat(visited.get(i)).as("%s position=%s", name, skip + i).isEqualTo(window.get(i));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,ascending", "2,descending", "3,random"})
  void bigTree_isRightAndStaysLogarithmic(long seed, String pattern) {
    Random random = new Random(seed);
    int rows = 100_000;
    for (int i = 0; i < rows; i++) {
      long number = pattern.equals("random") ? random.nextInt() : i;
      add(big(pattern.equals("descending") ? -number : number), 1);
      if (i % 1000 == 0) {
        storage.journal().commit();
        storage.nextTick();
      }
    }
    storage.journal().commit();
    checkWindow(expand(), 0, Long.MAX_VALUE, pattern);
    storage.nextTick();
    long before = storage.counters().touched();
    add(big(50_000), 1);
    assertThat(storage.counters().touched() - before).isLessThan(60);
    before = storage.counters().touched();
    checkWindow(expand(), 70_000, 5, pattern);
    assertThat(storage.counters().touched() - before).isLessThan(500);
    storage.journal().rollback();
    expected.merge(big(50_000), -1L, (a, b) -> a + b == 0 ? null : Long.valueOf(a + b));
    List<byte[]> live = new ArrayList<>(expected.keySet());
    java.util.Collections.shuffle(live, random);
    for (byte[] row : live) {
      storage.nextTick();
      add(row, -expected.getOrDefault(row, 0L));
      storage.journal().commit();
    }
    assertThat(root).isZero();
  }

  private static byte[] big(long number) {
    return Rows.pack(LAYOUT, Arrays.asList("same prefix", number));
  }

  private List<byte[]> expand() {
    List<byte[]> positions = new ArrayList<>();
    expected.forEach(
        (row, weight) -> {
          for (long i = 0; i < weight; i++) {
            positions.add(row);
          }
        });
    return positions;
  }

  @Test
  void sparseTree_givesMemoryBack() {
    int rows = 50_000;
    for (long i = 0; i < rows; i++) {
      add(big(i), 1);
    }
    storage.journal().commit();
    for (long i = 0; i < rows; i++) {
      storage.nextTick();
      if (i % 64 != 0) {
        add(big(i), -1);
      }
      storage.journal().commit();
    }
    assertThat(trace.size(root)).isEqualTo(expected.size());
    assertThat(trace.liveNodeBytes()).isLessThan(expected.size() * 200L);
  }

  @Test
  void clear_givesAllBlocksBack() {
    for (long i = 0; i < 5000; i++) {
      add(big(i), 1);
    }
    storage.journal().commit();
    long heap = trace.heapBytes();
    for (int round = 0; round < 5; round++) {
      storage.nextTick();
      trace.clear(root);
      storage.journal().commit();
      root = 0;
      for (Map.Entry<byte[], Long> row : expected.entrySet()) {
        root = trace.add(root, row.getKey(), 0, row.getKey().length, row.getValue());
      }
      storage.journal().commit();
    }
    assertThat(trace.heapBytes()).isLessThan(heap * 3 / 2);
    checkWindow(expand(), 0, Long.MAX_VALUE, "after clear");
  }

  @Test
  void narrow_matchesASortedMap() {
    RowLayout one = RowLayout.of(FieldKind.I64);
    RowOrder byValue = new RowOrder(one, List.of(new RowOrder.Term(0, false, false)));
    OrderedTrace narrow = new OrderedTrace(storage, byValue, true);
    TreeMap<Long, Long> plain = new TreeMap<>();
    Random random = new Random(9);
    int tree = 0;
    for (int i = 0; i < 200_000; i++) {
      if (i % 100 == 0) {
        storage.journal().commit();
        storage.nextTick();
      }
      long value = random.nextInt(3000) - 1500L;
      long weight = random.nextInt(3) - 1L;
      tree = narrow.addNarrow(tree, value ^ Long.MIN_VALUE, weight);
      plain.merge(value, weight, (a, b) -> a + b == 0 ? null : Long.valueOf(a + b));
      plain.remove(value, 0L);
    }
    long[] sum = new long[1];
    plain.values().forEach(weight -> sum[0] += Math.max(0, weight));
    assertThat(narrow.size(tree)).isEqualTo(sum[0]);
    plain.values().removeIf(weight -> weight < 0);
    assertThat(narrow.firstPrefix(tree) ^ Long.MIN_VALUE).isEqualTo(plain.firstKey());
    assertThat(narrow.lastPrefix(tree) ^ Long.MIN_VALUE).isEqualTo(plain.lastKey());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void narrowTreeThatShrinksAndGrows_losesNothing(long seed) {
    RowOrder byValue =
        new RowOrder(RowLayout.of(FieldKind.I64), List.of(new RowOrder.Term(0, false, false)));
    OrderedTrace narrow = new OrderedTrace(storage, byValue, true);
    TreeSet<Long> live = new TreeSet<>();
    Random random = new Random(seed);
    int tree = 0;
    for (int phase = 0; phase < 6; phase++) {
      for (int i = 0; i < 20_000; i++) {
        long value = random.nextInt(60_000);
        if (live.add(value)) {
          tree = narrow.addNarrow(tree, value, 1);
        }
      }
      for (int range = 0; range < 40; range++) {
        int from = random.nextInt(60_000);
        for (Long value : List.copyOf(live.subSet((long) from, from + 3000L))) {
          if (random.nextInt(50) > 0) {
            tree = narrow.addNarrow(tree, value, -1);
            live.remove(value);
          }
        }
        storage.journal().commit();
        storage.nextTick();
      }
      assertThat(narrow.size(tree)).as("seed=%s phase=%s", seed, phase).isEqualTo(live.size());
    }
    for (Long value : live) {
      tree = narrow.addNarrow(tree, value, -1);
    }
    assertThat(tree).as("seed=%s", seed).isZero();
  }
}
