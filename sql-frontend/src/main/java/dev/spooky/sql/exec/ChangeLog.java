// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.runtime.zset.Delta;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last changes of a relation that somebody subscribes to, so that a subscription which was lost
 * can go on where it ended. Bounded by bytes; goes some time after the last subscriber. Under the
 * state lock.
 */
final class ChangeLog {
  /** How long changes are kept for a subscriber who may come back. */
  private static final long KEPT_NANOS = 60_000_000_000L;

  private static final long MOST_BYTES = 4 << 20;

  private record Entry(long tick, Delta change) {}

  private final Deque<Entry> entries = new ArrayDeque<>();
  private long since;
  private long bytes;
  private long idleNanos = -1;

  /** A log of the changes after a tick. */
  ChangeLog(long since) {
    this.since = since;
  }

  /** Adds a change, which is not changed any more. */
  void add(long tick, Delta change) {
    entries.add(new Entry(tick, change));
    bytes += change.sizeBytes();
    while (bytes > MOST_BYTES) {
      Entry oldest = entries.remove();
      bytes -= oldest.change().sizeBytes();
      since = oldest.tick();
    }
  }

  /** The first tick after which all changes are known. */
  long since() {
    return since;
  }

  /** The changes after a tick, each with its own; null if some of them are forgotten. */
  @Nullable List<ChangeQueue.Batch> after(long tick) {
    if (tick < since) {
      return null;
    }
    List<ChangeQueue.Batch> found = new ArrayList<>();
    long from = tick;
    for (Entry entry : entries) {
      if (entry.tick() > tick) {
        found.add(new ChangeQueue.Batch(from, entry.tick(), entry.tick(), false, entry.change()));
        from = entry.tick();
      }
    }
    return found;
  }

  /** Somebody has subscribed. */
  void use() {
    idleNanos = -1;
  }

  /** Nobody subscribes any more. */
  void leave() {
    idleNanos = System.nanoTime();
  }

  /** Whether nobody has come back for long. */
  boolean isOver() {
    return idleNanos != -1 && System.nanoTime() - idleNanos > KEPT_NANOS;
  }

  /** Bytes of the changes. */
  long bytes() {
    return bytes;
  }
}
