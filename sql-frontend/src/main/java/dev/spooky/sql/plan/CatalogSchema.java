// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.catalog.RelationName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;
import org.apache.calcite.schema.lookup.Named;
import org.jspecify.annotations.Nullable;

/** A schema of the catalog as Calcite sees it. Names are matched exactly. */
final class CatalogSchema extends AbstractSchema {
  private final String schema;
  private final Function<RelationName, @Nullable Table> tables;

  private CatalogSchema(String schema, Function<RelationName, @Nullable Table> tables) {
    this.schema = schema;
    this.tables = tables;
  }

  /** A root schema with these schemas, which find tables by a function. */
  static CalciteSchema root(List<String> names, Function<RelationName, @Nullable Table> tables) {
    Map<String, Schema> schemas = new HashMap<>();
    names.forEach(name -> schemas.put(name, new CatalogSchema(name, tables)));
    return CalciteSchema.createRootSchema(
        false,
        false,
        "",
        new AbstractSchema() {
          @Override
          protected Map<String, Schema> getSubSchemaMap() {
            return schemas;
          }
        });
  }

  private @Nullable Table table(String name) {
    return tables.apply(new RelationName(schema, name));
  }

  @Override
  public Lookup<Table> tables() {
    return new Lookup<>() {
      @Override
      public @Nullable Table get(String name) {
        return table(name);
      }

      @Override
      public @Nullable Named<Table> getIgnoreCase(String name) {
        Table table = table(name);
        return table == null ? null : new Named<>(name, table);
      }

      @Override
      public Set<String> getNames(LikePattern pattern) {
        return Set.of();
      }
    };
  }
}
