// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets short statements outside of transactions share a tick, when several wait and ticks take
 * long: a statement that is done leaves its changes to the next one that waits, and the last one
 * commits them all. Each is still a transaction by itself: what fails in a group, a statement or
 * the tick, is undone and run again alone, so nobody's outcome rests on changes that were never
 * committed.
 *
 * <p>After the group commit of D. DeWitt et al., "Implementation techniques for main memory
 * database systems" (SIGMOD 1984); here it saves ticks, not writes to a log.
 */
final class GroupCommit {
  /** Groups are not made where ticks take less: handing on costs two switches of threads. */
  static final long LONG_TICK_NANOS = 50_000;

  /** Statements that share a tick at most, which bounds how long others wait to write. */
  private static final int MOST = 64;

  private final Database database;
  private final Turn turn = new Turn();
  private volatile long longTickNanos = LONG_TICK_NANOS;
  private @Nullable Group open; // guarded by the turn

  GroupCommit(Database database) {
    this.database = database;
  }

  /** For tests: makes groups also where ticks are shorter. */
  void groupFrom(long tickNanos) {
    longTickNanos = tickNanos;
  }

  /** Statements whose changes become one tick. */
  private static final class Group {
    private final Transaction transaction;
    private final CountDownLatch done = new CountDownLatch(1);
    private int members;
    private boolean committed;
    private @Nullable RuntimeException failure;

    Group(Transaction transaction) {
      this.transaction = transaction;
    }

    /** Waits for the tick, which cannot be called back; whether it succeeded. */
    boolean await() {
      boolean interrupted = false;
      while (true) {
        try {
          done.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return committed;
    }
  }

  /** Runs a short statement and commits it, together with others if they wait. */
  <T> T run(Run run, Function<Transaction, T> statement) {
    takeTurn(run);
    Group group = open;
    boolean first = group == null;
    if (group == null) {
      group = new Group(new Transaction(database, run.mode(), run.check()));
    }
    T result = null;
    try {
      result = statement.apply(group.transaction);
      group.members++;
    } catch (RuntimeException failure) {
      if (first) {
        throw failure;
      } // else perhaps for what others have changed and may not commit
    } finally {
      leave(group, group.members == 0 || group.members >= MOST || !worthwhile());
    }
    if (result != null && group.await()) {
      return result;
    }
    if (result != null && group.members == 1 && group.failure != null) {
      throw group.failure;
    }
    return alone(run, statement);
  }

  private void takeTurn(Run run) {
    try {
      turn.take(run.mode().timeouts().lock(), run.check());
    } catch (RuntimeException goneAway) {
      if (!turn.othersWait()) { // a group may have been left to this statement
        turn.takeSoon();
        Group group = open;
        leave(group, group != null && !turn.othersWait());
      }
      throw goneAway;
    }
  }

  private boolean worthwhile() {
    return turn.othersWait() && database.tickNanos() >= longTickNanos;
  }

  /** Runs a statement as a transaction of its own. */
  <T> T alone(Run run, Function<Transaction, T> statement) {
    Transaction own = new Transaction(database, run.mode(), run.check());
    try {
      T result = statement.apply(own);
      own.commit();
      return result;
    } finally {
      own.rollback();
    }
  }

  /** A statement has ended: the group is left to the next one, or ends. */
  private void leave(@Nullable Group group, boolean ends) {
    try {
      if (group != null && ends) {
        finish(group);
      } else {
        open = group;
      }
    } finally {
      turn.give();
    }
    if (ends) {
      database.hub().deliver(); // those who are told may write, and so need the turn
    }
  }

  private void finish(Group group) {
    open = null;
    try {
      if (group.members > 0) {
        group.transaction.commitSilently();
      }
      group.committed = true;
    } catch (RuntimeException failure) {
      group.failure = failure;
    } finally {
      group.transaction.rollback();
      group.done.countDown();
    }
  }
}
