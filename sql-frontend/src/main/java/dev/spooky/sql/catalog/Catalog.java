// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The tables and views of a database by name. Readers see the whole catalog as of one moment; there
 * is one writer at a time. A change that has several parts, or that may turn out to be impossible,
 * is made in a {@link #fork} and taken over by {@link #adopt}.
 */
public final class Catalog {
  /** An entry and its place in the order of creation, which a replacement inherits. */
  private record Place(long order, Entry entry) {}

  private record State(
      Map<String, Place> places, Map<String, IndexEntry> indexes, long nextOrder, long version) {}

  private final AtomicLong nextNumber;
  private volatile State state = new State(Map.of(), Map.of(), 0, 0);

  /** An empty catalog. */
  public Catalog() {
    this(new AtomicLong(1));
  }

  private Catalog(AtomicLong nextNumber) {
    this.nextNumber = nextNumber;
  }

  /** A number for a new table. */
  public long newNumber() {
    return nextNumber.getAndIncrement();
  }

  /** The entry of exactly this name. */
  public @Nullable Entry find(String name) {
    Place place = state.places().get(name);
    return place == null ? null : place.entry();
  }

  /**
   * The entry that a statement names.
   *
   * @throws SpookySqlException if there is none, or the schema is not {@value Entry#SCHEMA}
   */
  public Entry get(SqlIdentifier name) {
    Entry entry = find(simpleName(name));
    if (entry == null) {
      throw SpookySqlException.at(
          name.getParserPosition(), SqlErrorCode.UNDEFINED_RELATION, name.toString());
    }
    return entry;
  }

  /**
   * The last part of a name that may be qualified with the schema.
   *
   * @throws SpookySqlException if another schema is named
   */
  public static String simpleName(SqlIdentifier name) {
    int parts = name.names.size();
    if (parts > 2 || parts == 2 && !name.names.get(0).equals(Entry.SCHEMA)) {
      throw SpookySqlException.at(
          name.getParserPosition(),
          SqlErrorCode.UNDEFINED_SCHEMA,
          String.join(".", name.names.subList(0, parts - 1)));
    }
    return name.names.get(parts - 1);
  }

  /** The table of a number. */
  public @Nullable TableEntry table(long number) {
    for (Place place : state.places().values()) {
      if (place.entry() instanceof TableEntry table && table.number() == number) {
        return table;
      }
    }
    return null;
  }

  /** The tables with a foreign key to a table, itself included. */
  public List<TableEntry> referencing(TableEntry target) {
    List<TableEntry> tables = new ArrayList<>();
    for (Entry entry : all()) {
      if (entry instanceof TableEntry table
          && table.definition().foreignKeys().stream()
              .anyMatch(key -> key.target() == target.number())) {
        tables.add(table);
      }
    }
    return tables;
  }

  /** Adds an entry under a name that is free. */
  public void add(Entry entry) {
    State now = state;
    if (now.places().containsKey(entry.name())) {
      throw SpookySqlException.of(SqlErrorCode.DUPLICATE_RELATION, entry.name());
    }
    change(
        places -> {
          places.put(entry.name(), new Place(now.nextOrder(), entry));
          return places;
        });
  }

  /** Puts an entry in the place of another, whose name it may or may not have. */
  public void replace(Entry old, Entry entry) {
    Place place = placeOf(old);
    if (!entry.name().equals(old.name()) && find(entry.name()) != null) {
      throw SpookySqlException.of(SqlErrorCode.DUPLICATE_RELATION, entry.name());
    }
    change(
        places -> {
          places.remove(old.name());
          places.put(entry.name(), new Place(place.order(), entry));
          return places;
        });
  }

  /**
   * Puts an altered entry in the place of what it was, for the views over it too.
   *
   * @param changes what becomes of the columns that views name, in order
   */
  public void alter(Entry old, Entry entry, List<ColumnChange> changes) {
    replace(old, entry);
    UnaryOperator<ViewReference> reference =
        r -> {
          ViewReference changed = r.renamed(entry.name());
          for (ColumnChange change : changes) {
            changed = changed.withColumn(change.column(), change.to());
          }
          return changed;
        };
    for (Entry view : all()) {
      if (view.dependencies().stream().anyMatch(d -> d.name().equals(old.name()))) {
        if (view instanceof PlainView plain) {
          replace(plain, plain.withDependency(old, entry, reference));
        } else if (view instanceof MaterializedView materialized) {
          replace(materialized, materialized.withDependency(old, entry, reference));
        }
      }
    }
  }

  /**
   * What an alteration does to a column that views may name.
   *
   * @param column its name
   * @param to its name from now on; null if it is dropped
   */
  public record ColumnChange(String column, @Nullable String to) {}

  /** The views that name an entry. */
  public List<Entry> direct(Entry entry) {
    return all().stream()
        .filter(view -> view.dependencies().stream().anyMatch(d -> d.name().equals(entry.name())))
        .toList();
  }

  /** The index of a name; null if there is none. */
  public @Nullable IndexEntry index(String name) {
    return state.indexes().get(name);
  }

  /** The indexes of a table or view by their names. */
  public List<IndexEntry> indexesOf(Entry entry) {
    String owner = IndexEntry.owner(entry);
    return state.indexes().values().stream()
        .filter(index -> index.owner().equals(owner))
        .sorted(Comparator.comparing(IndexEntry::name))
        .toList();
  }

  /** Adds an index under a name that is free. */
  public void addIndex(IndexEntry index) {
    if (index(index.name()) != null || find(index.name()) != null) {
      throw SpookySqlException.of(SqlErrorCode.DUPLICATE_RELATION, index.name());
    }
    Map<String, IndexEntry> changed = new HashMap<>(state.indexes());
    changed.put(index.name(), index);
    changeIndexes(changed);
  }

  /** Takes an index away. */
  public void removeIndex(IndexEntry index) {
    Map<String, IndexEntry> changed = new HashMap<>(state.indexes());
    changed.remove(index.name());
    changeIndexes(changed);
  }

  /**
   * Tells the indexes of a table of its altered columns.
   *
   * @param places the new ordinal of each old column, −1 for one that is dropped
   */
  public void moveIndexes(TableEntry table, int[] places) {
    for (IndexEntry index : indexesOf(table)) {
      removeIndex(index);
      IndexEntry moved = index.moved(places);
      if (!moved.columns().isEmpty()) {
        addIndex(moved);
      }
    }
  }

  private void changeIndexes(Map<String, IndexEntry> indexes) {
    State now = state;
    state = new State(now.places(), indexes, now.nextOrder(), now.version() + 1);
  }

  /** Takes an entry away, with its indexes. */
  public void remove(Entry entry) {
    placeOf(entry);
    indexesOf(entry).forEach(this::removeIndex);
    change(
        places -> {
          places.remove(entry.name());
          return places;
        });
  }

  private void change(Function<Map<String, Place>, Map<String, Place>> action) {
    State now = state;
    Map<String, Place> places = action.apply(new HashMap<>(now.places()));
    state = new State(places, now.indexes(), now.nextOrder() + 1, now.version() + 1);
  }

  private Place placeOf(Entry entry) {
    Place place = state.places().get(entry.name());
    if (place == null || place.entry() != entry) {
      throw new IllegalArgumentException("not in the catalog: " + entry.name());
    }
    return place;
  }

  /** All entries in the order of their creation. */
  public List<Entry> all() {
    List<Place> all = new ArrayList<>(state.places().values());
    all.sort(Comparator.comparingLong(Place::order));
    return all.stream().map(Place::entry).toList();
  }

  /**
   * The entries that build on an entry, directly or through others, in the order of their creation.
   * Dependencies go by name, so that they survive the replacement of an entry.
   */
  public List<Entry> dependents(Entry entry) {
    List<Entry> all = all();
    Set<String> reached = new HashSet<>();
    reached.add(entry.name());
    boolean grows = true;
    while (grows) { // once more only where a replaced view builds on a younger one
      grows = false;
      for (Entry candidate : all) {
        if (!reached.contains(candidate.name())
            && candidate.dependencies().stream().anyMatch(d -> reached.contains(d.name()))) {
          grows |= reached.add(candidate.name());
        }
      }
    }
    return all.stream()
        .filter(e -> reached.contains(e.name()) && !e.name().equals(entry.name()))
        .toList();
  }

  /** A copy to make changes in. */
  public Catalog fork() {
    Catalog fork = new Catalog(nextNumber);
    fork.state = state;
    return fork;
  }

  /** Takes over what was changed in a fork; nothing may have changed here since. */
  public void adopt(Catalog fork) {
    state = fork.state;
  }

  /** A number that every definition changes. */
  public long version() {
    return state.version();
  }
}
