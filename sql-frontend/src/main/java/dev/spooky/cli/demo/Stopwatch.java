// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.demo;

import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Measures from the moment in which a commit begins to the moment in which a view's subscriber has
 * its change.
 */
final class Stopwatch {
  private static final int TICKS = 1 << 16;
  private static final int DIGITS = 2;

  private final AtomicLongArray begun = new AtomicLongArray(TICKS);
  private final Recorder recorder = new Recorder(DIGITS);
  private final Histogram total = new Histogram(DIGITS);

  /** To be called before the commit that makes this tick. */
  void commitBegins(long tick) {
    begun.set(slot(tick), System.nanoTime());
  }

  /** To be called with a change that begins with this tick; others may be in it. */
  void changeArrived(long firstTick) {
    long start = begun.get(slot(firstTick));
    if (start != 0) {
      recorder.recordValue(Math.max(0, System.nanoTime() - start));
    }
  }

  /** What was measured since the last call. */
  Histogram sinceLast() {
    Histogram interval = recorder.getIntervalHistogram();
    total.add(interval);
    return interval;
  }

  /** What was measured in all. */
  Histogram total() {
    sinceLast();
    return total;
  }

  private static int slot(long tick) {
    return (int) (tick & (TICKS - 1));
  }
}
