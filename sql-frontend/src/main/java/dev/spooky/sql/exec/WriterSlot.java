// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.sql.error.SpookySqlException;
import org.jspecify.annotations.Nullable;

/**
 * The right to write: one holder at a time, others queue in order. Held by a transaction from its
 * first change on, across threads; taking it again while holding it does nothing.
 */
final class WriterSlot {
  private final Turn turn = new Turn();
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
    turn.take(
        timeoutMillis,
        () -> {
          check.run();
          if (holder instanceof Transaction transaction) {
            transaction.expireIfIdle();
          }
        });
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
      turn.give();
    }
  }
}
