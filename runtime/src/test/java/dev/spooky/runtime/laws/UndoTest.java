// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Journal;
import dev.spooky.runtime.zset.Delta;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tick that fails leaves all live state as it was, and nothing of it shows later. */
class UndoTest {
  private static final long SEEDS = Long.getLong("spooky.undo.seeds", 6);
  private static final int TICKS = 50;
  private static final int TWIN_TICKS = 200;

  @ParameterizedTest
  @ValueSource(longs = {-1, 0xF})
  void failureAtEveryWrite_leavesStateAsItWas(long mask) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed * 104_729);
      World world = randomWorld(random, mask, "seed=" + seed + " mask=" + mask);
      List<Delta> changes = world.randomChanges(random, 8);
      String before = StateDump.of(world.circuit);
      Journal journal = world.circuit.storage().journal();
      for (long k = 1; failsAt(world, changes, journal.writes() + k); k++) {
        assertThat(StateDump.of(world.circuit))
            .as("seed=%s mask=%s write=%s", seed, mask, k)
            .isEqualTo(before);
      }
      for (int tick = 0; tick < TICKS; tick++) {
        world.tick(world.randomChanges(random, 4));
      }
      world.checkContents();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0xF})
  void afterFailures_stateStaysThatOfATwin(long mask) {
    long failures = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      String name = "seed=" + seed + " mask=" + mask;
      Random random = new Random(seed * 104_729);
      World world = randomWorld(random, mask, name);
      World twin = randomWorld(new Random(seed * 104_729), mask, "twin, " + name);
      Random other = new Random(seed);
      for (int tick = 0; tick < TWIN_TICKS; tick++) {
        if (tick % 10 == 0) {
          Journal journal = world.circuit.storage().journal();
          List<Delta> failing = world.randomChanges(other, 8);
          if (failsAt(world, failing, journal.writes() + 1 + other.nextInt(20))) {
            failures++;
          } else {
            twin.tick(failing);
          }
        }
        List<Delta> changes = world.randomChanges(random, 4);
        world.tick(changes);
        twin.tick(changes);
      }
      assertThat(StateDump.forTwin(world.circuit))
          .as(name)
          .isEqualTo(StateDump.forTwin(twin.circuit));
    }
    assertThat(failures).as("failures").isGreaterThan(5 * SEEDS);
  }

  private static World randomWorld(Random random, long mask, String name) {
    List<RowLayout> layouts = List.of(Rows.layout(random, 4), Rows.layout(random, 4));
    World world = new World(name, mask, layouts);
    RandomRels rels = new RandomRels(random);
    for (int view = 0; view < 3; view++) {
      Rel rel = rels.any(world.tables, 2);
      if (world.circuit.find(rel.digest) == null) {
        world.addView(rel);
      }
    }
    for (int tick = 0; tick < 15; tick++) {
      world.tick(world.randomChanges(random, 8));
    }
    return world;
  }

  private static boolean failsAt(World world, List<Delta> changes, long write) {
    Journal journal = world.circuit.storage().journal();
    journal.failAt(write);
    try {
      world.tick(changes);
      return false;
    } catch (Journal.InjectedFailure e) {
      return true;
    } finally {
      journal.failAt(Long.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0xF})
  void errorRowsAndConstraints_leaveStateAsItWas(long mask) {
    int failures = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed * 15_485_863);
      World world = randomWorld(random, mask, "seed=" + seed + " mask=" + mask);
      while (!world.addView(new RandomRels(random).failing(new Rels.Unique(world.tables.get(1))))) {
        world.tick(world.randomChanges(random, 4));
      }
      for (int tick = 0; tick < TICKS; tick++) {
        String before = StateDump.of(world.circuit);
        if (!world.tick(world.randomChanges(random, 4))) {
          failures++;
          assertThat(StateDump.of(world.circuit)).as("seed=%s", seed).isEqualTo(before);
        }
      }
      world.checkContents();
    }
    assertThat(failures).isGreaterThan((int) SEEDS);
  }

  @Test
  void exceptionOfATransform_leavesStateAsItWas() {
    Random random = new Random(5);
    World world = randomWorld(random, -1, "exception");
    boolean[] broken = new boolean[1];
    Rel table = world.tables.get(0);
    world.addView(
        new Rels.Mapped(
            "breaks",
            new Rels.Unique(table),
            table.layout(),
            row -> {
              if (broken[0]) {
                throw new IllegalStateException("broken");
              }
              return row;
            }));
    List<Delta> changes = world.randomChanges(random, 8);
    while (changes.get(0).isEmpty()) {
      changes = world.randomChanges(random, 8);
    }
    List<Delta> some = changes;
    String before = StateDump.of(world.circuit);
    broken[0] = true;
    world.inject(some);
    assertThatThrownBy(world.circuit::tick).hasMessage("broken");
    assertThat(StateDump.of(world.circuit)).isEqualTo(before);
    broken[0] = false;
    world.tick(some);
    world.checkContents();
  }
}
