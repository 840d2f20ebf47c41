// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.StoredRelation;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.IndexEntry;
import dev.spooky.sql.catalog.MaterializedView;
import dev.spooky.sql.catalog.PlainView;
import dev.spooky.sql.catalog.RelationName;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.plan.QueryPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes and drops tables and materialized views. */
public final class Definer {
  private final Database database;

  /** Defines in {@code database}. */
  public Definer(Database database) {
    this.database = database;
  }

  /** An identifier for a new relation. */
  public String newId(String name) {
    return database.newId(name);
  }

  /** Adds a table's nodes and its entry. Inside of {@link Database#define}. */
  public void createTable(TableEntry table) {
    Stored stored = new TableNodes(database).make(table);
    database.store(table, stored);
    database.indexes().adopt(table, database.indexes().build(stored, TableRules.indexed(table)));
    database.catalog().add(table);
  }

  static ZSet rows(Storage storage, RowLayout layout, List<Integer> key) {
    return key.isEmpty()
        ? new ZSet(storage, layout)
        : new ZSet(storage, new RowKey(layout, key.stream().mapToInt(i -> i).toArray()));
  }

  /** A view to be made: its name, query and text. */
  public record ViewDefinition(RelationName name, QueryPlan plan, String sql) {}

  /** Adds a view that is a macro, in place of an old view if there is any. */
  public void replaceView(@Nullable Entry old, PlainView macro) {
    dropReplaced(old);
    database.catalog().add(macro);
  }

  /**
   * Adds a materialized view that was built, in place of an old view if there is any. Between
   * ticks.
   */
  public void replaceView(@Nullable Entry old, ViewDefinition definition, ViewBuilder.Built built) {
    for (Entry dependency : definition.plan().dependencies()) {
      if (!dependency.equals(database.catalog().find(dependency.fullName()))) {
        throw SpookySqlException.of(SqlErrorCode.UNDEFINED_RELATION, dependency.label());
      }
    }
    dropReplaced(old);
    MaterializedView view =
        new MaterializedView(
            built.id(),
            definition.name(),
            built.rowType(),
            built.key(),
            built.order(),
            definition.sql(),
            definition.plan().dependencies());
    database.store(view, built.stored());
    database.catalog().add(view);
  }

  private void dropReplaced(@Nullable Entry old) {
    if (old != null) {
      for (Entry dependent : database.catalog().dependents(old)) {
        throw SpookySqlException.of(
                SqlErrorCode.DEPENDENT_OBJECTS, old.label(), "'" + dependent.label() + "'")
            .withHint("drop it with CASCADE first");
      }
      drop(old);
    }
  }

  /**
   * Drops relations; those that depend on them too if {@code cascade}, else they are an error.
   * Inside of {@link Database#define}.
   */
  public void drop(List<Entry> entries, boolean cascade) {
    List<Entry> all = new ArrayList<>(entries);
    for (Entry entry : entries) {
      for (Entry dependent : database.catalog().dependents(entry)) {
        if (!all.contains(dependent)) {
          if (!cascade) {
            throw SpookySqlException.of(
                    SqlErrorCode.DEPENDENT_OBJECTS, entry.label(), "'" + dependent.label() + "'")
                .withHint("DROP … CASCADE drops both");
          }
          all.add(dependent);
        }
      }
    }
    References.beforeDrop(database, all, cascade);
    List<Entry> created = database.catalog().all();
    for (int i = created.size() - 1; i >= 0; i--) {
      if (all.contains(created.get(i))) {
        drop(created.get(i));
      }
    }
  }

  private void drop(Entry entry) {
    database.catalog().remove(entry);
    dropNodes(entry);
  }

  /** Drops the nodes of what is no longer in the catalog, and ends its subscriptions. */
  void dropNodes(Entry entry) {
    if (entry instanceof StoredRelation relation) {
      Stored stored = database.forget(relation);
      if (stored != null) {
        SpookySqlException gone =
            SpookySqlException.of(SqlErrorCode.UNDEFINED_RELATION, entry.label());
        database.hub().end(stored.stream(), gone);
        database.indexes().retain(relation, List.of());
        if (entry instanceof TableEntry table) {
          database.feeds().drop(table, gone);
        }
        release(stored, entry instanceof TableEntry);
      }
    }
  }

  /** Makes and fills an index. Inside of {@link Database#define}. */
  public void createIndex(Entry entry, IndexEntry index) {
    database.catalog().addIndex(index);
    try {
      refreshIndexes(entry);
    } catch (Throwable failure) {
      database.catalog().removeIndex(index);
      throw failure;
    }
  }

  /** Drops an index. Inside of {@link Database#define}. */
  public void dropIndex(IndexEntry index) {
    database.catalog().removeIndex(index);
    for (Entry entry : database.catalog().all()) {
      if (IndexEntry.owner(entry).equals(index.owner())) {
        refreshIndexes(entry);
      }
    }
  }

  private void refreshIndexes(Entry entry) {
    if (entry instanceof TableEntry table) {
      database.indexes().refresh(table);
    } else if (entry instanceof MaterializedView view) {
      database.indexes().refresh(view);
    }
  }

  void release(Stored stored, boolean withSource) {
    if (!stored.store().equals(stored.stream())) {
      database.circuit().detach(stored.store(), stored.suspends());
      database.circuit().release(stored.store());
    }
    if (withSource) {
      database.circuit().release(stored.stream());
    }
  }
}
