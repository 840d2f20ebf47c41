// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Transactions that ran at the same time, written down by their clients; a clock for all. */
final class History {
  private final AtomicLong clock = new AtomicLong();
  private final List<Txn> txns = new ArrayList<>();
  private int begun;

  long now() {
    return clock.incrementAndGet();
  }

  /** The clients' notes of one transaction. */
  Notes begin(Level level) {
    long began = now();
    synchronized (this) {
      return new Notes(this, ++begun, level, began);
    }
  }

  synchronized void add(Txn txn) {
    txns.add(txn);
  }

  synchronized List<Txn> txns() {
    return List.copyOf(txns);
  }
}
