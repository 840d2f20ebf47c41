// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.Index;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.Consolidator;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.sql.catalog.TableEntry;
import org.jspecify.annotations.Nullable;

/**
 * A transaction's changes to one table: a delta, and for a table with a key an index of it, so that
 * the row that now has a key can be found. Keys are checked at the end of each statement, which
 * takes effect as a whole or not at all.
 */
final class TableChanges {
  private final TableEntry table;
  private final ZSet stored;
  private final RowLayout layout;
  private final Delta net;
  private final Storage storage;
  private final Consolidator consolidator;
  private final @Nullable Index byKey;
  private int mark;

  TableChanges(TableEntry table, Stored stored, RowHash hash) {
    this.table = table;
    this.stored = stored.rows();
    this.layout = this.stored.layout();
    this.net = new Delta(layout);
    this.storage = new Storage(hash);
    this.consolidator = new Consolidator(hash);
    boolean keyed = !table.keyColumns().isEmpty();
    this.byKey =
        keyed ? new Index(storage, this.stored.key(), RowKey.all(layout).columns(), true) : null;
  }

  /** All changes so far, not consolidated. */
  Delta net() {
    return net;
  }

  /** By what rows are found. */
  RowKey key() {
    return stored.key();
  }

  /** Begins a statement, which {@link #end} keeps and {@link #abort} forgets as a whole. */
  void begin() {
    storage.nextTick();
    mark = net.count();
  }

  /** Keeps the statement's changes. */
  void end() {
    if (byKey != null) {
      byKey.endTick();
    }
    storage.journal().commit();
  }

  /** Forgets the statement's changes. */
  void abort() {
    if (byKey != null) {
      byKey.abandonTick();
    }
    storage.journal().rollback();
    net.truncate(mark);
  }

  /** Adds changes of the statement; SQLSTATE 23505 if a key would be there twice. */
  void add(Delta changes) {
    net.addAll(changes);
    if (byKey != null) {
      byKey.update(changes);
      checkKeys(changes);
    }
  }

  private void checkKeys(Delta statement) {
    Delta found = new Delta(layout);
    for (int i = 0; i < statement.count(); i++) {
      if (statement.weight(i) > 0) {
        long rows = find(stored.key(), statement.bytes(), statement.offset(i), found);
        if (rows > 1) {
          throw TickErrors.duplicateKey(table, statement.bytes(), statement.offset(i));
        }
      }
    }
  }

  /**
   * Finds the rows that now have a key.
   *
   * @param into gets the rows; cleared first
   * @return the sum of their weights
   */
  long find(RowKey probe, byte[] bytes, int row, Delta into) {
    into.clear();
    for (int b = stored.find(probe, bytes, row);
        b >= 0;
        b = stored.findNext(b, probe, bytes, row)) {
      byte[] page = stored.bytes(b);
      int at = stored.row(b);
      into.add(page, at, layout.rowLength(page, at), stored.weight(b));
    }
    int block = byKey == null ? -1 : byKey.find(probe, bytes, row);
    if (byKey != null && block >= 0) {
      byte[] log = byKey.bytes(block);
      int end = byKey.end(block, false);
      for (int at = byKey.start(block); at < end; ) {
        int length = layout.rowLength(log, at + 8);
        into.add(log, at + 8, length, Bytes.getLong(log, at));
        at += 8 + length;
      }
    }
    consolidator.consolidate(into);
    long sum = 0;
    for (int i = 0; i < into.count(); i++) {
      sum += into.weight(i);
    }
    return sum;
  }
}
