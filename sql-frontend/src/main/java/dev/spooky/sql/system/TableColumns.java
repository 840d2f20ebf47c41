// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.system;

import dev.spooky.engine.Column;
import dev.spooky.engine.Relation;
import dev.spooky.engine.RelationDetails;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.SystemView;
import org.jspecify.annotations.Nullable;

/** {@code information_schema.columns}: the columns of tables and views. */
final class TableColumns {
  private TableColumns() {}

  static SystemView view(Columns columns, Catalog catalog) {
    return columns
        .text("table_catalog", "table_schema", "table_name", "column_name")
        .integer("ordinal_position")
        .text("column_default", "is_nullable", "data_type")
        .integer("character_maximum_length", "numeric_precision", "numeric_precision_radix")
        .integer("numeric_scale", "datetime_precision")
        .text("is_identity", "identity_generation", "is_generated", "is_updatable", "remarks")
        .standard(
            "columns",
            (session, rows) -> {
              for (Relation relation : Listing.relations(catalog)) {
                for (int i = 0; i < relation.columns().size(); i++) {
                  rows.row(row(relation, i));
                }
              }
            });
  }

  private static @Nullable Object[] row(Relation relation, int index) {
    Column column = relation.columns().get(index);
    String given = relation.defaults().get(index);
    RelationDetails.Generation generation = relation.details().generation().get(index);
    Integer digits = digits(column);
    return new @Nullable Object[] {
      Listing.CATALOG,
      relation.schema(),
      relation.name(),
      column.name(),
      index + 1,
      given.isEmpty() ? null : given,
      Listing.yesNo(column.nullable()),
      column.type().name().replace('_', ' '),
      length(column),
      digits,
      digits == null ? null : 10,
      digits == null ? null : column.scale(),
      fraction(column),
      Listing.yesNo(identity(generation) != null),
      identity(generation),
      generation == RelationDetails.Generation.STORED ? "ALWAYS" : "NEVER",
      Listing.yesNo(relation.kind() == Relation.Kind.TABLE),
      relation.details().columnComments().get(index)
    };
  }

  private static @Nullable String identity(RelationDetails.Generation generation) {
    return switch (generation) {
      case IDENTITY_ALWAYS -> "ALWAYS";
      case IDENTITY_BY_DEFAULT -> "BY DEFAULT";
      case GIVEN, STORED -> null;
    };
  }

  private static @Nullable Integer length(Column column) {
    return switch (column.type()) {
      case CHAR, VARCHAR, BINARY, VARBINARY -> column.precision() < 0 ? null : column.precision();
      default -> null;
    };
  }

  private static @Nullable Integer digits(Column column) {
    return switch (column.type()) {
      case TINYINT -> 3;
      case SMALLINT -> 5;
      case INTEGER -> 10;
      case BIGINT -> 19;
      case REAL -> 7;
      case DOUBLE -> 15;
      case DECIMAL -> column.precision();
      default -> null;
    };
  }

  private static @Nullable Integer fraction(Column column) {
    return switch (column.type()) {
      case TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> column.precision();
      case DATE -> 0;
      default -> null;
    };
  }
}
