// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.zset.Consolidator;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one subscriber: net changes per tick, in order. When more rows wait than a bound,
 * they are conflated into one net change over several ticks, so that memory is bounded by the size
 * of the view and not by the subscriber's slowness. Thread-safe.
 */
final class ChangeQueue {
  private static final int MOST_ROWS = 1 << 16;
  private static final int MOST_BATCHES = 1 << 10;

  /**
   * The net change over the ticks after {@code from} up to {@code to}.
   *
   * @param first the first tick that has changed anything
   */
  record Batch(long from, long first, long to, boolean snapshot, Delta rows) {}

  private final RowLayout layout;
  private final RowHash hash;
  private final Consolidator consolidator;
  private final boolean everyTick;
  private final Deque<Batch> waiting = new ArrayDeque<>();
  private long waitingRows;
  private long lastTick;
  private boolean ended;
  private boolean endsOnFailure;
  private @Nullable Delta held;
  private @Nullable RuntimeException failure;
  private @Nullable Runnable onArrival;

  ChangeQueue(RowLayout layout, RowHash hash, boolean everyTick, long tick) {
    this.layout = layout;
    this.hash = hash;
    this.consolidator = new Consolidator(hash);
    this.everyTick = everyTick;
    this.lastTick = tick;
  }

  boolean wantsEveryTick() {
    return everyTick;
  }

  /** Puts the view's whole content first. */
  synchronized void start(Delta snapshot, long tick) {
    waiting.add(new Batch(-1, tick, tick, true, snapshot));
    waitingRows += snapshot.count();
  }

  /** Puts changes first that were made before this queue was there, all since the same tick. */
  synchronized void resume(List<Batch> missed) {
    for (Batch batch : missed) {
      Delta net = new Delta(layout);
      net.addAll(batch.rows());
      consolidator.consolidate(net);
      waiting.add(new Batch(batch.from(), batch.first(), batch.to(), false, net));
      waitingRows += net.count();
    }
  }

  /** Bytes of what waits. */
  synchronized long waitingBytes() {
    return waiting.stream().mapToLong(batch -> batch.rows().sizeBytes()).sum();
  }

  /** Keeps what comes from now on back, because the view has failed; or ends with its error. */
  void hold(RuntimeException why) {
    synchronized (this) {
      if (!endsOnFailure) {
        held = held == null ? new Delta(layout) : held;
        return;
      }
    }
    fail(why);
  }

  /** Gives the net change of the time in which the view had failed. */
  synchronized void release(long tick) {
    Delta net = held;
    held = null;
    if (net != null) {
      offer(tick, net);
    }
  }

  /** From now on a failure of the view ends the subscription. */
  synchronized void endOnFailure() {
    endsOnFailure = true;
  }

  /** Adds a tick's change; null for a tick that only has to be marked. */
  synchronized void offer(long tick, @Nullable Delta change) {
    if (ended || (change == null && tick == lastTick)) {
      return;
    }
    if (held != null) {
      if (change != null) {
        held.addAll(change);
      }
      if (held.count() > MOST_ROWS) {
        consolidator.consolidate(held);
      }
      return;
    }
    Delta net = new Delta(layout);
    if (change != null) {
      net.addAll(change);
      consolidator.consolidate(net);
      if (net.isEmpty() && !everyTick) {
        return;
      }
    }
    waiting.add(new Batch(lastTick, tick, tick, false, net));
    waitingRows += net.count();
    lastTick = tick;
    if (waitingRows > MOST_ROWS || waiting.size() > MOST_BATCHES) {
      conflate();
    }
  }

  private void conflate() {
    Batch first = waiting.getFirst();
    Delta sum = new Delta(layout);
    waiting.forEach(batch -> sum.addAll(batch.rows()));
    consolidator.consolidate(sum);
    waiting.clear();
    waiting.add(new Batch(first.from(), first.first(), lastTick, first.snapshot(), sum));
    waitingRows = sum.count();
  }

  /** Two batches as one, the later one second. */
  Batch sum(Batch a, Batch b) {
    Delta sum = new Delta(layout);
    sum.addAll(a.rows());
    sum.addAll(b.rows());
    new Consolidator(hash).consolidate(sum);
    return new Batch(a.from(), a.first(), b.to(), a.snapshot(), sum);
  }

  /** Takes the next batch; null when none is waiting. */
  synchronized @Nullable Batch poll() {
    Batch batch = waiting.poll();
    if (batch != null) {
      waitingRows -= batch.rows().count();
    }
    return batch;
  }

  /**
   * Takes the next batch, waiting for it; null when it does not come in time or the end has come.
   */
  synchronized @Nullable Batch poll(long timeoutNanos) throws InterruptedException {
    long deadline = System.nanoTime() + timeoutNanos;
    while (waiting.isEmpty() && !ended) {
      long left = timeoutNanos == Long.MAX_VALUE ? 1_000_000_000L : deadline - System.nanoTime();
      if (left <= 0) {
        return null;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return poll();
  }

  /** Sets what {@link #wake} calls. */
  synchronized void onArrival(Runnable action) {
    onArrival = action;
  }

  /** Tells the subscriber that something has come. Outside of all locks. */
  void wake() {
    Runnable action;
    synchronized (this) {
      notifyAll();
      action = onArrival;
    }
    if (action != null) {
      action.run();
    }
  }

  /** Ends with an error. */
  void fail(RuntimeException why) {
    synchronized (this) {
      failure = failure == null ? why : failure;
      ended = true;
    }
    wake();
  }

  /** Ends. */
  void end() {
    synchronized (this) {
      ended = true;
    }
    wake();
  }

  synchronized boolean isEnded() {
    return ended && waiting.isEmpty();
  }

  synchronized boolean isStopped() {
    return ended;
  }

  synchronized @Nullable RuntimeException failure() {
    return failure;
  }
}
