// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.catalog.Entry;
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

/** The catalog as the one schema that Calcite sees. Names are matched exactly. */
final class CatalogSchema extends AbstractSchema {
  private final Function<String, @Nullable Table> tables;

  private CatalogSchema(Function<String, @Nullable Table> tables) {
    this.tables = tables;
  }

  /** A root schema whose schema {@value Entry#SCHEMA} finds tables by a function. */
  static CalciteSchema root(Function<String, @Nullable Table> tables) {
    Map<String, Schema> schemas = Map.of(Entry.SCHEMA, new CatalogSchema(tables));
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

  @Override
  public Lookup<Table> tables() {
    return new Lookup<>() {
      @Override
      public @Nullable Table get(String name) {
        return tables.apply(name);
      }

      @Override
      public @Nullable Named<Table> getIgnoreCase(String name) {
        Table table = tables.apply(name);
        return table == null ? null : new Named<>(name, table);
      }

      @Override
      public Set<String> getNames(LikePattern pattern) {
        return Set.of();
      }
    };
  }
}
