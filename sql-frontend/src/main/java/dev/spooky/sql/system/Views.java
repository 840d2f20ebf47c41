// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.system;

import dev.spooky.engine.Relation;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.SystemView;

/** {@code information_schema.views}: views with the text of their queries. */
final class Views {
  private Views() {}

  static SystemView view(Columns columns, Catalog catalog) {
    return columns
        .text("table_catalog", "table_schema", "table_name", "view_definition", "check_option")
        .text("is_updatable", "is_insertable_into", "is_materialized")
        .standard(
            "views",
            (session, rows) -> {
              for (Relation relation : Listing.relations(catalog)) {
                if (!relation.definition().isEmpty()) {
                  rows.row(
                      Listing.CATALOG,
                      relation.schema(),
                      relation.name(),
                      relation.definition(),
                      "NONE",
                      "NO",
                      "NO",
                      Listing.yesNo(relation.kind() == Relation.Kind.MATERIALIZED_VIEW));
                }
              }
            });
  }
}
