// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Probes;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.trace.ZSetCursor;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;

/**
 * The rows of positive weight, with their weights: what is left of a difference, as in EXCEPT ALL.
 *
 * <p>State: the input's integral. Cost per step: O(delta): how far the positive part of a row's
 * weight moves is given out.
 */
public final class Positive implements NonLinearOperator {
  private final ZSet input;

  /** Positive part of rows of {@code layout}. */
  public Positive(Storage storage, RowLayout layout) {
    this.input = new ZSet(storage, layout);
  }

  @Override
  public RowLayout output() {
    return input.layout();
  }

  @Override
  public void step(Delta delta, Delta out, Errors errors) {
    for (int from = 0; from < delta.count(); from += Probes.MOST) {
      Probes probes = input.probe(delta, from);
      for (int i = from; i < from + probes.count(); i++) {
        add(probes.hash(i - from), delta, i, out);
      }
    }
  }

  private void add(long hash, Delta delta, int i, Delta out) {
    byte[] bytes = delta.bytes();
    int row = delta.offset(i);
    int length = delta.length(i);
    long old = input.add(hash, bytes, row, length, delta.weight(i));
    long now = old + delta.weight(i);
    long moved = Math.max(0, now) - Math.max(0, old);
    if (moved != 0) {
      out.add(bytes, row, length, moved);
    }
  }

  @Override
  public boolean snapshot(Delta out) {
    ZSetCursor cursor = input.scan();
    while (cursor.next()) {
      if (cursor.weight() > 0) {
        out.add(cursor.bytes(), cursor.row(), cursor.length(), cursor.weight());
      }
    }
    return true;
  }

  @Override
  public long heapBytes() {
    return input.heapBytes();
  }
}
