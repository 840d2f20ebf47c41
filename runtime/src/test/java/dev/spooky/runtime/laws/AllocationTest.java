// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In the steady state, ticks allocate next to nothing: a window of rows moves over a stream, each
 * tick adding some and taking as many away. What is left does not depend on the rows.
 */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WINDOW = 5_000;
  private static final int PER_TICK = 50;

  @ParameterizedTest
  @ValueSource(
      strings = {"calc", "distinct", "materialize", "join", "sum", "average", "min and max", "top"})
  void steadyState_allocatesNextToNothing(String name) {
    Plant plant = new Plant(new RowHash(5, -1));
    plant.stored(plant.build(name));
    PackedTable table = new PackedTable(200);
    Delta delta = new Delta(PackedTable.LAYOUT);
    table.fill(delta, 0, WINDOW, 1);
    plant.tick(delta);
    long bytes = 0;
    int warm = 1000;
    int measured = 500;
    for (int tick = 0; tick < warm + measured; tick++) {
      long from = (long) tick * PER_TICK;
      delta.clear();
      table.fill(delta, from, from + PER_TICK, -1);
      table.fill(delta, from + WINDOW, from + WINDOW + PER_TICK, 1);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      plant.tick(delta);
      bytes += tick < warm ? 0 : THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    double perRow = (double) bytes / (measured * 2 * PER_TICK);
    assertThat(perRow).as("bytes a row, %s", name).isLessThan(8);
  }
}
