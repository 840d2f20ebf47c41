// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Transfers of 8 writers, seen by 16 readers and 10 subscribers: every read and every change shows
 * a state in which the sums are right, however the transfers are batched (after J. Brandon,
 * "Internal consistency in streaming systems"), and in the end each subscriber has heard the
 * content: {@code -Dspooky.consistency.seconds=60}.
 */
class InternalConsistencyTest {
  private static final long SEED = Long.getLong("spooky.consistency.seed", 11);
  private static final long SECONDS = Long.getLong("spooky.consistency.seconds", 3);

  /** The first column must be 0. */
  private static final List<String> READS =
      List.of(
          "SELECT total FROM total",
          "SELECT SUM(balance) FROM balance",
          "SELECT n FROM unpaired",
          "SELECT (SELECT SUM(amount) FROM transactions) - (SELECT SUM(credits) FROM credits)",
          "SELECT SUM(c.credits) - SUM(d.debits) - SUM(b.balance) FROM credits c FULL JOIN debits d"
              + " ON c.account = d.account FULL JOIN balance b"
              + " ON COALESCE(c.account, d.account) = b.account",
          "SELECT (SELECT COUNT(*) FROM shares) - (SELECT COUNT(*) FROM partners)",
          "SELECT COUNT(*) FROM transactions WHERE amount < 0 OR id < 0",
          "SELECT n - 8 FROM (SELECT COUNT(*) AS n FROM steps)");

  private final Spooky database = Spooky.open();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicBoolean done = new AtomicBoolean();

  @BeforeEach
  void define() {
    Transfers.define(database);
  }

  @AfterEach
  void close() throws InterruptedException {
    done.set(true);
    threads.shutdown();
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    database.close();
  }

  @Test
  void everyReadAndEveryChange_isOfOneState_andNothingIsLostOrDoubled() throws Exception {
    try (Listeners listeners = new Listeners(database, threads)) {
      List<Future<Long>> writers = new ArrayList<>();
      for (int writer = 0; writer < Transfers.WRITERS; writer++) {
        writers.add(threads.submit(new TransferWriter(database, writer, SEED, done)));
      }
      List<Future<Long>> readers = new ArrayList<>();
      for (int reader = 0; reader < 16; reader++) {
        readers.add(threads.submit(reader(reader)));
      }
      TimeUnit.SECONDS.sleep(SECONDS);
      done.set(true);
      for (Future<Long> reader : readers) {
        assertThat(reader.get()).as("reads").isPositive();
      }
      Map<Long, Long> steps = new HashMap<>();
      for (Future<Long> writer : writers) {
        steps.put((long) steps.size(), writer.get());
      }
      assertThat(steps()).as("seed=%s, commits", SEED).isEqualTo(steps);
      listeners.awaitContent("seed=" + SEED);
      assertThat(listeners.all())
          .allSatisfy(listener -> assertThat(listener.changes()).as("%s", listener).isPositive())
          .anySatisfy(slow -> assertThat(slow.overSeveralTicks()).isPositive());
    }
  }

  private Map<Long, Long> steps() {
    Map<Long, Long> steps = new HashMap<>();
    try (Rows rows = database.query("SELECT writer, n FROM steps")) {
      while (rows.next()) {
        steps.put(rows.getLong(0), rows.getLong(1));
      }
    }
    return steps;
  }

  private Callable<Long> reader(int reader) {
    String query = READS.get(reader % READS.size());
    return () -> {
      long reads = 0;
      long last = 0;
      try (Session session = database.session()) {
        while (!done.get() || reads == 0) {
          last = Math.max(last, database.tick());
          try (Rows rows = session.execute(query).rows().orElseThrow()) {
            assertThat(rows.tick()).as(query).isGreaterThanOrEqualTo(last);
            last = rows.tick();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(0)).as("%s at tick %s, seed=%s", query, last, SEED).isZero();
          }
          TimeUnit.MILLISECONDS.sleep(reader % 4 * 5L); // leaves time to the writers
          reads++;
        }
      }
      return reads;
    };
  }
}
