// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.records.row.Bytes;
import dev.spooky.runtime.trace.Index;
import dev.spooky.runtime.trace.IndexWeights;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.Consolidator;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;
import dev.spooky.runtime.zset.RowKey;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of a table by some of its columns, as they are with the changes of a transaction.
 * Cost: O(rows found), and O(1) for their number.
 */
final class KeyFinder {
  private final RowKey key;
  private final @Nullable Index stored;
  private final @Nullable Index pending;
  private final @Nullable ZSet storedRows;
  private final @Nullable ZSet pendingRows;
  private final Consolidator consolidator;

  private KeyFinder(
      RowKey key,
      @Nullable Index stored,
      @Nullable Index pending,
      @Nullable ZSet storedRows,
      @Nullable ZSet pendingRows,
      RowHash hash) {
    this.key = key;
    this.stored = stored;
    this.pending = pending;
    this.storedRows = storedRows;
    this.pendingRows = pendingRows;
    this.consolidator = new Consolidator(hash);
  }

  /** By the columns of an index. */
  static KeyFinder of(RowKey key, Index stored, Index pending, RowHash hash) {
    return new KeyFinder(key, stored, pending, null, null, hash);
  }

  /** By the primary key. */
  static KeyFinder of(ZSet stored, ZSet pending, RowHash hash) {
    return new KeyFinder(stored.key(), null, null, stored, pending, hash);
  }

  /** The columns in rows of the table. */
  RowKey key() {
    return key;
  }

  /** How many rows have the key that {@code probe} reads from a row. */
  long count(RowKey probe, byte[] bytes, int row) {
    return count(stored, probe, bytes, row)
        + count(pending, probe, bytes, row)
        + count(storedRows, probe, bytes, row)
        + count(pendingRows, probe, bytes, row);
  }

  private static long count(@Nullable Index index, RowKey probe, byte[] bytes, int row) {
    int block = index == null ? -1 : index.find(probe, bytes, row);
    return block < 0 || index == null ? 0 : IndexWeights.sum(index, block);
  }

  private static long count(@Nullable ZSet rows, RowKey probe, byte[] bytes, int row) {
    long sum = 0;
    if (rows != null) {
      for (int b = rows.find(probe, bytes, row); b >= 0; b = rows.findNext(b, probe, bytes, row)) {
        sum += rows.weight(b);
      }
    }
    return sum;
  }

  /** Adds the rows that have the key, consolidated, to an empty delta. */
  void find(RowKey probe, byte[] bytes, int row, Delta into) {
    copy(stored, probe, bytes, row, into);
    copy(pending, probe, bytes, row, into);
    copy(storedRows, probe, bytes, row, into);
    copy(pendingRows, probe, bytes, row, into);
    consolidator.consolidate(into);
  }

  /** Adds the rows that an index has for a key, not consolidated. */
  static void copy(@Nullable Index index, RowKey probe, byte[] bytes, int row, Delta into) {
    int block = index == null ? -1 : index.find(probe, bytes, row);
    if (block < 0 || index == null) {
      return;
    }
    byte[] page = index.bytes(block);
    int end = index.end(block, false);
    for (int at = index.start(block); at < end; ) {
      int length = into.layout().rowLength(page, at + 8);
      into.add(page, at + 8, length, Bytes.getLong(page, at));
      at += 8 + length;
    }
  }

  private static void copy(@Nullable ZSet rows, RowKey probe, byte[] bytes, int row, Delta into) {
    if (rows != null) {
      for (int b = rows.find(probe, bytes, row); b >= 0; b = rows.findNext(b, probe, bytes, row)) {
        byte[] page = rows.bytes(b);
        int at = rows.row(b);
        into.add(page, at, into.layout().rowLength(page, at), rows.weight(b));
      }
    }
  }
}
