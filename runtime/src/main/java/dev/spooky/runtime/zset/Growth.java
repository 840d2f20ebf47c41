// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.zset;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked when a change grows large. A join without a condition can make more rows of two
 * small chunks than memory holds, in one step of one operator; so whenever the buffer of a {@link
 * Delta} doubles beyond a size, the guard of the thread that fills it may throw. That is rare
 * enough to cost nothing.
 */
public final class Growth {
  /** Smaller buffers grow unasked. */
  static final int FROM_BYTES = 1 << 20;

  private static final ThreadLocal<@Nullable Guard> GUARDS = new ThreadLocal<>();

  private Growth() {}

  /** Is asked before a buffer grows; throws to end what the thread does. */
  @FunctionalInterface
  public interface Guard {
    /** The buffer of one change is to have so many bytes. */
    void grows(long bytes);
  }

  /** The same for work without a result. */
  public static void guardedRun(Guard guard, Runnable work) {
    Guard outer = GUARDS.get();
    GUARDS.set(guard);
    try {
      work.run();
    } finally {
      restore(outer);
    }
  }

  /** Does some work of this thread under a guard. */
  public static <T extends @Nullable Object> T guarded(Guard guard, Supplier<T> work) {
    Guard outer = GUARDS.get();
    GUARDS.set(guard);
    try {
      return work.get();
    } finally {
      restore(outer);
    }
  }

  private static void restore(@Nullable Guard outer) {
    if (outer == null) {
      GUARDS.remove();
    } else {
      GUARDS.set(outer);
    }
  }

  static void check(long bytes) {
    Guard guard = GUARDS.get();
    if (guard != null) {
      guard.grows(bytes);
    }
  }
}
