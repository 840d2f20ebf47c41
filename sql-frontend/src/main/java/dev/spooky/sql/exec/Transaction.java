// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.StoredRelation;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.catalog.TableEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one transaction, kept apart from the tables until it commits. Holds the writer's
 * slot from its first change on. Rolling back is forgetting.
 */
public final class Transaction {
  private final Database database;
  private final Map<TableEntry, TableChanges> changes = new LinkedHashMap<>();

  /** A transaction without changes. */
  public Transaction(Database database) {
    this.database = database;
  }

  /** Takes the writer's slot, from which on no other transaction commits. */
  void beginWriting() {
    database.slot().acquire(this);
  }

  /** The changes to a table, made when there are none yet. */
  TableChanges changes(TableEntry table) {
    return changes.computeIfAbsent(
        table, t -> new TableChanges(t, database.stored(t), database.hash()));
  }

  /** The changes to a relation so far; null for none. */
  @Nullable Delta pending(StoredRelation relation) {
    TableChanges found = relation instanceof TableEntry table ? changes.get(table) : null;
    return found == null ? null : found.net();
  }

  /** Whether there are changes. */
  public boolean hasChanges() {
    return changes.values().stream().anyMatch(c -> !c.net().isEmpty());
  }

  /** Makes the changes visible as one tick and ends; gives the tick. */
  public long commit() {
    try {
      if (!hasChanges()) {
        return database.tick();
      }
      Map<TableEntry, Delta> net = new LinkedHashMap<>();
      changes.forEach((table, c) -> net.put(table, c.net()));
      return database.commit(net);
    } finally {
      rollback();
    }
  }

  /** Forgets the changes and ends. */
  public void rollback() {
    changes.clear();
    database.slot().release(this);
  }
}
