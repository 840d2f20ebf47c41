// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.codehaus.commons.compiler.CompileException;

/** Compiles hot transforms in the background, one at a time, on a thread that ends when idle. */
final class TierCompiler {
  private static final long IDLE_SECONDS = 5;
  private static final LongAdder COMPILED = new LongAdder();
  private static final LongAdder FAILED = new LongAdder();
  private static final ThreadPoolExecutor EXECUTOR = executor();

  private TierCompiler() {}

  private static ThreadPoolExecutor executor() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "spooky-expression-compiler");
              thread.setDaemon(true);
              thread.setContextClassLoader(TierCompiler.class.getClassLoader());
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  static void submit(TieredTransform transform, Plan plan) {
    EXECUTOR.execute(() -> compile(transform, plan));
  }

  /** A plan that does not compile stays interpreted, which is slower but right. */
  private static void compile(TieredTransform transform, Plan plan) {
    try {
      transform.use(HiddenClasses.compile(plan));
      COMPILED.increment();
    } catch (CompileException | RuntimeException | StackOverflowError e) {
      FAILED.increment();
    }
  }

  static long compiled() {
    return COMPILED.sum();
  }

  static long failed() {
    return FAILED.sum();
  }
}
