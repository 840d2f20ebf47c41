// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Runs a task on an executor, one run at a time; calls that come meanwhile run it once more. */
final class SerialRuns {
  private final AtomicInteger calls = new AtomicInteger();
  private final Consumer<Throwable> onFailure;

  /** Tells {@code onFailure} what the executor throws, a dead one say. */
  SerialRuns(Consumer<Throwable> onFailure) {
    this.onFailure = onFailure;
  }

  void schedule(Executor executor, Runnable task) {
    if (calls.getAndIncrement() > 0) {
      return;
    }
    try {
      executor.execute(
          () -> {
            int seen;
            do {
              seen = calls.get();
              task.run();
            } while (!calls.compareAndSet(seen, 0));
          });
    } catch (RuntimeException | Error e) {
      onFailure.accept(e);
    }
  }
}
