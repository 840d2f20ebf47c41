// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.catalog.SearchPath;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.validate.SqlNameMatchers;

/** Calcite's reader of the catalog, which looks for names along a search path. */
final class PathReader extends CalciteCatalogReader {
  PathReader(
      CalciteSchema root,
      SearchPath path,
      RelDataTypeFactory types,
      CalciteConnectionConfig config) {
    super(root, SqlNameMatchers.withCaseSensitive(true), places(path), types, config);
  }

  private static List<List<String>> places(SearchPath path) {
    List<List<String>> places = new ArrayList<>();
    path.all().forEach(schema -> places.add(List.of(schema)));
    places.add(List.of()); // names that say their schema
    return places;
  }
}
