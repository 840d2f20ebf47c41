// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import dev.spooky.engine.Relation;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;

/** A table or view of the catalog. Entries are compared by identity. */
public sealed interface Entry permits TableEntry, MaterializedView, PlainView, SystemView {
  /** The schema that every database has. */
  String SCHEMA = "public";

  /** Its name and schema, in the case in which they are kept. */
  RelationName fullName();

  /** Its name without the schema. */
  default String name() {
    return fullName().name();
  }

  /** Its schema. */
  default String schema() {
    return fullName().schema();
  }

  /** Its name as messages show it. */
  default String label() {
    return fullName().toString();
  }

  /** Its columns. */
  RelDataType rowType();

  /** What it is. */
  Relation.Kind kind();

  /** The entries that its definition names; empty for tables. */
  Set<Entry> dependencies();

  /** What COMMENT ON has said of it. */
  Comments comments();

  /** The same with other comments. */
  Entry withComments(Comments changed);

  /** The same under another name. */
  Entry withName(RelationName changed);
}
