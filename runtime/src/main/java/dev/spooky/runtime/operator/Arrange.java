// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.Index;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowKey;

/**
 * Keeps an {@link Index} over a stream for whoever probes it: a shared arrangement (McSherry et
 * al., PVLDB 13(10) 2020). Passes the stream's changes on as they are.
 */
public final class Arrange implements NonLinearOperator {
  private final RowKey key;
  private final Index index;
  private final int[] values;

  /** Arranges a stream by {@code key}, keeping the columns {@code values}. */
  public Arrange(Storage storage, RowKey key, int[] values, boolean keepNullKeys) {
    this.key = key;
    this.values = values.clone();
    this.index = new Index(storage, key, values, keepNullKeys);
  }

  /** The key in rows of the stream. */
  public RowKey key() {
    return key;
  }

  /** The columns kept, ordinals of the stream. */
  public int[] values() {
    return values.clone();
  }

  /** The index. */
  public Index index() {
    return index;
  }

  @Override
  public RowLayout output() {
    return key.layout();
  }

  @Override
  public void step(Delta delta, Delta out, Errors errors) {
    index.update(delta);
  }

  @Override
  public void endTick() {
    index.endTick();
  }

  @Override
  public void abandonTick() {
    index.abandonTick();
  }

  @Override
  public long heapBytes() {
    return index.heapBytes();
  }
}
