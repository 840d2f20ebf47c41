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
  private static final long TIMEOUT_MILLIS = 30_000;

  private final Semaphore slot = new Semaphore(1, true);
  private volatile @Nullable Object holder;

  /** Waits for the slot; SQLSTATE 55P03 after half a minute. Whether it was taken just now. */
  @SuppressWarnings("ReferenceEquality") // the holder is this very transaction, not an equal one
  boolean acquire(Object wanted) {
    if (holder == wanted) {
      return false;
    }
    try {
      if (!slot.tryAcquire(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw SpookySqlException.of(
            SqlErrorCode.LOCK_TIMEOUT,
            "another transaction has held the writer's slot for " + TIMEOUT_MILLIS + " ms");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SpookySqlException.of(SqlErrorCode.CANCELLED, "interrupted while waiting to write");
    }
    holder = wanted;
    return true;
  }

  @SuppressWarnings("ReferenceEquality")
  void release(Object held) {
    if (holder == held) {
      holder = null;
      slot.release();
    }
  }
}
