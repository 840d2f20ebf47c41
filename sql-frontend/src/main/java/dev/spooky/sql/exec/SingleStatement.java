// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import java.util.function.Function;

/**
 * A statement that changes rows: part of the open transaction, or else a transaction by itself,
 * which may share its tick with others if it has turned out to be short ({@link GroupCommit}).
 */
final class SingleStatement {
  /** What takes longer keeps no others waiting for the tick that they share. */
  private static final long SHORT_NANOS = 1_000_000;

  private static final int FEW = 16;

  private final Database database;
  private volatile long lastNanos = Long.MAX_VALUE;

  SingleStatement(Database database) {
    this.database = database;
  }

  /** Runs a statement of so many runs, or rows, and commits it unless a transaction is open. */
  <T> T run(Run run, int count, Function<Transaction, T> statement) {
    Transaction open = run.transaction();
    if (open != null) {
      return statement.apply(open);
    }
    boolean isShort = count <= FEW && lastNanos < SHORT_NANOS && !run.mode().readOnly();
    return isShort
        ? database.groups().run(run, timed(statement))
        : database.groups().alone(run, timed(statement));
  }

  private <T> Function<Transaction, T> timed(Function<Transaction, T> statement) {
    return own -> {
      own.beginWriting(); // the wait is not the statement's
      long start = System.nanoTime();
      T result = statement.apply(own);
      lastNanos = System.nanoTime() - start;
      return result;
    };
  }
}
