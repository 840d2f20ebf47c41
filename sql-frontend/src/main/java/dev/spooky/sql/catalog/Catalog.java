// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * All tables and views by name. Readers may look at any time; definitions come from one thread at a
 * time.
 */
public final class Catalog {
  /** An entry and its place in the order of creation, which a replacement inherits. */
  private record Place(long order, Entry entry) {}

  private final Map<String, Place> places = new ConcurrentHashMap<>();
  private final AtomicLong version = new AtomicLong();
  private long nextOrder;

  /** The entry of exactly this name. */
  public @Nullable Entry find(String name) {
    Place place = places.get(name);
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

  /** Adds an entry under a name that is free. */
  public void add(Entry entry) {
    if (places.putIfAbsent(entry.name(), new Place(nextOrder, entry)) != null) {
      throw SpookySqlException.of(SqlErrorCode.DUPLICATE_RELATION, entry.name());
    }
    nextOrder++;
    version.incrementAndGet();
  }

  /** Puts an entry in the place of another of the same name. */
  public void replace(Entry old, Entry entry) {
    Place place = placeOf(old);
    if (!entry.name().equals(old.name())) {
      throw new IllegalArgumentException("old=" + old.name() + " new=" + entry.name());
    }
    places.put(entry.name(), new Place(place.order(), entry));
    version.incrementAndGet();
  }

  /** Takes an entry away. */
  public void remove(Entry entry) {
    placeOf(entry);
    places.remove(entry.name());
    version.incrementAndGet();
  }

  private Place placeOf(Entry entry) {
    Place place = places.get(entry.name());
    if (place == null || place.entry() != entry) {
      throw new IllegalArgumentException("not in the catalog: " + entry.name());
    }
    return place;
  }

  /** All entries in the order of their creation. */
  public List<Entry> all() {
    List<Place> all = new ArrayList<>(places.values());
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

  /** A number that every definition changes. */
  public long version() {
    return version.get();
  }
}
