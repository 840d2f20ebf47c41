// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.Index;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Indexes of a transaction's changes to a table, made when they are first needed. */
final class PendingIndexes {
  private final Storage storage;
  private final RowLayout layout;
  private final Map<List<Integer>, Index> indexes = new HashMap<>();
  private final Set<List<Integer>> madeNow = new HashSet<>();
  private boolean inStatement;

  /** Indexes whose before-images are kept with those of {@code storage}. */
  PendingIndexes(Storage storage, RowLayout layout) {
    this.storage = storage;
    this.layout = layout;
  }

  /** The index on some columns; {@code net} gives what there is so far. */
  Index of(List<Integer> columns, Supplier<Delta> net) {
    Index found = indexes.get(columns);
    if (found == null) {
      RowKey key = new RowKey(layout, columns.stream().mapToInt(i -> i).toArray());
      found = new Index(storage, key, IntStream.range(0, layout.size()).toArray(), false);
      if (!inStatement) {
        storage.nextTick();
      }
      found.update(net.get());
      if (inStatement) {
        madeNow.add(columns);
      } else {
        found.endTick();
        storage.journal().commit();
      }
      indexes.put(columns, found);
    }
    return found;
  }

  void begin() {
    inStatement = true;
  }

  void update(Delta changes) {
    indexes.values().forEach(index -> index.update(changes));
  }

  void end() {
    indexes.values().forEach(Index::endTick);
    madeNow.clear();
    inStatement = false;
  }

  /** After the storage was rolled back: what was made in the statement has lost all it had. */
  void abort() {
    indexes.values().forEach(Index::abandonTick);
    madeNow.forEach(indexes::remove);
    madeNow.clear();
    inStatement = false;
  }
}
