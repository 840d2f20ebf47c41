// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Session;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock under which a connection uses its session, and the flag that it has ended. The session's
 * exceptions come out as JDBC's.
 */
final class SessionGuard {
  /** Something that needs the session. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws SQLException;
  }

  /** Something that needs the session and gives nothing. */
  @FunctionalInterface
  interface Step {
    void run() throws SQLException;
  }

  private final Session session;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicBoolean closed = new AtomicBoolean();

  SessionGuard(Session session) {
    this.session = session;
  }

  boolean isClosed() {
    return closed.get();
  }

  /** Lets nothing new begin; true for the first who asks. */
  boolean shut() {
    return closed.compareAndSet(false, true);
  }

  void checkOpen() throws SQLException {
    if (closed.get()) {
      throw SqlErrors.of(SqlErrors.CONNECTION_CLOSED, "the connection is closed");
    }
  }

  /** Uses the session; an error if it has ended. */
  <T> T with(Work<T> work) throws SQLException {
    lock.lock();
    try {
      checkOpen();
      return work.run();
    } catch (RuntimeException e) {
      throw SqlErrors.translate(e);
    } finally {
      lock.unlock();
    }
  }

  /** Uses the session; an error if it has ended. */
  void run(Step step) throws SQLException {
    with(
        () -> {
          step.run();
          return true;
        });
  }

  /** Gives back something of the session, unless that has ended and taken everything along. */
  void release(Step step) throws SQLException {
    lock.lock();
    try {
      if (!closed.get()) {
        step.run();
      }
    } catch (RuntimeException e) {
      throw SqlErrors.translate(e);
    } finally {
      lock.unlock();
    }
  }

  /** Ends what runs, then the session. */
  void closeSession() throws SQLException {
    try {
      if (!lock.tryLock()) {
        session.cancel();
        lock.lock();
      }
      try {
        session.close();
      } finally {
        lock.unlock();
      }
    } catch (RuntimeException e) {
      throw SqlErrors.translate(e);
    }
  }
}
