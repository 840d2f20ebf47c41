// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Change;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.engine.Subscription;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Transfers between ten accounts: money moves, none is made, so every output of every view shows a
 * total of 0, however the transfers are batched (after J. Brandon, "Internal consistency in
 * streaming systems").
 */
class InternalConsistencyTest {
  private static final int ACCOUNTS = 10;
  private static final long SEED = Long.getLong("spooky.consistency.seed", 11);
  private static final int COMMITS = Integer.getInteger("spooky.consistency.commits", 300);

  private final Random random = new Random(SEED);
  private final AtomicBoolean done = new AtomicBoolean();
  private Spooky database;
  private int nextTransfer;

  @BeforeEach
  void open() {
    database = Spooky.open();
    database.execute(
        "CREATE TABLE transactions (id INTEGER PRIMARY KEY, from_account INTEGER NOT NULL,"
            + " to_account INTEGER NOT NULL, amount INTEGER NOT NULL, ts TIMESTAMP)");
    view(
        "credits",
        "SELECT to_account AS account, SUM(amount) AS credits FROM transactions"
            + " GROUP BY to_account");
    view(
        "debits",
        "SELECT from_account AS account, SUM(amount) AS debits FROM transactions"
            + " GROUP BY from_account");
    view(
        "balance",
        "SELECT account, SUM(amount) AS balance FROM"
            + " (SELECT account, credits AS amount FROM credits"
            + " UNION ALL SELECT account, -debits FROM debits) GROUP BY account");
    view("total", "SELECT SUM(balance) AS total FROM balance");
    view("partners", "SELECT a.id FROM transactions a JOIN transactions b ON a.id = b.id");
    view(
        "unpaired",
        "SELECT SUM(n) AS n FROM (SELECT COUNT(*) AS n FROM transactions"
            + " UNION ALL SELECT -COUNT(*) FROM partners)");
  }

  private void view(String name, String query) {
    database.execute("CREATE MATERIALIZED VIEW " + name + " AS " + query);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void everyOutput_showsATotalOfZero() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Future<Long> totals = threads.submit(() -> read("SELECT total FROM total"));
      Future<Long> sums = threads.submit(() -> read("SELECT SUM(balance) FROM balance"));
      Future<Long> pairs = threads.submit(() -> read("SELECT n FROM unpaired"));
      Future<Long> changes = threads.submit(this::follow);
      write();
      done.set(true);
      assertThat(totals.get() + sums.get() + pairs.get()).as("reads").isGreaterThan(10);
      assertThat(changes.get()).as("changes of the subscription").isPositive();
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
  }

  /** Transfers come, are changed and go, in commits of random sizes. */
  private void write() {
    try (Session session = database.session()) {
      for (int i = 0; i < COMMITS; i++) {
        session.begin();
        int statements = 1 + random.nextInt(random.nextInt(10) == 0 ? 30 : 3);
        for (int s = 0; s < statements; s++) {
          session.execute(statement());
        }
        session.commit();
      }
    }
  }

  private String statement() {
    int id = random.nextInt(nextTransfer + 1);
    return switch (random.nextInt(6)) {
      case 0 -> "DELETE FROM transactions WHERE id = " + id;
      case 1 -> "UPDATE transactions SET amount = amount + 1 WHERE id <= " + id;
      case 2 -> "UPDATE transactions SET to_account = from_account WHERE id = " + id;
      default ->
          "INSERT INTO transactions VALUES ("
              + nextTransfer++
              + ", "
              + random.nextInt(ACCOUNTS)
              + ", "
              + random.nextInt(ACCOUNTS)
              + ", 1, TIMESTAMP '2024-01-01 00:00:00')";
    };
  }

  /** Reads till the writer is done; every row's first column must be 0 or NULL. */
  private long read(String query) {
    long reads = 0;
    while (!done.get()) {
      try (Rows rows = database.query(query)) {
        while (rows.next()) {
          assertThat(rows.getLong(0))
              .as("%s at tick %s, seed=%s", query, rows.tick(), SEED)
              .isZero();
        }
      }
      reads++;
    }
    return reads;
  }

  /** Sums up what a subscription to the balances says; after every change they make 0. */
  private long follow() {
    long changes = 0;
    Map<Long, Long> balances = new TreeMap<>();
    try (Subscription subscription = database.subscribe("balance", SubscribeOptions.DEFAULT)) {
      while (!done.get() || subscription.tick() < database.tick()) {
        Change change = subscription.next(Duration.ofMillis(10));
        if (change == null) {
          if (done.get()) {
            return changes;
          }
          continue;
        }
        changes++;
        while (change.next()) {
          balances.merge(change.getLong(0), change.getLong(1) * change.weight(), Long::sum);
        }
        long total = balances.values().stream().mapToLong(Long::longValue).sum();
        assertThat(total).as("ticks to %s, seed=%s", change.toTick(), SEED).isZero();
      }
    }
    return changes;
  }
}
