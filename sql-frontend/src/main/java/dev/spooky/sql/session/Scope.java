// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.SearchPath;
import dev.spooky.sql.exec.Database;
import dev.spooky.sql.plan.SqlFrontend;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/**
 * What the names of a statement mean: the database, and its catalog along a search path.
 *
 * @param engine the database's engine
 * @param catalog the catalog along the path
 * @param frontend plans over that catalog
 */
record Scope(SpookyEngine engine, Catalog catalog, SqlFrontend frontend) {
  static Scope of(SpookyEngine engine, SearchPath path) {
    Catalog catalog = engine.database().catalog().along(path);
    return new Scope(engine, catalog, engine.frontend().over(catalog));
  }

  Database database() {
    return engine.database();
  }

  RelDataTypeFactory types() {
    return engine.types();
  }

  /** Plans texts that the catalog keeps, whose names are full. */
  SqlFrontend keptTexts() {
    return frontend.over(catalog.along(SearchPath.DEFAULT));
  }
}
