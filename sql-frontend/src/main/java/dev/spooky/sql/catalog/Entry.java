// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import dev.spooky.engine.Relation;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;

/** A table or view of the catalog. Entries are compared by identity. */
public sealed interface Entry permits TableEntry, MaterializedView, PlainView {
  /** The only schema that names may be qualified with. */
  String SCHEMA = "public";

  /** Its name, in the case in which it is kept. */
  String name();

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
  Entry withName(String changed);
}
