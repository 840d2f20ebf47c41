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

  /** The JVM fills its profiles of methods for some thousand views, and then no more. */
  private static final int WARM_UP = Math.max(800, VIEWS / 5);

  /** The base is not one with such a buffer in it, if that can be had. */
  private static final long MOST_AT_START = 48 << 20;

  private static final long HEAP_SLACK_BYTES = 6 << 20;
  private static final long METASPACE_SLACK_BYTES = 2 << 20;

  @Test
  void definingAndDropping_leavesMemoryWhereItWas() throws InterruptedException {
    try (Spooky database = Spooky.open()) {
      database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, g INTEGER, x DOUBLE, s VARCHAR)");
      for (int i = 0; i < 1_000; i++) {
        String values = i + ", " + i % 10 + ", " + i + ".5, 's" + i % 7 + "'";
        database.execute("INSERT INTO t VALUES (" + values + ")");
      }
      for (int i = 0; i < WARM_UP; i++) {
        defineAndDrop(database, i);
      }
      Thread.sleep(1_000);
      long heap = settledBytes(MOST_AT_START);
      long metaspace = metaspace();
      for (int i = 0; i < VIEWS; i++) {
        defineAndDrop(database, i);
      }
      long most = heap + HEAP_SLACK_BYTES;
      assertThat(settledBytes(most)).as("heap bytes").isLessThan(most);
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

  /**
   * The least of what lives within some seconds: compiler threads keep objects of code that they
   * are at work on for as long, and one is a join's buffer of 32 MiB.
   *
   * @param enough ends the wait
   */
  private static long settledBytes(long enough) throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 60 && least > enough; i++) {
      least = Math.min(least, LiveHeap.bytes());
      Thread.sleep(i == 0 ? 0 : 250);
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
