// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.system;

import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.SystemView;

/** {@code information_schema.table_constraints}: keys, checks and references. */
final class TableConstraints {
  private TableConstraints() {}

  static SystemView view(Columns columns, Catalog catalog) {
    return columns
        .text("constraint_catalog", "constraint_schema", "constraint_name")
        .text("table_catalog", "table_schema", "table_name", "constraint_type")
        .text("is_deferrable", "initially_deferred", "enforced")
        .standard(
            "table_constraints",
            (session, rows) ->
                Listing.constraints(
                    catalog,
                    (table, constraint) ->
                        rows.row(
                            Listing.CATALOG,
                            table.schema(),
                            constraint.name(),
                            Listing.CATALOG,
                            table.schema(),
                            table.name(),
                            constraint.kind().name().replace('_', ' '),
                            "NO",
                            "NO",
                            "YES")));
  }
}
