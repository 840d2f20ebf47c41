// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.window;

import dev.spooky.runtime.zset.Delta;
import java.util.Arrays;

/**
 * The changes of one partition in a tick: distinct rows in order, each with its place before.
 *
 * <p>Between two neighbouring changes the rows stay what they are and keep their distances. So the
 * rows that a change moves can be told as positions <em>before</em> the changes, and all positions
 * between two changes shift by the same {@link #shift}.
 */
public final class Changes {
  private final Partition partition;
  private Delta delta;
  private int[] rows = new int[16];
  private long[] weights = new long[16];
  private long[] starts = new long[16];
  private long[] before = new long[16];
  private long[] after = new long[16];
  private int count;

  /** No changes. */
  public Changes(Partition partition, Delta delta) {
    this.partition = partition;
    this.delta = delta;
  }

  /** Begins to gather changes of the partition that is open, from rows of {@code of}. */
  public void begin(Delta of) {
    delta = of;
    count = 0;
  }

  /** Adds a row's change, later in the order than those before. */
  public void add(int index, long weight) {
    if (weight == 0) {
      return;
    }
    if (count == rows.length) {
      grow();
    }
    byte[] bytes = delta.bytes();
    int row = delta.offset(index);
    long old = partition.rows.weight(partition.root(), bytes, row);
    rows[count] = index;
    weights[count] = weight;
    starts[count] = partition.before(bytes, row);
    before[count] = Math.max(0, old);
    after[count++] = Math.max(0, Math.addExact(old, weight));
  }

  private void grow() {
    rows = Arrays.copyOf(rows, 2 * count);
    weights = Arrays.copyOf(weights, 2 * count);
    starts = Arrays.copyOf(starts, 2 * count);
    before = Arrays.copyOf(before, 2 * count);
    after = Arrays.copyOf(after, 2 * count);
  }

  /** Number of changes. */
  public int count() {
    return count;
  }

  /** Number of positions before the changes. */
  long size() {
    return partition.size();
  }

  /** The partition as it was before the changes. */
  Partition partition() {
    return partition;
  }

  /** The array that holds the rows. */
  byte[] bytes() {
    return delta.bytes();
  }

  /** Where the row of a change starts. */
  int row(int change) {
    return delta.offset(rows[change]);
  }

  /** Position of the row before the changes, or where it would have been. */
  long start(int change) {
    return starts[change];
  }

  /** Position behind the row before the changes. */
  long end(int change) {
    return starts[change] + before[change];
  }

  /** Positions that the row had. */
  long before(int change) {
    return before[change];
  }

  /** Positions that the row will have. */
  long after(int change) {
    return after[change];
  }

  /** By how many positions the row's own count grows. */
  long shift(int change) {
    return after[change] - before[change];
  }

  /** By how many positions the partition grows. */
  long growth() {
    long growth = 0;
    for (int i = 0; i < count; i++) {
      growth += shift(i);
    }
    return growth;
  }

  /** The change behind the last one, from {@code change} on, whose rows are peers. */
  int endOfPeers(int change) {
    int end = change + 1;
    while (end < count
        && partition.order.compareTerms(bytes(), row(change), bytes(), row(end)) == 0) {
      end++;
    }
    return end;
  }

  long peersFrom(int change) {
    return partition.peersFrom(bytes(), row(change));
  }

  long peersTo(int change) {
    return partition.peersTo(bytes(), row(change));
  }

  /** By how many distinct keys the partition grows through a run of peers: −1, 0 or 1. */
  int newKeys(int from, int to) {
    long peers = peersTo(from) - peersFrom(from);
    long now = peers;
    for (int i = from; i < to; i++) {
      now += shift(i);
    }
    return Long.signum(now) - Long.signum(peers);
  }

  /** Changes the partition. */
  public void apply(WindowFunction[] functions, boolean withKeys) {
    if (withKeys) {
      for (int i = 0; i < count; i = endOfPeers(i)) {
        // counted before the rows change: counting reads them
        partition.addKey(bytes(), row(i), newKeys(i, endOfPeers(i)));
      }
    }
    for (int i = 0; i < count; i++) {
      partition.add(bytes(), row(i), delta.length(rows[i]), weights[i]);
    }
    partition.resize();
    for (WindowFunction function : functions) {
      if (function.stateBytes() > 0) {
        for (int i = 0; i < count; i++) {
          if (shift(i) != 0) {
            function.add(partition, bytes(), row(i), shift(i));
          }
        }
      }
    }
  }
}
