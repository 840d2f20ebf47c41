// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The right to write: one holder at a time, others queue in order. Held by a transaction from its
 * first change on, across threads; taking it again while holding it does nothing.
 */
final class WriterSlot {
  /** How often one who waits looks whether the holder has been idle for too long. */
  private static final long LOOK_MILLIS = 20;

  private final Semaphore slot = new Semaphore(1, true);
  private volatile @Nullable Object holder;

  /**
   * Waits for the slot.
   *
   * @param check throws if the wait is to end
   * @throws SpookySqlException SQLSTATE 55P03 after {@code timeoutMillis}, 57014 if interrupted
   */
  @SuppressWarnings("ReferenceEquality") // the holder is this very transaction, not an equal one
  void acquire(Object wanted, long timeoutMillis, Runnable check) {
    if (holder == wanted) {
      return;
    }
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    try {
      while (!slot.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        check.run();
        if (holder instanceof Transaction transaction) {
          transaction.expireIfIdle();
        }
        if (System.nanoTime() > deadline) {
          throw SpookySqlException.of(
              SqlErrorCode.LOCK_TIMEOUT,
              "waited " + timeoutMillis + " ms for another transaction that writes");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SpookySqlException.of(SqlErrorCode.CANCELLED, "interrupted while waiting to write");
    }
    holder = wanted;
  }

  @SuppressWarnings("ReferenceEquality")
  boolean isHeldBy(Object wanted) {
    return holder == wanted;
  }

  @SuppressWarnings("ReferenceEquality")
  void release(Object held) {
    if (holder == held) {
      holder = null;
      slot.release();
    }
  }
}
