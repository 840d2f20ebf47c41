// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A view added late equals the plain content at once, and from then on keeps the law; so it equals
 * one that was there from the start. Views are drawn over the tables and over all parts of earlier
 * views, so that they meet shared nodes, arrangements and unstored operators; some are dropped.
 */
class HydrationTest {
  private static final long SEEDS = Long.getLong("spooky.hydration.seeds", 150);

  @ParameterizedTest
  @ValueSource(longs = {-1, 0xF})
  void lateViews_keepTheLaw(long mask) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed * 7919);
      List<RowLayout> layouts = List.of(Rows.layout(random, 4), Rows.layout(random, 4));
      World world = new World("seed=" + seed + " mask=" + mask, mask, layouts);
      RandomRels rels = new RandomRels(random);
      List<Rel> bases = new ArrayList<>(world.tables);
      List<Rel> views = new ArrayList<>();
      for (int round = 0; round < 6; round++) {
        for (int tick = 0; tick < 5; tick++) {
          world.tick(world.randomChanges(random, 4));
        }
        Rel view = draw(random, rels, bases, views);
        boolean isNew = views.stream().noneMatch(other -> other.digest.equals(view.digest));
        if (isNew && world.addView(view)) {
          views.add(view);
          collect(view, bases);
        }
        if (views.size() > 1 && random.nextInt(3) == 0) {
          Rel dropped = views.remove(random.nextInt(views.size()));
          world.dropView(dropped);
        }
      }
      world.checkContents();
      views.forEach(world::dropView);
      assertThat(world.circuit.nodes()).as("seed=%s", seed).hasSize(4);
    }
  }

  @Test
  void groupOfWeightZeroThatIsNotEmpty_hasNoRowInALateView() {
    RowLayout layout = RowLayout.of(FieldKind.I64, FieldKind.I64);
    World world = new World("zero", -1, List.of(layout));
    PlainAggregate sum = new PlainAggregate(PlainAggregate.Function.SUM, 1, -1);
    Rel grouped = new Rels.Grouped(world.tables.get(0), new int[] {0}, List.of(sum));
    world.addView(new Rels.Unique(grouped));
    PlainZSet changes = new PlainZSet();
    changes.add(List.of(1L, 10L), 1);
    changes.add(List.of(1L, 20L), -1);
    changes.add(List.of(2L, 30L), 1);
    world.tick(List.of(Rows.delta(layout, changes)));
    world.addView(new Rels.Union(List.of(grouped)));
  }

  /** Bits of {@code choice}: left old, right old, right a constant, both from one table, self. */
  @ParameterizedTest
  @MethodSource("choices")
  void join_ofOldAndNewSides(int choice) {
    Random random = new Random(choice);
    RowLayout layout =
        RowLayout.of(
            List.of(
                new RowLayout.Field(FieldKind.I64, true),
                new RowLayout.Field(FieldKind.I64, false)));
    World world = new World("choice=" + choice, -1, List.of(layout, layout));
    PlainZSet constant = new PlainZSet();
    for (long i = 0; i < 3; i++) {
      constant.add(List.of(i, i), 1 + i);
    }
    boolean isConstant = (choice & 4) != 0;
    Rel second = world.tables.get((choice & 8) != 0 ? 0 : 1);
    Rel right = isConstant ? new Rels.Values(layout, constant) : second;
    int[] value = {1};
    Rels.Arranged left = new Rels.Arranged(world.tables.get(0), new int[] {0}, value, false);
    Rels.Arranged other = new Rels.Arranged(right, new int[] {1}, value, false);
    other = (choice & 16) != 0 ? left : other;
    for (int tick = 0; tick < 8; tick++) {
      world.tick(world.randomChanges(random, 5));
    }
    Rels.Arranged probe = new Rels.Arranged(world.tables.get(1), new int[] {1}, value, false);
    if ((choice & 1) != 0) {
      world.addView(left.join(new Rels.Arranged(probe, new int[] {0}, value, false)));
    }
    if ((choice & 2) != 0) {
      world.addView(new Rels.Arranged(probe, new int[] {0}, new int[0], false).join(other));
    }
    world.tick(world.randomChanges(random, 5));
    Rel late = left.join(other);
    world.addView(late);
    PlainAggregate count = new PlainAggregate(PlainAggregate.Function.COUNT, -1, -1);
    Rel counted = new Rels.Grouped(late, new int[0], List.of(count));
    world.addView(new Rels.Union(List.of(counted, counted, new Rels.Unique(counted))));
    for (int tick = 0; tick < 8; tick++) {
      world.tick(world.randomChanges(random, 5));
    }
    world.checkContents();
  }

  static IntStream choices() {
    return IntStream.range(0, 32);
  }

  private static Rel draw(Random random, RandomRels rels, List<Rel> bases, List<Rel> views) {
    if (random.nextInt(3) == 0) {
      List<Rels.Arranged> arranged = new ArrayList<>();
      views.forEach(view -> arrangements(view, arranged));
      for (Rels.Arranged left : arranged) {
        for (Rels.Arranged right : arranged) {
          if (left != right && left.mayJoin(right)) {
            return RandomRels.atLeastOneColumn(left.join(right));
          }
        }
      }
    }
    return rels.any(bases, 1 + random.nextInt(2));
  }

  private static void arrangements(Rel rel, List<Rels.Arranged> found) {
    if (rel instanceof Rels.Arranged arranged) {
      found.add(arranged);
    }
    rel.inputs.forEach(input -> arrangements(input, found));
  }

  private static void collect(Rel rel, List<Rel> bases) {
    if (bases.size() < 12 && rel.layout().size() > 0) {
      bases.add(rel);
    }
    rel.inputs.forEach(input -> collect(input, bases));
  }
}
