// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Constraint;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.ArrayList;
import java.util.List;

/** Foreign keys that point at tables which are dropped. */
final class References {
  private References() {}

  /** Refuses to drop tables that others reference, or takes those foreign keys away. */
  static void beforeDrop(Database database, List<Entry> dropped, boolean cascade) {
    Catalog catalog = database.catalog();
    for (Entry entry : dropped) {
      if (entry instanceof TableEntry table) {
        for (TableEntry other : catalog.referencing(table)) {
          if (dropped.contains(other)) {
            continue;
          }
          if (!cascade) {
            throw SpookySqlException.of(
                    SqlErrorCode.DEPENDENT_OBJECTS,
                    table.name(),
                    "a foreign key of table '" + other.name() + "'")
                .withHint("DROP … CASCADE drops the foreign key, too");
          }
        }
      }
    }
    for (Entry entry : dropped) {
      if (entry instanceof TableEntry table) {
        for (TableEntry other : catalog.referencing(table)) {
          if (!dropped.contains(other)) {
            withoutReferences(database, other, table);
          }
        }
      }
    }
  }

  private static void withoutReferences(Database database, TableEntry table, TableEntry target) {
    List<Constraint> kept = new ArrayList<>();
    for (Constraint constraint : table.definition().constraints()) {
      if (!(constraint instanceof Constraint.ForeignKey key) || key.target() != target.number()) {
        kept.add(constraint);
      }
    }
    TableEntry changed = table.with(table.id(), table.definition().withConstraints(kept));
    database.catalog().replace(table, changed);
    database.indexes().retain(changed, Indexes.wanted(changed, database.catalog()));
  }
}
