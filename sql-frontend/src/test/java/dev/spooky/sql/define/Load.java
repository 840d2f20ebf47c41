// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Commits to a table of its own, on a thread of its own, and looks whether its view follows. */
final class Load implements AutoCloseable {
  private static final int IDS = 50;

  private final Session session;
  private final Random random;
  private final Thread thread = new Thread(this::run, "load");
  private volatile boolean done;
  private volatile @Nullable Throwable failure;
  private long commits;

  Load(Session session, long seed) {
    this.session = session;
    this.random = new Random(seed);
    session.execute("CREATE TABLE load (id INT PRIMARY KEY, n INT NOT NULL)");
    session.execute(
        "CREATE MATERIALIZED VIEW load_sums AS SELECT MOD(id, 5) AS g, COUNT(*) AS c, SUM(n) AS s"
            + " FROM load GROUP BY MOD(id, 5)");
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!done) {
        int id = random.nextInt(IDS);
        if (random.nextInt(3) == 0) {
          session.execute("DELETE FROM load WHERE id = ?", id);
        } else {
          session.execute(
              "INSERT INTO load VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET n = load.n + 1",
              id,
              random.nextInt(9));
        }
        check();
        commits++;
        Thread.sleep(1);
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      failure = e;
    }
  }

  private void check() {
    String sql =
        "SELECT (SELECT COUNT(*) FROM load) - (SELECT COALESCE(SUM(c), 0) FROM load_sums),"
            + " (SELECT COALESCE(SUM(n), 0) FROM load)"
            + " - (SELECT COALESCE(SUM(s), 0) FROM load_sums)";
    try (Rows rows = session.execute(sql).rows().orElseThrow()) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(0)).isZero();
      assertThat(rows.getLong(1)).isZero();
    }
  }

  /** Ends; fails if anything went wrong. */
  @Override
  public void close() {
    done = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    session.close();
    assertThat(failure).as("of the load beside").isNull();
    assertThat(commits).as("commits beside").isPositive();
  }
}
