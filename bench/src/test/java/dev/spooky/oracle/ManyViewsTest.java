// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Spooky;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import org.junit.jupiter.api.Test;

/**
 * Defining and dropping views leaves heap and metaspace where they were.
 *
 * <p>A few hundred by default. All: {@code mvn -pl bench -am test -Dtest=ManyViewsTest
 * -Dspooky.views.count=10000}.
 */
class ManyViewsTest {
  private static final int VIEWS = Integer.getInteger("spooky.views.count", 300);

  /** The JVM fills its profiles of methods for some hundred views, and then no more. */
  private static final int WARM_UP = Math.max(150, VIEWS / 10);

  private static final long HEAP_SLACK_BYTES = 6 << 20;
  private static final long METASPACE_SLACK_BYTES = 2 << 20;

  @Test
  void definingAndDropping_leavesMemoryWhereItWas() {
    try (Spooky database = Spooky.open()) {
      database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, g INTEGER, x DOUBLE, s VARCHAR)");
      for (int i = 0; i < 1_000; i++) {
        String values = i + ", " + i % 10 + ", " + i + ".5, 's" + i % 7 + "'";
        database.execute("INSERT INTO t VALUES (" + values + ")");
      }
      for (int i = 0; i < WARM_UP; i++) {
        defineAndDrop(database, i);
      }
      long heap = usedHeap();
      long metaspace = metaspace();
      for (int i = 0; i < VIEWS; i++) {
        defineAndDrop(database, i);
      }
      assertThat(usedHeap() - heap).as("heap bytes more").isLessThan(HEAP_SLACK_BYTES);
      assertThat(metaspace() - metaspace)
          .as("metaspace bytes more")
          .isLessThan(METASPACE_SLACK_BYTES);
    }
  }

  /** No two views have an expression in common, so that none is kept for another's sake. */
  private static void defineAndDrop(Spooky database, int i) {
    String query =
        switch (i % 4) {
          case 0 -> "SELECT id + " + i + " AS a, UPPER(s) AS b FROM t WHERE g <> " + i;
          case 1 ->
              "SELECT g, SUM(x + " + i + ") AS a, COUNT(*) AS n, MAX(s) AS m FROM t GROUP BY g";
          case 2 ->
              "SELECT a.id, b.s || '" + i + "' AS s FROM t a JOIN t b ON a.id = b.id + " + i % 50;
          default -> "SELECT DISTINCT g, s || '" + i + "' AS s FROM t ORDER BY s, g LIMIT 5";
        };
    database.execute("CREATE MATERIALIZED VIEW v AS " + query);
    database.execute("UPDATE t SET x = x + 1 WHERE id = " + i % 1_000);
    database.execute("DROP VIEW v");
  }

  private static long usedHeap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  private static long metaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().contains("Metaspace") || pool.getName().contains("Class"))
        .map(MemoryPoolMXBean::getUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
