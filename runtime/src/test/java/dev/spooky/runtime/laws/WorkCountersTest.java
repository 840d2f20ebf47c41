// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Calc;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cost is set by the change and not by the data, counted inside the storage structures. */
class WorkCountersTest {
  private static final int ROWS_A_GROUP = 10;
  private static final long SMALL = 10_000;

  /** The full comparison is with 1,000,000 rows. */
  private static final long LARGE = Long.getLong("spooky.cost.rows", 100_000);

  /** Entries touched and state writes of adding one row to {@code rows} and taking it away. */
  private static long[] costOfOneRow(String name, long rows) {
    Plant plant = new Plant(new RowHash(5, -1));
    plant.build(name);
    PackedTable table = new PackedTable(rows / ROWS_A_GROUP);
    Delta delta = new Delta(PackedTable.LAYOUT);
    for (long from = 0; from < rows; from += 10_000) {
      delta.clear();
      table.fill(delta, from, from + 10_000, 1);
      plant.tick(delta);
    }
    Storage storage = plant.circuit.storage();
    long touched = storage.counters().touched();
    long probes = storage.counters().probes;
    long writes = storage.journal().writes();
    for (int weight = 1; weight >= -1; weight -= 2) {
      delta.clear();
      table.fill(delta, rows, rows + 1, weight);
      plant.tick(delta);
    }
    return new long[] {
      storage.counters().touched() - touched,
      storage.counters().probes - probes,
      storage.journal().writes() - writes
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "join",
        "semi join",
        "anti join",
        "mark join",
        "positive",
        "sum",
        "average",
        "distinct",
        "min and max",
        "top"
      })
  void oneRow_costsTheSameOnMoreData(String name) {
    assertThat(costOfOneRow(name, LARGE)).isEqualTo(costOfOneRow(name, SMALL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"min and max of all", "top of all"})
  void oneRow_costsLogarithmicallyInTheGroup(String name) {
    long small = costOfOneRow(name, SMALL)[0];
    assertThat(costOfOneRow(name, LARGE)[0]).isLessThan(2 * small).isLessThan(900);
  }

  /** One partition of all rows; the row comes last and goes again. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "lag",
        "lag of not null",
        "first value",
        "tiles",
        "dense rank of the last",
        "sum of ten rows",
        "running sum of the last"
      })
  void windowFunction_costsItsMovedRows(String name) {
    long small = costOfOneRow(name, SMALL)[0];
    assertThat(costOfOneRow(name, LARGE)[0]).isLessThan(2 * small).isLessThan(6_000);
  }

  @Test
  void idleNodes_doNotRun() {
    Plant plant = new Plant(new RowHash(5, -1));
    Node other = plant.circuit.addSource("other", PackedTable.LAYOUT);
    for (int i = 0; i < 1000; i++) {
      plant.stored(plant.add("idle " + i, new Calc(new PackedTable.EvenIds()), other));
    }
    plant.build("sum");
    plant.build("distinct");
    plant.stored(plant.build("calc"));
    Delta delta = new Delta(PackedTable.LAYOUT);
    new PackedTable(10).fill(delta, 0, 2, 1);
    plant.tick(delta);
    assertThat(plant.circuit.storage().counters().steps).isEqualTo(4);
    assertThat(plant.circuit.find("idle 0").steps()).isZero();
  }
}
