// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A catalog at one moment.
 *
 * @param schemas the schemas, without the system's
 * @param places the tables and views
 * @param indexes the indexes
 * @param nextOrder the place of the next entry in the order of creation
 * @param version counts definitions
 */
record CatalogState(
    Set<String> schemas,
    Map<RelationName, Place> places,
    Map<RelationName, IndexEntry> indexes,
    long nextOrder,
    long version) {
  /** Nothing but the schema {@code public}. */
  static final CatalogState EMPTY =
      new CatalogState(Set.of(Entry.SCHEMA), Map.of(), Map.of(), 0, 0);

  /** An entry and its place in the order of creation, which a replacement inherits. */
  record Place(long order, Entry entry) {}

  /** The same with a schema more or less. */
  CatalogState withSchema(String schema, boolean there) {
    Set<String> changed = new HashSet<>(schemas);
    changed.remove(schema);
    if (there) {
      changed.add(schema);
    }
    return new CatalogState(changed, places, indexes, nextOrder, version + 1);
  }

  CatalogState withPlaces(Map<RelationName, Place> changed) {
    return new CatalogState(schemas, changed, indexes, nextOrder + 1, version + 1);
  }

  CatalogState withIndexes(Map<RelationName, IndexEntry> changed) {
    return new CatalogState(schemas, places, changed, nextOrder, version + 1);
  }
}
