// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.system;

import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.SystemView;

/** {@code information_schema.schemata}: the schemas. */
final class Schemata {
  private Schemata() {}

  static SystemView view(Columns columns, Catalog catalog) {
    return columns
        .text("catalog_name", "schema_name", "schema_owner")
        .text("default_character_set_name", "sql_path")
        .standard(
            "schemata",
            (session, rows) ->
                catalog
                    .schemas()
                    .forEach(schema -> rows.row(Listing.CATALOG, schema, null, "UTF8", null)));
  }
}
