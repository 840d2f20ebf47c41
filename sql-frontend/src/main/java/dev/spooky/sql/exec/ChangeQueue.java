// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.trace.ZSetCursor;
import dev.spooky.runtime.zset.Consolidator;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one subscriber: the content at the start, if wanted, then net changes per tick, in
 * order. When more rows wait than a bound, they are conflated into one net change over several
 * ticks, so that memory is bounded by the size of the view and not by the subscriber's slowness.
 * What it costs the writer is set by the change. Thread-safe.
 */
final class ChangeQueue {
  private static final int MOST_ROWS = 1 << 13;
  private static final int MOST_BATCHES = 1 << 10;

  /**
   * The net change over the ticks after {@code from} up to {@code to}.
   *
   * @param first the first tick that has changed anything
   */
  record Batch(long from, long first, long to, boolean snapshot, Delta rows) {}

  /** The content at a tick, pinned until the subscriber asks for it. */
  private record Start(ZSetCursor rows, long tick) {
    Batch batch() {
      Delta all = new Delta(rows.layout());
      rows.fill(all, Integer.MAX_VALUE);
      return new Batch(-1, tick, tick, true, all);
    }
  }

  /** The changes of many ticks as one. */
  private record Conflated(long from, long first, NetRows rows) {
    Batch batch(long to) {
      return new Batch(from, first, to, false, rows.rows());
    }
  }

  private final RowLayout layout;
  private final RowHash hash;
  private final Consolidator consolidator;
  private final boolean everyTick;
  private final Deque<Batch> waiting = new ArrayDeque<>();
  private @Nullable Start start;
  private @Nullable Conflated conflated;
  private long waitingRows;
  private long lastTick;
  private boolean ended;
  private boolean endsOnFailure;
  private @Nullable NetRows held;
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
  synchronized void start(ZSetCursor snapshot, long tick) {
    start = new Start(snapshot, tick);
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
    return waiting.stream().mapToLong(batch -> batch.rows().sizeBytes()).sum()
        + (start == null ? 0 : start.rows().keptBytes())
        + (conflated == null ? 0 : conflated.rows().sizeBytes())
        + (held == null ? 0 : held.sizeBytes());
  }

  /** Keeps what comes from now on back, because the view has failed; or ends with its error. */
  void hold(RuntimeException why) {
    synchronized (this) {
      if (!endsOnFailure) {
        held = held == null ? new NetRows(layout, hash) : held;
        return;
      }
    }
    fail(why);
  }

  /** Gives the net change of the time in which the view had failed. */
  synchronized void release(long tick) {
    NetRows net = held;
    held = null;
    if (net != null) {
      offer(tick, net.rows());
    }
  }

  /** From now on a failure of the view ends the subscription. */
  synchronized void endOnFailure() {
    endsOnFailure = true;
  }

  /** Adds a tick's change; null for a tick that only has to be marked. Cost: O(change). */
  synchronized void offer(long tick, @Nullable Delta change) {
    if (ended || (change == null && tick == lastTick)) {
      return;
    }
    if (held != null) {
      if (change != null) {
        held.add(change);
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
    if (conflated != null || waitingRows > MOST_ROWS || waiting.size() > MOST_BATCHES) {
      conflate();
    }
  }

  private void conflate() {
    Conflated sum = conflated;
    if (sum == null) {
      Batch first = waiting.getFirst();
      sum = new Conflated(first.from(), first.first(), new NetRows(layout, hash));
      conflated = sum;
    }
    for (Batch batch : waiting) {
      sum.rows().add(batch.rows());
    }
    waiting.clear();
    waitingRows = 0;
  }

  /** Two batches as one, the later one second. */
  Batch sum(Batch a, Batch b) {
    Delta sum = new Delta(layout);
    sum.addAll(a.rows());
    sum.addAll(b.rows());
    new Consolidator(hash).consolidate(sum);
    return new Batch(a.from(), a.first(), b.to(), a.snapshot(), sum);
  }

  /** Takes the next batch; null when none is waiting. Large ones are made here, under no lock. */
  @Nullable Batch poll() {
    Start content;
    Conflated sum = null;
    long to;
    synchronized (this) {
      content = start;
      start = null;
      to = lastTick;
      if (content == null) {
        Batch batch = waiting.poll();
        if (batch != null) {
          waitingRows -= batch.rows().count();
          return batch;
        }
        sum = conflated;
        conflated = null;
      }
    }
    return content != null ? content.batch() : sum != null ? sum.batch(to) : null;
  }

  private boolean isEmpty() {
    return start == null && waiting.isEmpty() && conflated == null;
  }

  /**
   * Takes the next batch, waiting for it; null when it does not come in time or the end has come.
   */
  @Nullable Batch poll(long timeoutNanos) throws InterruptedException {
    long deadline = System.nanoTime() + timeoutNanos;
    synchronized (this) {
      while (isEmpty() && !ended) {
        long left = timeoutNanos == Long.MAX_VALUE ? 1_000_000_000L : deadline - System.nanoTime();
        if (left <= 0) {
          return null;
        }
        wait(left / 1_000_000, (int) (left % 1_000_000));
      }
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
    return ended && isEmpty();
  }

  synchronized boolean isStopped() {
    return ended;
  }

  synchronized @Nullable RuntimeException failure() {
    return failure;
  }
}
