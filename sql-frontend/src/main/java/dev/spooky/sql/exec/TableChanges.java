// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Probes;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.Consolidator;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.sql.catalog.TableEntry;
import org.jspecify.annotations.Nullable;

/**
 * A transaction's changes to one table: for a table with a key a Z-set found by it, so that the row
 * that now has a key can be found, else a delta. Keys are checked at the end of each statement,
 * which takes effect as a whole or not at all.
 */
final class TableChanges {
  private final TableEntry table;
  private final ZSet stored;
  private final RowLayout layout;
  private final Delta net;
  private final Storage storage;
  private final Consolidator consolidator;
  private final @Nullable ZSet byKey;
  private boolean netIsOld;
  private @Nullable Delta log;
  private int mark;
  private int logMark;

  TableChanges(TableEntry table, Stored stored, RowHash hash) {
    this.table = table;
    this.stored = stored.rows();
    this.layout = this.stored.layout();
    this.net = new Delta(layout);
    this.storage = new Storage(hash);
    this.consolidator = new Consolidator(hash);
    this.byKey = table.keyColumns().isEmpty() ? null : new ZSet(storage, this.stored.key());
  }

  /** All changes so far; consolidated if the table has a key. Valid until the next change. */
  Delta net() {
    if (byKey != null && netIsOld) {
      net.clear();
      byKey.copyTo(net);
      netIsOld = false;
    }
    return net;
  }

  /** Layout of the table's rows. */
  RowLayout layout() {
    return layout;
  }

  /** By what rows are found. */
  RowKey key() {
    return stored.key();
  }

  /** Says whether changes are to be kept in their order from now on, so that they can be undone. */
  void remember(boolean on) {
    if (on && log == null) {
      log = new Delta(layout);
    } else if (!on) {
      log = null;
    }
  }

  /** Number of changes that can be undone. */
  int remembered() {
    return log == null ? 0 : log.count();
  }

  /** Undoes the changes after the first {@code count} that were remembered. */
  void undoTo(int count) {
    if (log == null || log.count() <= count) {
      return;
    }
    Delta undo = new Delta(layout);
    for (int i = log.count() - 1; i >= count; i--) {
      undo.addFrom(log, i, -1);
    }
    log.truncate(count);
    if (byKey == null) {
      net.addAll(undo);
      consolidator.consolidate(net);
    } else {
      netIsOld = true;
      storage.nextTick();
      byKey.addAll(undo);
      storage.journal().commit();
    }
  }

  /** Begins a statement, which {@link #end} keeps and {@link #abort} forgets as a whole. */
  void begin() {
    storage.nextTick();
    mark = net.count();
    logMark = remembered();
  }

  /** Keeps the statement's changes. */
  void end() {
    storage.journal().commit();
  }

  /** Forgets the statement's changes. */
  void abort() {
    netIsOld = true;
    storage.journal().rollback();
    if (log != null) {
      log.truncate(logMark);
    }
    if (byKey == null) {
      net.truncate(mark);
    }
  }

  /** Adds changes of the statement; SQLSTATE 23505 if a key would be there twice. */
  void add(Delta changes) {
    if (log != null) {
      log.addAll(changes);
    }
    if (byKey == null) {
      net.addAll(changes);
    } else {
      netIsOld = true;
      byKey.addAll(changes);
      checkKeys(changes, byKey);
    }
  }

  private void checkKeys(Delta statement, ZSet changed) {
    for (int from = 0; from < statement.count(); from += Probes.MOST) {
      Probes probes = stored.probe(statement, from);
      for (int i = from; i < from + probes.count(); i++) {
        if (statement.weight(i) > 0) {
          long hash = probes.hash(i - from);
          byte[] bytes = statement.bytes();
          int row = statement.offset(i);
          if (count(stored, hash, bytes, row) + count(changed, hash, bytes, row) > 1) {
            throw TickErrors.duplicateKey(table, bytes, row);
          }
        }
      }
    }
  }

  private static long count(ZSet rows, long hash, byte[] bytes, int row) {
    RowKey key = rows.key();
    long sum = 0;
    for (int b = rows.find(hash, key, bytes, row); b >= 0; b = rows.findNext(b, key, bytes, row)) {
      sum += rows.weight(b);
    }
    return sum;
  }

  /**
   * Finds the rows that now have a key.
   *
   * @param into gets the rows; cleared first
   * @return the sum of their weights
   */
  long find(RowKey probe, byte[] bytes, int row, Delta into) {
    into.clear();
    copy(stored, probe, bytes, row, into);
    if (byKey != null) {
      copy(byKey, probe, bytes, row, into);
    }
    consolidator.consolidate(into);
    long sum = 0;
    for (int i = 0; i < into.count(); i++) {
      sum += into.weight(i);
    }
    return sum;
  }

  private void copy(ZSet rows, RowKey probe, byte[] bytes, int row, Delta into) {
    for (int b = rows.find(probe, bytes, row); b >= 0; b = rows.findNext(b, probe, bytes, row)) {
      byte[] page = rows.bytes(b);
      int at = rows.row(b);
      into.add(page, at, layout.rowLength(page, at), rows.weight(b));
    }
  }
}
