// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;

/** The sum of many changes. Cost of adding one: O(its rows). Not thread-safe. */
final class NetRows {
  private final Storage storage;
  private final ZSet rows;

  NetRows(RowLayout layout, RowHash hash) {
    this.storage = new Storage(hash);
    this.rows = new ZSet(storage, layout);
  }

  /** Adds a change. */
  void add(Delta change) {
    storage.nextTick();
    for (int i = 0; i < change.count(); i++) {
      rows.add(change.bytes(), change.offset(i), change.length(i), change.weight(i));
    }
    storage.journal().commit();
  }

  /** The sum, each row once. Cost: O(rows). */
  Delta rows() {
    Delta all = new Delta(rows.layout());
    rows.copyTo(all);
    return all;
  }

  /** Heap bytes, estimated. */
  long sizeBytes() {
    return rows.heapBytes();
  }
}
