// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.sql.error.SpookySqlException;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/** Commits transfers, and fails to, until it is told to stop; gives the number of its commits. */
final class TransferWriter implements Callable<Long> {
  private final Spooky database;
  private final int writer;
  private final AtomicBoolean done;
  private final Random random;
  private long commits;

  TransferWriter(Spooky database, int writer, long seed, AtomicBoolean done) {
    this.database = database;
    this.writer = writer;
    this.done = done;
    this.random = new Random(seed * 31 + writer);
  }

  @Override
  public Long call() {
    try (Session session = database.session()) {
      session.execute("SET lock_timeout = '10min'");
      session.execute("SET idle_in_transaction_session_timeout = '10min'");
      while (!done.get()) {
        if (random.nextInt(4) == 0) {
          Transfers.change(session, random);
        } else {
          transaction(session);
        }
      }
    }
    return commits;
  }

  private void transaction(Session session) {
    session.execute(
        "BEGIN ISOLATION LEVEL " + (random.nextBoolean() ? "SERIALIZABLE" : "READ COMMITTED"));
    Transfers.step(session, writer);
    int statements = 1 + random.nextInt(random.nextInt(10) == 0 ? 30 : 3);
    for (int i = 0; i < statements; i++) {
      Transfers.change(session, random);
    }
    switch (random.nextInt(12)) {
      case 0 -> session.rollback();
      case 1 -> {
        Transfers.poison(session);
        fails(session::commit, "22012");
      }
      case 2 -> {
        session.execute("SAVEPOINT s");
        Transfers.change(session, random);
        Transfers.step(session, writer);
        session.execute("ROLLBACK TO s");
        commit(session);
      }
      case 3 -> {
        fails(() -> Transfers.violate(session), "235");
        balances(session);
        commit(session);
      }
      default -> commit(session);
    }
  }

  private void commit(Session session) {
    session.commit();
    commits++;
  }

  /** The transaction's own changes balance as well, in the table and through views. */
  private static void balances(Session session) {
    try (Rows rows =
        session
            .execute(
                "SELECT (SELECT SUM(credits) FROM credits) - (SELECT SUM(amount) FROM transactions),"
                    + " (SELECT total FROM total)")
            .rows()
            .orElseThrow()) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(0)).isZero();
      assertThat(rows.getLong(1)).isZero();
    }
  }

  private static void fails(Runnable action, String sqlState) {
    try {
      action.run();
    } catch (SpookySqlException e) {
      assertThat(e.sqlState()).as(e.getMessage()).startsWith(sqlState);
      return;
    }
    throw new AssertionError("no error " + sqlState);
  }
}
