// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.system;

import dev.spooky.engine.Relation;
import dev.spooky.engine.RelationDetails;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Definitions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** What the views of {@code information_schema} go through. */
final class Listing {
  /** The catalog that a database is in the words of the standard: all rows say the same. */
  static final String CATALOG = "spooky";

  private Listing() {}

  /** All relations, those of the system last. */
  static List<Relation> relations(Catalog catalog) {
    List<Relation> all = new ArrayList<>();
    catalog.all().forEach(entry -> all.add(Definitions.relation(entry, catalog)));
    catalog.systemViews().forEach(view -> all.add(Definitions.relation(view, catalog)));
    return all;
  }

  /** All constraints with their tables. */
  static void constraints(
      Catalog catalog, BiConsumer<Relation, RelationDetails.Constraint> action) {
    for (Relation relation : relations(catalog)) {
      relation.details().constraints().forEach(constraint -> action.accept(relation, constraint));
    }
  }

  static String yesNo(boolean yes) {
    return yes ? "YES" : "NO";
  }
}
