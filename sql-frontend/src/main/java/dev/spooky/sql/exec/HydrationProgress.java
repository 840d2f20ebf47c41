// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.concurrent.atomic.AtomicLong;

/** How far the filling of a new view is; read by any thread. */
public final class HydrationProgress {
  private final String view;
  private final Runnable check;
  private volatile boolean cancelled;
  private final long startNanos = System.nanoTime();
  private volatile long total;
  private final AtomicLong done = new AtomicLong();

  /** Progress of {@code view}, which ends early when {@code check} throws. */
  public HydrationProgress(String view, Runnable check) {
    this.view = view;
    this.check = check;
  }

  /** Name of the view; a text in brackets for a query without a name. */
  public String view() {
    return view;
  }

  /** Rows to read in all, as counted at the start. */
  public long total() {
    return total;
  }

  /** Rows read so far. */
  public long done() {
    return done.get();
  }

  /** Milliseconds since the start. */
  public long elapsedMillis() {
    return (System.nanoTime() - startNanos) / 1_000_000;
  }

  /** Milliseconds until all rows are read at the speed so far; −1 before there is any. */
  public long remainingMillis() {
    long read = done.get();
    return read == 0 ? -1 : Math.round(elapsedMillis() * ((double) (total - read) / read));
  }

  /** Ends the filling from another thread; who waits for it gets an error. */
  public void cancel() {
    cancelled = true;
  }

  void start(long rows) {
    total = rows;
  }

  void advance(long rows) {
    done.addAndGet(rows);
    checkCancelled();
  }

  void checkCancelled() {
    check.run();
    if (cancelled) {
      throw SpookySqlException.of(
          SqlErrorCode.CANCELLED, "filling of view '" + view + "' was cancelled");
    }
  }
}
