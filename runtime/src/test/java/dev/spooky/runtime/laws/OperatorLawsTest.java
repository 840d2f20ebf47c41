// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.records.row.RowLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The law of every operator: {@code step = differentiate(plain(integrate(inputs)))}, over seeded
 * random ticks with negative weights, cancelling pairs, empty deltas, NULLs and duplicates; with
 * hashes of 64 bits and of 4.
 */
class OperatorLawsTest {
  private static final long SEEDS = Long.getLong("spooky.law.seeds", 12);
  private static final int TICKS = Integer.getInteger("spooky.law.ticks", 25);
  private static final long[] MASKS = {-1, 0xF};

  /** Draws a relation over two tables. */
  private interface Draw extends BiFunction<RandomRels, List<Rels.Table>, Rel> {}

  private static void holds(long salt, Draw draw) {
    holds(salt, 6, draw);
  }

  private static void holds(long salt, int mostChanges, Draw draw) {
    int committed = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      for (long mask : MASKS) {
        Random random = new Random(seed * 1000 + salt);
        List<RowLayout> layouts = new ArrayList<>();
        layouts.add(Rows.layout(random, 5));
        layouts.add(random.nextBoolean() ? layouts.get(0) : Rows.layout(random, 5));
        World world = new World("salt=" + salt + " seed=" + seed + " mask=" + mask, mask, layouts);
        Rel rel = draw.apply(new RandomRels(random), world.tables);
        assertThat(world.addView(rel)).as("empty tables, seed=%s %s", seed, rel).isTrue();
        for (int tick = 0; tick < TICKS; tick++) {
          committed += world.tick(world.randomChanges(random, mostChanges)) ? 1 : 0;
        }
        world.checkContents();
      }
    }
    assertThat(committed).as("committed ticks").isGreaterThan((int) (SEEDS * TICKS / 2));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void calc(long salt) {
    holds(salt, (rels, t) -> salt == 1 ? rels.calc(t.get(0)) : rels.failing(t.get(0)));
  }

  @ParameterizedTest
  @ValueSource(longs = 3)
  void unionAll(long salt) {
    holds(salt, (rels, t) -> rels.union(t.get(0)));
  }

  @ParameterizedTest
  @ValueSource(longs = 4)
  void distinct(long salt) {
    holds(salt, (rels, t) -> new Rels.Unique(t.get(0)));
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void negativeAndPositivePart(long salt) {
    holds(salt, (rels, t) -> new Weighted(t.get(0), salt == 5));
  }

  @ParameterizedTest
  @ValueSource(longs = {50, 51, 52})
  void aggregate_ofAnyFunctions(long salt) {
    holds(salt, (rels, t) -> rels.group(t.get(0), (int) salt - 50));
  }

  @ParameterizedTest
  @EnumSource(PlainAggregate.Function.class)
  void aggregate_ofOneFunction(PlainAggregate.Function function) {
    Draw one =
        (rels, t) -> {
          PlainAggregate call = null;
          for (int tries = 0; tries < 20 && call == null; tries++) {
            call = rels.call(t.get(0).layout(), function);
          }
          return call == null
              ? rels.calc(t.get(0))
              : new Rels.Grouped(t.get(0), new int[] {0}, List.of(call));
        };
    holds(60 + function.ordinal(), one);
  }

  @ParameterizedTest
  @ValueSource(longs = {70, 71, 72, 73})
  void join_onNoneToThreeKeys(long salt) {
    holds(salt, (rels, t) -> rels.join(t.get(0), t.get(1), (int) salt - 70, false));
  }

  @ParameterizedTest
  @ValueSource(longs = {80, 81})
  void join_withItself(long salt) {
    holds(salt, (rels, t) -> rels.join(t.get(0), t.get(0), (int) salt - 80, true));
  }

  @ParameterizedTest
  @ValueSource(longs = {85, 86, 87, 88})
  void semiAntiAndMarkJoin(long salt) {
    holds(salt, (rels, t) -> rels.semiJoin(t.get(0), t.get((int) salt % 2), (int) salt - 85));
  }

  @ParameterizedTest
  @ValueSource(longs = {90, 91})
  void topK(long salt) {
    holds(salt, (rels, t) -> rels.top(t.get(0)));
  }

  @ParameterizedTest
  @EnumSource(PlainWindow.Function.class)
  void windows_ofOneFunction(PlainWindow.Function function) {
    holds(
        200 + function.ordinal(),
        (rels, t) -> new RandomWindows(rels.random(), rels).windows(t.get(0), function));
  }

  @ParameterizedTest
  @ValueSource(longs = {250, 251, 252, 253})
  void windows_ofAnyFunctions(long salt) {
    holds(salt, (rels, t) -> new RandomWindows(rels.random(), rels).windows(t.get(0)));
  }

  @ParameterizedTest
  @ValueSource(longs = 95)
  void materialize(long salt) {
    holds(salt, (rels, t) -> new Rels.Stored(t.get(0)));
  }

  @ParameterizedTest
  @ValueSource(longs = {96, 97})
  void materialize_withConstraint(long salt) {
    holds(salt, 3, (rels, t) -> new Rels.Constrained(t.get(0), salt == 96));
  }

  @ParameterizedTest
  @ValueSource(longs = {100, 101, 102, 103})
  void chainsOfOperators(long salt) {
    holds(salt, (rels, t) -> rels.any(t, 2 + (int) (salt - 100) / 2));
  }
}
