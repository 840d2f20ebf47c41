// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

import java.util.List;

/**
 * A table or view as the catalog knows it.
 *
 * @param schema its schema
 * @param name its name
 * @param kind what it is
 * @param columns its columns in order
 * @param primaryKey names of the key's columns in order; empty without a key
 * @param defaults SQL text of each column's DEFAULT, empty text without one
 * @param definition a view's query as SQL text; empty for tables
 * @param details comments, constraints and indexes
 */
public record Relation(
    String schema,
    String name,
    Kind kind,
    List<Column> columns,
    List<String> primaryKey,
    List<String> defaults,
    String definition,
    RelationDetails details) {
  /** What a relation is. */
  public enum Kind {
    /** Rows that statements change. */
    TABLE,
    /** A query under a name. */
    VIEW,
    /** A query whose result is kept up to date. */
    MATERIALIZED_VIEW,
    /** Rows that the system computes when they are read. */
    SYSTEM_VIEW
  }

  /** A relation of which no more is known. */
  public Relation(
      String schema,
      String name,
      Kind kind,
      List<Column> columns,
      List<String> primaryKey,
      List<String> defaults,
      String definition) {
    this(
        schema,
        name,
        kind,
        columns,
        primaryKey,
        defaults,
        definition,
        RelationDetails.none(columns.size()));
  }

  /** Copies the lists. */
  public Relation {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    defaults = List.copyOf(defaults);
  }
}
