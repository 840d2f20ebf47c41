// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Prepared;
import java.sql.SQLException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a statement is running right now, so that a timer or another thread can end it.
 *
 * <p>Invariant: {@code running} is set only between the start and the end of a call, so a late
 * cancel never hits the next call.
 */
final class Execution {
  private @Nullable Prepared running;
  private long number;
  private boolean timedOut;

  /** Runs {@code call}, which executes {@code prepared}; 0 seconds: no timeout. */
  <T> T run(Prepared prepared, int timeoutSeconds, Supplier<T> call) throws SQLException {
    long started = begin(prepared);
    Future<?> timer =
        timeoutSeconds > 0 ? Timers.after(timeoutSeconds, () -> timeOut(started)) : null;
    RuntimeException failure;
    try {
      return call.get();
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      end();
      if (timer != null) {
        timer.cancel(false);
      }
    }
    throw hasTimedOut() && SqlErrors.isCancelled(failure)
        ? SqlErrors.timeout(timeoutSeconds, failure)
        : SqlErrors.translate(failure);
  }

  /** Ends the running call, if there is one. */
  synchronized void cancel() {
    if (running != null) {
      running.cancel();
    }
  }

  private synchronized long begin(Prepared prepared) {
    running = prepared;
    timedOut = false;
    return ++number;
  }

  private synchronized void end() {
    running = null;
  }

  private synchronized void timeOut(long started) {
    if (running != null && number == started) {
      timedOut = true;
      running.cancel();
    }
  }

  private synchronized boolean hasTimedOut() {
    return timedOut;
  }
}
