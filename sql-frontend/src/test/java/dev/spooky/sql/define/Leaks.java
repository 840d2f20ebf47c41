// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;

/** What a database holds at a moment: live heap, loaded classes, threads, operators. */
record Leaks(long heapBytes, int classes, int threads, int nodes) {
  private static final long MORE_HEAP_BYTES = 8L << 20;

  /** Those of the driver and of Java's reflection, which come late. */
  private static final int MORE_CLASSES = 400;

  static Leaks now(Sql db) {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return new Leaks(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
        Thread.activeCount(),
        db.nodeCount());
  }

  void assertNoneSince(Leaks before, String as) {
    assertThat(heapBytes - before.heapBytes).as(as).isLessThan(MORE_HEAP_BYTES);
    assertThat(classes - before.classes).as(as).isLessThan(MORE_CLASSES);
    assertThat(threads).as(as).isLessThanOrEqualTo(before.threads + 1);
    assertThat(nodes).as(as).isEqualTo(before.nodes);
  }
}
