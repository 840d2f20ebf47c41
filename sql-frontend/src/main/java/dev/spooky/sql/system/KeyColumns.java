// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.system;

import dev.spooky.engine.RelationDetails;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.SystemView;

/** {@code information_schema.key_column_usage}: the columns of keys and references. */
final class KeyColumns {
  private KeyColumns() {}

  static SystemView view(Columns columns, Catalog catalog) {
    return columns
        .text("constraint_catalog", "constraint_schema", "constraint_name")
        .text("table_catalog", "table_schema", "table_name", "column_name")
        .integer("ordinal_position", "position_in_unique_constraint")
        .standard("key_column_usage", (session, rows) -> give(catalog, rows));
  }

  private static void give(Catalog catalog, SystemView.Sink rows) {
    Listing.constraints(
        catalog,
        (table, constraint) -> {
          if (constraint.kind() == RelationDetails.Kind.CHECK) {
            return;
          }
          for (int i = 0; i < constraint.columns().size(); i++) {
            rows.row(
                Listing.CATALOG,
                table.schema(),
                constraint.name(),
                Listing.CATALOG,
                table.schema(),
                table.name(),
                constraint.columns().get(i),
                i + 1,
                constraint.reference() == null ? null : i + 1);
          }
        });
  }
}
