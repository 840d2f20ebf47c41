// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The clock of query timeouts: one daemon thread for all connections, gone when idle. */
final class Timers {
  private static final ScheduledThreadPoolExecutor CLOCK = clock();

  private Timers() {}

  private static ScheduledThreadPoolExecutor clock() {
    ScheduledThreadPoolExecutor clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "spooky-query-timeout");
              thread.setDaemon(true);
              // Else the thread would keep an application's classes alive in a container.
              thread.setContextClassLoader(Timers.class.getClassLoader());
              return thread;
            });
    clock.setRemoveOnCancelPolicy(true);
    clock.setKeepAliveTime(10, TimeUnit.SECONDS);
    clock.allowCoreThreadTimeOut(true);
    return clock;
  }

  static Future<?> after(int seconds, Runnable action) {
    return CLOCK.schedule(action, seconds, TimeUnit.SECONDS);
  }
}
