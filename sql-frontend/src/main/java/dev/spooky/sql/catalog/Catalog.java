// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * The schemas, tables and views of a database by name, seen along a {@link SearchPath}. Readers see
 * the whole catalog as of one moment; there is one writer at a time. A change that has several
 * parts, or that may turn out to be impossible, is made in a {@link #fork} and taken over by {@link
 * #adopt}.
 */
public final class Catalog {
  /** What all views of a catalog along different paths have in common. */
  private static final class Shared {
    final UserFunctions functions;
    volatile CatalogState state;

    Shared(UserFunctions functions, CatalogState state) {
      this.functions = functions;
      this.state = state;
    }
  }

  private final AtomicLong nextNumber;
  private final Map<RelationName, SystemView> system;
  private final Shared shared;
  private final SearchPath path;

  /** A catalog with the schema {@value Entry#SCHEMA} and nothing in it. */
  public Catalog() {
    this(
        new AtomicLong(1),
        new HashMap<>(),
        new Shared(new UserFunctions(), CatalogState.EMPTY),
        SearchPath.DEFAULT);
  }

  private Catalog(
      AtomicLong nextNumber, Map<RelationName, SystemView> system, Shared shared, SearchPath path) {
    this.nextNumber = nextNumber;
    this.system = system;
    this.shared = shared;
    this.path = path;
  }

  /** The same catalog, seen along another path. */
  public Catalog along(SearchPath other) {
    return new Catalog(nextNumber, system, shared, other);
  }

  /** Where names without a schema are looked for. */
  public SearchPath path() {
    return path;
  }

  /** The functions that users have made. */
  public UserFunctions functions() {
    return shared.functions;
  }

  /** A number for a new table. */
  public long newNumber() {
    return nextNumber.getAndIncrement();
  }

  /** Adds the system's views; before the catalog is used. */
  public void install(List<SystemView> views) {
    views.forEach(view -> system.put(view.fullName(), view));
  }

  /** The system's views by their names. */
  public List<SystemView> systemViews() {
    return system.values().stream().sorted(Comparator.comparing(SystemView::label)).toList();
  }

  /** The entry of exactly this name. */
  public @Nullable Entry find(RelationName name) {
    CatalogState.Place place = shared.state.places().get(name);
    return place == null ? system.get(name) : place.entry();
  }

  /** The entry that a name means; null if there is none. */
  public @Nullable Entry find(SqlIdentifier name) {
    for (RelationName candidate : path.candidates(name)) {
      Entry entry = find(candidate);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  /** The entry that a name without a schema means. */
  public @Nullable Entry find(String name) {
    return find(new SqlIdentifier(name, SqlParserPos.ZERO));
  }

  /**
   * The entry that a statement names.
   *
   * @throws SpookySqlException if there is none, or no schema as it is named
   */
  public Entry get(SqlIdentifier name) {
    checkSchema(name);
    Entry entry = find(name);
    if (entry == null) {
      throw SpookySqlException.at(
          name.getParserPosition(), SqlErrorCode.UNDEFINED_RELATION, name.toString());
    }
    return entry;
  }

  /** Refuses a name that is qualified with what is no schema. */
  public void checkSchema(SqlIdentifier name) {
    int parts = name.names.size();
    if (parts > 2 || parts == 2 && !hasSchema(name.names.get(0))) {
      throw SpookySqlException.at(
          name.getParserPosition(),
          SqlErrorCode.UNDEFINED_SCHEMA,
          String.join(".", name.names.subList(0, parts - 1)));
    }
  }

  /** The same for all names in the FROM clauses of a query. */
  public void checkSchemas(SqlNode query) {
    TableNames.in(query).forEach(found -> checkSchema(found.name()));
  }

  /** The full name of something new: in the schema that is named, or the first of the path. */
  public RelationName newName(SqlIdentifier name) {
    checkSchema(name);
    int parts = name.names.size();
    String schema =
        parts == 2
            ? name.names.get(0)
            : path.schemas().stream().filter(this::hasSchema).findFirst().orElse(Entry.SCHEMA);
    if (SearchPath.isSystem(schema)) {
      throw SpookySqlException.at(
          name.getParserPosition(),
          SqlErrorCode.NOT_ALLOWED,
          "schema '" + schema + "' is the system's own");
    }
    return new RelationName(schema, name.names.get(parts - 1));
  }

  /** The schemas by their names, those of the system too. */
  public List<String> schemas() {
    Set<String> all = new TreeSet<>(shared.state.schemas());
    system.keySet().forEach(name -> all.add(name.schema()));
    return List.copyOf(all);
  }

  /** Whether there is a schema of this name. */
  public boolean hasSchema(String schema) {
    return shared.state.schemas().contains(schema)
        || system.keySet().stream().anyMatch(name -> name.schema().equals(schema));
  }

  /** The schema into which a statement moves something. */
  public String schemaFor(SqlIdentifier schema) {
    return newName(schema.plus("x", SqlParserPos.ZERO)).schema();
  }

  /** Adds a schema. */
  public void addSchema(String schema) {
    shared.state = shared.state.withSchema(schema, true);
  }

  /** Takes a schema away in which nothing is. */
  public void removeSchema(String schema) {
    shared.state = shared.state.withSchema(schema, false);
  }

  /** The table of a number. */
  public @Nullable TableEntry table(long number) {
    for (CatalogState.Place place : shared.state.places().values()) {
      if (place.entry() instanceof TableEntry table && table.number() == number) {
        return table;
      }
    }
    return null;
  }

  /** The tables with a foreign key to a table, itself included. */
  public List<TableEntry> referencing(TableEntry target) {
    return all().stream()
        .filter(TableEntry.class::isInstance)
        .map(TableEntry.class::cast)
        .filter(table -> table.references(target))
        .toList();
  }

  /** Adds an entry under a name that is free. */
  public void add(Entry entry) {
    CatalogState now = shared.state;
    if (now.places().containsKey(entry.fullName())) {
      throw SpookySqlException.of(SqlErrorCode.DUPLICATE_RELATION, entry.label());
    }
    change(places -> places.put(entry.fullName(), new CatalogState.Place(now.nextOrder(), entry)));
  }

  /** Puts an entry in the place of another, whose name it may or may not have. */
  public void replace(Entry old, Entry entry) {
    CatalogState.Place place = placeOf(old);
    if (!entry.fullName().equals(old.fullName()) && find(entry.fullName()) != null) {
      throw SpookySqlException.of(SqlErrorCode.DUPLICATE_RELATION, entry.label());
    }
    change(
        places -> {
          places.remove(old.fullName());
          places.put(entry.fullName(), new CatalogState.Place(place.order(), entry));
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
          ViewReference changed = r.renamed(entry.fullName());
          for (ColumnChange change : changes) {
            changed = changed.withColumn(change.column(), change.to());
          }
          return changed;
        };
    for (Entry view : all()) {
      if (namesDirectly(view, old)) {
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
    return all().stream().filter(view -> namesDirectly(view, entry)).toList();
  }

  private static boolean namesDirectly(Entry view, Entry entry) {
    return view.dependencies().stream().anyMatch(d -> d.fullName().equals(entry.fullName()));
  }

  /** The index of a name; null if there is none. */
  public @Nullable IndexEntry index(RelationName name) {
    return shared.state.indexes().get(name);
  }

  /** The index that a statement names; null if there is none. */
  public @Nullable IndexEntry index(SqlIdentifier name) {
    checkSchema(name);
    for (RelationName candidate : path.candidates(name)) {
      IndexEntry index = index(candidate);
      if (index != null) {
        return index;
      }
    }
    return null;
  }

  /** Whether neither relation nor index has this name. */
  public boolean isFree(RelationName name) {
    return find(name) == null && index(name) == null;
  }

  /** The indexes of a table or view by their names. */
  public List<IndexEntry> indexesOf(Entry entry) {
    String owner = IndexEntry.owner(entry);
    return shared.state.indexes().values().stream()
        .filter(index -> index.owner().equals(owner))
        .sorted(Comparator.comparing(index -> index.name().name()))
        .toList();
  }

  /** Adds an index under a name that is free. */
  public void addIndex(IndexEntry index) {
    if (!isFree(index.name())) {
      throw SpookySqlException.of(SqlErrorCode.DUPLICATE_RELATION, index.name());
    }
    Map<RelationName, IndexEntry> changed = new HashMap<>(shared.state.indexes());
    changed.put(index.name(), index);
    changeIndexes(changed);
  }

  /** Takes an index away. */
  public void removeIndex(IndexEntry index) {
    Map<RelationName, IndexEntry> changed = new HashMap<>(shared.state.indexes());
    changed.remove(index.name());
    changeIndexes(changed);
  }

  /**
   * Tells the indexes of a table of its altered columns and its schema.
   *
   * @param places the new ordinal of each old column, −1 for one that is dropped
   */
  public void moveIndexes(TableEntry table, int[] places) {
    for (IndexEntry index : indexesOf(table)) {
      removeIndex(index);
      IndexEntry moved = index.moved(places).in(table.schema());
      if (!moved.columns().isEmpty()) {
        addIndex(moved);
      }
    }
  }

  /** Gives an index another schema. */
  public void moveIndex(IndexEntry index, String schema) {
    removeIndex(index);
    addIndex(index.in(schema));
  }

  private void changeIndexes(Map<RelationName, IndexEntry> indexes) {
    shared.state = shared.state.withIndexes(indexes);
  }

  /** Takes an entry away, with its indexes. */
  public void remove(Entry entry) {
    placeOf(entry);
    indexesOf(entry).forEach(this::removeIndex);
    change(places -> places.remove(entry.fullName()));
  }

  private void change(Consumer<Map<RelationName, CatalogState.Place>> action) {
    Map<RelationName, CatalogState.Place> changed = new HashMap<>(shared.state.places());
    action.accept(changed);
    shared.state = shared.state.withPlaces(changed);
  }

  private CatalogState.Place placeOf(Entry entry) {
    CatalogState.Place place = shared.state.places().get(entry.fullName());
    if (place == null || place.entry() != entry) {
      throw new IllegalArgumentException("not in the catalog: " + entry.label());
    }
    return place;
  }

  /** All entries but the system's, in the order of their creation. */
  public List<Entry> all() {
    List<CatalogState.Place> all = new ArrayList<>(shared.state.places().values());
    all.sort(Comparator.comparingLong(CatalogState.Place::order));
    return all.stream().map(CatalogState.Place::entry).toList();
  }

  /**
   * The entries that build on an entry, directly or through others, in the order of their creation.
   * Dependencies go by name, so that they survive the replacement of an entry.
   */
  public List<Entry> dependents(Entry entry) {
    return ViewTree.above(entry, all());
  }

  /** A copy to make changes in. */
  public Catalog fork() {
    return new Catalog(nextNumber, system, new Shared(shared.functions, shared.state), path);
  }

  /** Takes over what was changed in a fork; nothing may have changed here since. */
  public void adopt(Catalog fork) {
    shared.state = fork.shared.state;
  }

  /** A number that every definition changes. */
  public long version() {
    return shared.state.version();
  }
}
