// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.Map;

/**
 * Applies an appender's rows: inserted ones, and taken-away ones of which, in a table with a key,
 * only the key counts.
 */
final class BulkChanges {
  private BulkChanges() {}

  /** Commits the rows as one tick. The caller holds the writer's slot. */
  static long commit(Delta rows, TableEntry table, Database database, Transaction own) {
    if (!database.rules().of(table).isEmpty()) {
      apply(rows, table, database, own);
      return own.commit();
    }
    if (table.keyColumns().isEmpty()) {
      return commit(rows, table, database);
    }
    Delta resolved = new Delta(rows.layout());
    if (resolve(rows, database.stored(table).rows(), resolved)) {
      return commit(resolved.isEmpty() ? rows : resolved, table, database);
    }
    apply(rows, table, database, own);
    return own.commit();
  }

  private static long commit(Delta rows, TableEntry table, Database database) {
    database.limit().grew(TableChanges.growthBytes(rows));
    return database.commit(Map.of(table, rows));
  }

  /**
   * Replaces rows to take away by the stored rows with their keys. Leaves {@code resolved} empty
   * when there are none to take away.
   *
   * @return false when a key is not stored, or is given twice: then order matters
   */
  private static boolean resolve(Delta rows, ZSet stored, Delta resolved) {
    if (firstDeleted(rows) == rows.count()) {
      return true;
    }
    RowKey key = stored.key();
    for (int i = 0; i < rows.count(); i++) {
      byte[] bytes = rows.bytes();
      int row = rows.offset(i);
      if (rows.weight(i) > 0) {
        resolved.addFrom(rows, i, 1);
        continue;
      }
      int block = stored.find(key, bytes, row);
      if (block < 0) {
        return false;
      }
      byte[] page = stored.bytes(block);
      int at = stored.row(block);
      resolved.add(page, at, rows.layout().rowLength(page, at), -1);
    }
    return true;
  }

  private static int firstDeleted(Delta rows) {
    int first = 0;
    while (first < rows.count() && rows.weight(first) > 0) {
      first++;
    }
    return first;
  }

  /** Applies the rows inside a transaction; all or none. */
  static void apply(Delta rows, TableEntry table, Database database, Transaction transaction) {
    StatementChanges.run(
        database,
        transaction,
        statement -> {
          TableChanges changes = statement.on(table);
          if (table.keyColumns().isEmpty() || firstDeleted(rows) == rows.count()) {
            changes.add(rows);
          } else {
            applyInOrder(rows, table, changes);
          }
          return true;
        });
  }

  /** A row taken away and one put in may have one key: then it matters which came first. */
  private static void applyInOrder(Delta rows, TableEntry table, TableChanges changes) {
    Delta one = new Delta(rows.layout());
    Delta found = new Delta(rows.layout());
    for (int i = 0; i < rows.count(); i++) {
      one.clear();
      if (rows.weight(i) > 0) {
        one.addFrom(rows, i, 1);
      } else {
        if (changes.find(changes.key(), rows.bytes(), rows.offset(i), found) != 1) {
          throw SpookySqlException.of(
              SqlErrorCode.EXPRESSION_FAILED,
              "row to delete is not in table '" + table.name() + "'");
        }
        one.addFrom(found, 0, -1);
      }
      changes.add(one);
    }
  }
}
