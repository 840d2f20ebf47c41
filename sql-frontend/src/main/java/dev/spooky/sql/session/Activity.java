// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a session is doing: the statement that runs, and whether it is to stop because somebody has
 * said so or because its time is over. A statement may run others, which are parts of it.
 */
final class Activity {
  private final Instant openedAt = Instant.now();
  private volatile String statement = "";
  private volatile @Nullable Instant start;
  private final AtomicInteger depth = new AtomicInteger();
  private volatile boolean cancelled;
  private volatile long deadlineNanos;
  private volatile long timeoutMillis;

  Instant openedAt() {
    return openedAt;
  }

  String statement() {
    return statement;
  }

  @Nullable Instant start() {
    return start;
  }

  boolean isRunning() {
    return depth.get() > 0;
  }

  /** A statement begins; whether it is not part of another. */
  boolean begin(String sql, long millis) {
    if (depth.incrementAndGet() > 1) {
      return false;
    }
    cancelled = false;
    statement = sql;
    start = Instant.now();
    timeoutMillis = millis;
    deadlineNanos = System.nanoTime() + millis * 1_000_000;
    return true;
  }

  /** A statement ends; whether it was not part of another. */
  boolean end() {
    return depth.decrementAndGet() == 0;
  }

  void cancel() {
    cancelled = true;
  }

  /** Throws if the running statement is to stop. */
  void check() {
    if (cancelled) {
      throw SpookySqlException.of(SqlErrorCode.CANCELLED, "statement was cancelled");
    }
    if (timeoutMillis > 0 && System.nanoTime() - deadlineNanos > 0) {
      throw SpookySqlException.of(
          SqlErrorCode.CANCELLED,
          "statement ran longer than its timeout of " + timeoutMillis + " ms");
    }
  }
}
