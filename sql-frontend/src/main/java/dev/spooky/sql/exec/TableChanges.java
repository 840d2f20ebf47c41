// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Probes;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.Index;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.Consolidator;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.sql.catalog.TableEntry;
import java.util.List;
import java.util.Objects;
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
  private long growthBytes;
  private long growthMark;
  private int logMark;
  private final PendingIndexes indexes;
  private final Indexes storedIndexes;
  private final RowHash hash;
  private @Nullable StatementLog statement;

  TableChanges(TableEntry table, Stored stored, Indexes storedIndexes, RowHash hash) {
    this.table = table;
    this.storedIndexes = storedIndexes;
    this.hash = hash;
    this.stored = stored.rows();
    this.layout = this.stored.layout();
    this.net = new Delta(layout);
    this.storage = new Storage(hash);
    this.indexes = new PendingIndexes(storage, layout);
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

  /** By how many bytes of rows the table grows; negative if it shrinks. */
  long growthBytes() {
    return growthBytes;
  }

  private void grow(Delta changes) {
    growthBytes += growthBytes(changes);
  }

  /** By how many bytes of rows changes let a table grow. */
  static long growthBytes(Delta changes) {
    long bytes = 0;
    for (int i = 0; i < changes.count(); i++) {
      bytes += changes.weight(i) * changes.length(i);
    }
    return bytes;
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
    grow(undo);
    storage.nextTick();
    if (byKey == null) {
      net.addAll(undo);
      consolidator.consolidate(net);
    } else {
      netIsOld = true;
      byKey.addAll(undo);
    }
    indexes.update(undo);
    indexes.end();
    storage.journal().commit();
  }

  /**
   * Begins a statement, which {@link #end} keeps and {@link #abort} forgets as a whole.
   *
   * @param constrained whether the statement's changes are to be noted for constraints
   */
  void begin(boolean constrained) {
    storage.nextTick();
    mark = net.count();
    growthMark = growthBytes;
    logMark = remembered();
    statement = constrained ? new StatementLog(layout, hash) : null;
    indexes.begin();
  }

  /** Keeps the statement's changes. */
  void end() {
    indexes.end();
    storage.journal().commit();
    statement = null;
  }

  /** Forgets the statement's changes. */
  void abort() {
    netIsOld = true;
    growthBytes = growthMark;
    storage.journal().rollback();
    indexes.abort();
    statement = null;
    if (log != null) {
      log.truncate(logMark);
    }
    if (byKey == null) {
      net.truncate(mark);
    }
  }

  /** What the running statement has done; only if it was begun as constrained. */
  StatementLog statement() {
    return Objects.requireNonNull(statement, "statement without constraints");
  }

  /** Finds rows by the columns of a key of the table, or of an index. */
  KeyFinder finder(List<Integer> columns) {
    if (byKey != null && columns.equals(table.keyColumns())) {
      return KeyFinder.of(stored, byKey, hash);
    }
    Index index =
        Objects.requireNonNull(storedIndexes.find(table, columns), "index of a constraint");
    RowKey key = new RowKey(layout, columns.stream().mapToInt(i -> i).toArray());
    return KeyFinder.of(key, index, indexes.of(columns, this::net), hash);
  }

  /** Adds changes of the statement; SQLSTATE 23505 if a key would be there twice. */
  void add(Delta changes) {
    if (statement != null) {
      statement.add(changes);
    }
    apply(changes);
  }

  /**
   * As {@link #add}, for rows that were updated: from {@code first} on so many old ones, then as
   * many new ones in the same order.
   */
  void addUpdated(Delta changes, int first, int pairs) {
    if (statement != null) {
      statement.addUpdated(changes, first, pairs);
    }
    apply(changes);
  }

  private void apply(Delta changes) {
    grow(changes);
    if (log != null) {
      log.addAll(changes);
    }
    indexes.update(changes);
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
