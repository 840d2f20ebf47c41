// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What COMMENT ON has said of a relation.
 *
 * @param relation of the relation itself; empty for nothing
 * @param columns of its columns, by name
 */
public record Comments(String relation, Map<String, String> columns) {
  /** No comments. */
  public static final Comments NONE = new Comments("", Map.of());

  /** Copies the map. */
  public Comments {
    columns = Map.copyOf(columns);
  }

  /** A column's comment; empty without one. */
  public String ofColumn(String column) {
    return columns.getOrDefault(column, "");
  }

  /** The same with another comment on the relation; null takes it away. */
  public Comments withRelation(@Nullable String text) {
    return new Comments(text == null ? "" : text, columns);
  }

  /** The same with another comment on a column; null takes it away. */
  public Comments withColumn(String column, @Nullable String text) {
    Map<String, String> changed = new HashMap<>(columns);
    if (text == null) {
      changed.remove(column);
    } else {
      changed.put(column, text);
    }
    return new Comments(relation, changed);
  }

  /** The same with a column's comment under another name. */
  public Comments renamed(String column, String to) {
    String text = columns.get(column);
    return text == null ? this : withColumn(column, null).withColumn(to, text);
  }
}
