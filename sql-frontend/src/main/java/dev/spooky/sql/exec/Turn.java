// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A place that one thread has at a time, in the order in which they came. */
final class Turn {
  /** How often one who waits looks whether to go on waiting. */
  private static final long LOOK_MILLIS = 20;

  private final Semaphore place = new Semaphore(1, true);
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * Waits for the turn.
   *
   * @param look called now and then during the wait; throws if it is to end
   * @throws SpookySqlException SQLSTATE 55P03 after {@code timeoutMillis}, 57014 if interrupted
   */
  void take(long timeoutMillis, Runnable look) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    waiting.incrementAndGet();
    try {
      while (!place.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        look.run();
        if (System.nanoTime() > deadline) {
          throw SpookySqlException.of(
              SqlErrorCode.LOCK_TIMEOUT,
              "waited " + timeoutMillis + " ms for another transaction that writes");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SpookySqlException.of(SqlErrorCode.CANCELLED, "interrupted while waiting to write");
    } finally {
      waiting.decrementAndGet();
    }
  }

  /** Waits for the turn, which is known to be given soon. */
  void takeSoon() {
    place.acquireUninterruptibly();
  }

  /** Whether others wait for the turn. */
  boolean othersWait() {
    return waiting.get() > 0;
  }

  /** Gives the turn to the next one who waits. */
  void give() {
    place.release();
  }
}
