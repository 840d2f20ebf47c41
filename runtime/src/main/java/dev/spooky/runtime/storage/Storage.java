// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.storage;

import dev.spooky.runtime.zset.RowHash;
import org.jspecify.annotations.Nullable;

/**
 * What all state structures of one database share: journal, hash function, counters and the number
 * of the running tick.
 */
public final class Storage {
  private final Journal journal;
  private final Counters counters;
  private final RowHash hash;
  private @Nullable Storage joined;
  private int stamp;
  private final int step;

  /** Storage that hashes rows with {@code hash}. */
  public Storage(RowHash hash) {
    this(hash, new Counters(), new Journal(), 1);
  }

  private Storage(RowHash hash, Counters counters, Journal journal, int step) {
    this.journal = journal;
    this.hash = hash;
    this.counters = counters;
    this.stamp = step;
    this.step = step;
  }

  /**
   * Storage for state that is built beside this one, on another thread, and may later join it. The
   * counters are the same object; while both are in use, some counts may be lost.
   */
  public Storage apart() {
    return new Storage(hash, counters, journal.apart(), -1);
  }

  /**
   * Lets all state built {@link #apart} from another storage belong to that one from now on. Both
   * must be between ticks.
   */
  public void joinTo(Storage other) {
    if (step > 0) {
      throw new IllegalStateException("storage was not made apart");
    }
    journal.joinTo(other.journal);
    joined = other;
  }

  /** The undo journal of the running tick. */
  public Journal journal() {
    return journal;
  }

  /** Work counters. */
  public Counters counters() {
    return counters;
  }

  /** The database's hash function of rows and keys. */
  public RowHash hash() {
    return hash;
  }

  /**
   * A number that differs between ticks, to mark what the running tick has touched. Never 0;
   * negative in a storage apart, so that its marks mean nothing once it has joined.
   */
  public int stamp() {
    return joined == null ? stamp : joined.stamp;
  }

  /** Begins the next tick. */
  public void nextTick() {
    stamp = stamp == step * Integer.MAX_VALUE ? step : stamp + step;
  }
}
