// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.system;

import dev.spooky.engine.RelationDetails;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.SystemView;

/** {@code information_schema.referential_constraints}: the foreign keys. */
final class References {
  private References() {}

  static SystemView view(Columns columns, Catalog catalog) {
    return columns
        .text("constraint_catalog", "constraint_schema", "constraint_name")
        .text("unique_constraint_catalog", "unique_constraint_schema", "unique_constraint_name")
        .text("match_option", "update_rule", "delete_rule")
        .standard("referential_constraints", (session, rows) -> give(catalog, rows));
  }

  private static void give(Catalog catalog, SystemView.Sink rows) {
    Listing.constraints(
        catalog,
        (table, constraint) -> {
          RelationDetails.Reference reference = constraint.reference();
          if (reference != null) {
            rows.row(
                Listing.CATALOG,
                table.schema(),
                constraint.name(),
                Listing.CATALOG,
                reference.schema(),
                reference.key(),
                "NONE",
                reference.onUpdate(),
                reference.onDelete());
          }
        });
  }
}
