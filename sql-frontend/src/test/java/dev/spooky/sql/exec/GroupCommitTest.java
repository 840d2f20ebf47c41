// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SpookyOptions;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.engine.Subscription;
import dev.spooky.runtime.storage.Journal;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.session.SpookyEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that share a tick are transactions of their own all the same. */
class GroupCommitTest {
  private static final int THREADS = 8;
  private static final int EACH = 300;

  private final SpookyEngine engine = new SpookyEngine(SpookyOptions.DEFAULT);
  private final Spooky unused = Spooky.open();
  private final Session admin = engine.session(unused);
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @BeforeEach
  void define() {
    engine.database().groups().groupFrom(0);
    admin.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, g BIGINT, x BIGINT CHECK (x < 1000))");
    admin.execute("CREATE MATERIALIZED VIEW sums AS SELECT g, SUM(x) AS s FROM t GROUP BY g");
    admin.execute("CREATE MATERIALIZED VIEW poisoned AS SELECT id, 100 / (x - 13) AS y FROM t");
  }

  @AfterEach
  void close() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    admin.close();
    engine.close();
    unused.close();
  }

  /** What one thread does with its own session. */
  private interface Work {
    void run(int thread, Session session);
  }

  private void inAllThreads(Work work) throws Exception {
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      all.add(
          threads.submit(
              () -> {
                try (Session session = engine.session(unused)) {
                  work.run(thread, session);
                }
              }));
    }
    for (Future<?> future : all) {
      future.get(60, TimeUnit.SECONDS);
    }
  }

  private Map<Long, Long> map(String query) {
    Map<Long, Long> all = new TreeMap<>();
    try (Rows rows = admin.execute(query).rows().orElseThrow()) {
      while (rows.next()) {
        all.put(rows.getLong(0), rows.getLong(1));
      }
    }
    return all;
  }

  private static String state(Runnable statement) {
    try {
      statement.run();
      return "";
    } catch (SpookySqlException e) {
      return e.sqlState();
    }
  }

  @Test
  void statements_shareTicks() throws Exception {
    long before = engine.tick();
    inAllThreads(
        (thread, session) -> {
          for (int i = 0; i < EACH; i++) {
            session.execute("INSERT INTO t VALUES (?, ?, ?)", i * THREADS + thread, thread, 1);
          }
        });
    assertThat(engine.tick() - before).isLessThan(THREADS * EACH);
    assertThat(map("SELECT g, s FROM sums"))
        .hasSize(THREADS)
        .allSatisfy((g, s) -> assertThat(s).isEqualTo(EACH));
  }

  /**
   * An insert that was acknowledged is there, one that failed is not, and each fails for its own
   * reason.
   */
  @Test
  void eachStatement_hasItsOwnOutcome() throws Exception {
    Map<Long, Long> expected = new ConcurrentHashMap<>();
    AtomicLong failures = new AtomicLong();
    inAllThreads(
        (thread, session) -> {
          Random random = new Random(thread);
          for (int i = 0; i < EACH; i++) {
            long id = random.nextInt(THREADS * EACH / 2) * (long) THREADS + thread;
            long x = List.of(13L, 5000L, 7L, 8L, 9L).get(random.nextInt(5));
            String state = state(() -> session.execute("INSERT INTO t VALUES (?, 0, ?)", id, x));
            String because = x == 13 ? "22012" : x == 5000 ? "23514" : "";
            if (expected.containsKey(id)) {
              assertThat(state).isIn("23505", because);
            } else {
              assertThat(state).isEqualTo(because);
            }
            if (state.isEmpty()) {
              expected.put(id, x);
            } else {
              failures.incrementAndGet();
            }
          }
        });
    assertThat(map("SELECT id, x FROM t")).isEqualTo(new TreeMap<>(expected));
    assertThat(failures.get()).isGreaterThan(THREADS * EACH / 5);
    assertThat(map("SELECT g, s FROM sums"))
        .containsEntry(0L, expected.values().stream().mapToLong(Long::longValue).sum());
  }

  /** Half of those who insert a row will fail at their tick: the others must not fail for them. */
  @Test
  void rowsThatAreNeverCommitted_disturbNobody() throws Exception {
    CyclicBarrier round = new CyclicBarrier(THREADS);
    inAllThreads(
        (thread, session) -> {
          for (long id = 0; id < EACH; id++) {
            long key = id;
            await(round);
            int x = (thread + id) % 2 == 0 ? 13 : 7;
            String state = state(() -> session.execute("INSERT INTO t VALUES (?, 0, ?)", key, x));
            assertThat(state).isIn(x == 13 ? List.of("22012", "23505") : List.of("", "23505"));
          }
        });
    assertThat(map("SELECT id, x FROM t")).hasSize(EACH).doesNotContainValue(13L);
  }

  private static void await(CyclicBarrier round) {
    try {
      round.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  /** State writes fail now and then, under whoever commits for the others. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void injectedFailures_failStatementsAsAWhole(boolean asError) throws Exception {
    Set<Long> expected = ConcurrentHashMap.newKeySet();
    AtomicLong failures = new AtomicLong();
    Journal journal = admin(database -> database.circuit().storage().journal());
    inAllThreads(
        (thread, session) -> {
          Random random = new Random(thread);
          for (long i = 0; i < EACH; i++) {
            long id = i * THREADS + thread;
            if (random.nextInt(20) == 0) {
              engine
                  .database()
                  .betweenTicksIfOpen(
                      () -> {
                        journal.failWithError(asError);
                        journal.failAt(journal.writes() + random.nextInt(200));
                      });
            }
            try {
              session.execute("INSERT INTO t VALUES (?, 0, ?)", id, 1);
              expected.add(id);
            } catch (SpookySqlException | Journal.InjectedFailure | Journal.InjectedError e) {
              failures.incrementAndGet();
            }
          }
        });
    admin(
        database -> {
          database.circuit().storage().journal().failAt(Long.MAX_VALUE);
          return true;
        });
    assertThat(map("SELECT id, x FROM t").keySet()).isEqualTo(new TreeSet<>(expected));
    assertThat(map("SELECT g, s FROM sums")).isEqualTo(Map.of(0L, (long) expected.size()));
    assertThat(failures.get()).as("failures").isPositive();
  }

  private <T> T admin(Function<Database, T> action) {
    return engine.database().betweenTicks(() -> action.apply(engine.database()));
  }

  /** All threads add to the same few rows, some of them so much that the CHECK fails. */
  @Test
  void updatesOfTheSameRows_areNotLost() throws Exception {
    for (int i = 0; i < 4; i++) {
      admin.execute("INSERT INTO t VALUES (" + i + ", " + i + ", 14)");
    }
    AtomicLong[] added = {new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong()};
    List<Long> heard = new ArrayList<>();
    try (Subscription subscription = engine.subscribe("sums", SubscribeOptions.DEFAULT)) {
      inAllThreads(
          (thread, session) -> {
            for (int i = 0; i < 100; i++) {
              int id = (thread + i) % 4;
              int more = i % 10 == 0 ? 2000 : 1;
              String state =
                  state(() -> session.execute("UPDATE t SET x = x + ? WHERE id = ?", more, id));
              assertThat(state).isEqualTo(more == 1 ? "" : "23514");
              if (more == 1) {
                added[id].incrementAndGet();
              }
            }
          });
      Map<Long, Long> followed = new TreeMap<>();
      while (subscription.tick() < engine.tick()) {
        var change = subscription.next(Duration.ofSeconds(5));
        while (change != null && change.next()) {
          long weighted = change.getLong(1) * change.weight();
          followed.merge(change.getLong(0), weighted, Long::sum);
          heard.add(weighted);
        }
      }
      assertThat(followed).isEqualTo(map("SELECT g, s FROM sums"));
    }
    assertThat(heard).isNotEmpty();
    for (long i = 0; i < 4; i++) {
      assertThat(map("SELECT id, x FROM t")).containsEntry(i, 14 + added[(int) i].get());
    }
  }

  /** A transaction holds the writer's place: those who wait for it go away one by one. */
  @Test
  void whoeverGivesUpWaiting_leavesNothingOpen() throws Exception {
    try (Session holder = engine.session(unused)) {
      inAllThreads(
          (thread, session) -> session.execute("INSERT INTO t VALUES (?, 1, 1)", 1000 + thread));
      holder.begin();
      holder.execute("INSERT INTO t VALUES (-1, 1, 1)");
      inAllThreads(
          (thread, session) -> {
            session.execute("SET lock_timeout = '" + (20 + 15 * thread) + "ms'");
            for (int i = 0; i < 3; i++) {
              int id = 2000 + 10 * i + thread;
              assertThatThrownBy(() -> session.execute("INSERT INTO t VALUES (?, 1, 1)", id))
                  .hasMessageContaining("waited");
            }
          });
      holder.commit();
    }
    inAllThreads((thread, session) -> session.execute("DELETE FROM t WHERE id = ?", 1000 + thread));
    assertThat(map("SELECT id, x FROM t")).isEqualTo(Map.of(-1L, 1L));
  }
}
