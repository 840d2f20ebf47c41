// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * An index that CREATE INDEX made.
 *
 * @param name its name, in the schema of what it is on
 * @param owner what it is on, see {@link #owner}
 * @param columns ordinals of its columns
 */
public record IndexEntry(RelationName name, String owner, List<Integer> columns) {
  /** Copies the list. */
  public IndexEntry {
    columns = List.copyOf(columns);
  }

  /** Identifies a relation for its whole life. */
  public static String owner(Entry entry) {
    if (entry instanceof TableEntry table) {
      return "table " + table.number();
    } else if (entry instanceof MaterializedView view) {
      return "view " + view.id();
    }
    return "none";
  }

  /** The same in another schema. */
  IndexEntry in(String schema) {
    return new IndexEntry(name.in(schema), owner, columns);
  }

  /**
   * The same after its table was altered; without columns if one of them was dropped.
   *
   * @param places the new ordinal of each old column, −1 for one that is dropped
   */
  IndexEntry moved(int[] places) {
    List<Integer> moved = new ArrayList<>();
    for (int column : columns) {
      if (places[column] < 0) {
        return new IndexEntry(name, owner, List.of());
      }
      moved.add(places[column]);
    }
    return new IndexEntry(name, owner, moved);
  }
}
