// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.system;

import dev.spooky.engine.Relation;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.SystemView;

/** {@code information_schema.tables}: tables and views of all kinds. */
final class Tables {
  private Tables() {}

  static SystemView view(Columns columns, Catalog catalog) {
    return columns
        .text("table_catalog", "table_schema", "table_name", "table_type")
        .text("is_insertable_into", "is_typed", "remarks")
        .standard(
            "tables",
            (session, rows) -> {
              for (Relation relation : Listing.relations(catalog)) {
                boolean table = relation.kind() == Relation.Kind.TABLE;
                rows.row(
                    Listing.CATALOG,
                    relation.schema(),
                    relation.name(),
                    type(relation.kind()),
                    Listing.yesNo(table),
                    "NO",
                    relation.details().comment());
              }
            });
  }

  private static String type(Relation.Kind kind) {
    return switch (kind) {
      case TABLE -> "BASE TABLE";
      case VIEW -> "VIEW";
      case MATERIALIZED_VIEW -> "MATERIALIZED VIEW";
      case SYSTEM_VIEW -> "SYSTEM VIEW";
    };
  }
}
