// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.storage;

import dev.spooky.runtime.zset.RowHash;

/**
 * What all state structures of one database share: journal, hash function, counters and the number
 * of the running tick.
 */
public final class Storage {
  private final Journal journal = new Journal();
  private final Counters counters = new Counters();
  private final RowHash hash;
  private int stamp = 1;

  /** Storage that hashes rows with {@code hash}. */
  public Storage(RowHash hash) {
    this.hash = hash;
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

  /** A number that differs between ticks, to mark what the running tick has touched. Never 0. */
  public int stamp() {
    return stamp;
  }

  /** Begins the next tick. */
  public void nextTick() {
    stamp = stamp == Integer.MAX_VALUE ? 1 : stamp + 1;
  }
}
