// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.system;

import dev.spooky.engine.RelationDetails;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.SystemView;

/** {@code information_schema.check_constraints}: the conditions of CHECK. */
final class Checks {
  private Checks() {}

  static SystemView view(Columns columns, Catalog catalog) {
    return columns
        .text("constraint_catalog", "constraint_schema", "constraint_name", "check_clause")
        .standard(
            "check_constraints",
            (session, rows) ->
                Listing.constraints(
                    catalog,
                    (table, constraint) -> {
                      if (constraint.kind() == RelationDetails.Kind.CHECK) {
                        rows.row(
                            Listing.CATALOG,
                            table.schema(),
                            constraint.name(),
                            constraint.condition());
                      }
                    }));
  }
}
