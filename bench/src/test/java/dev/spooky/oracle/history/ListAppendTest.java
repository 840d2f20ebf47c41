// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random transactions of 16 threads on lists that are appended to have no anomaly beyond their
 * level's: {@code -Dspooky.isolation.transactions=100000}.
 */
class ListAppendTest {
  private static final int TRANSACTIONS =
      Integer.getInteger("spooky.isolation.transactions", 1_500);
  private static final long SEED = Long.getLong("spooky.isolation.seed", 1);
  private static final int THREADS = 16;
  private static final int ROUND = 2_000;

  private final Spooky database = Spooky.open();

  static List<Arguments> levels() {
    return List.of(
        Arguments.of(List.of(Level.READ_COMMITTED)),
        Arguments.of(List.of(Level.SERIALIZABLE)),
        Arguments.of(List.of(Level.READ_COMMITTED, Level.SERIALIZABLE)));
  }

  @ParameterizedTest
  @MethodSource("levels")
  void randomTransactions_haveNoAnomalyBeyondTheirLevels(List<Level> levels) throws Exception {
    Client.Shared shared = run(levels);
    List<Txn> txns = shared.history().txns();
    assertThat(Checker.check(txns)).as("seed=" + SEED).isEmpty();
    assertThat(txns).hasSizeGreaterThanOrEqualTo(TRANSACTIONS / THREADS * THREADS);
    assertThat(shared.outcomes())
        .containsKeys(
            "single",
            "append",
            "read",
            "violation",
            "committed",
            "rolled back",
            "rolled back to a savepoint",
            "failed to commit");
  }

  /** Else the transactions would hardly meet, and the test above would prove little. */
  @Test
  void readCommittedTransactions_wouldNotDoAsSerializableOnes() throws Exception {
    List<Txn> stricter = new ArrayList<>();
    for (Txn txn : run(List.of(Level.READ_COMMITTED)).history().txns()) {
      stricter.add(
          new Txn(
              txn.id(),
              Level.SERIALIZABLE,
              txn.ops(),
              txn.committed(),
              txn.began(),
              txn.ending(),
              txn.ended()));
    }
    assertThat(Checker.check(stricter))
        .extracting(Anomaly::kind)
        .containsAnyOf(Anomaly.Kind.READ_SKEW, Anomaly.Kind.WRITE_SKEW);
  }

  private Client.Shared run(List<Level> levels) throws Exception {
    Client.Shared shared = new Client.Shared(levels);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (database) {
      Lists.define(database);
      int first = 0;
      for (int left = TRANSACTIONS; left > 0; left -= ROUND) {
        Keys keys = new Keys(first, Math.min(left, ROUND) / 15);
        round(threads, shared, keys, Math.min(left, ROUND) / THREADS);
        first += keys.count();
      }
    } finally {
      threads.shutdownNow();
    }
    return shared;
  }

  private void round(ExecutorService threads, Client.Shared shared, Keys keys, int transactions)
      throws Exception {
    try (Session session = database.session()) {
      Lists.renew(session, keys);
      List<Callable<Void>> clients = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        long seed = SEED * 1_000_003 + keys.first() * 31L + thread;
        clients.add(
            () -> {
              try (Session own = database.session()) {
                new Client(shared, own, keys, seed).run(transactions);
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(clients)) {
        done.get();
      }
      new Client(shared, session, keys, SEED).readAll();
    }
  }
}
