// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Column;
import dev.spooky.engine.Relation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What generic tools ask about the database: its tables, views, columns, keys and types. There are
 * no catalogs; a catalog that is not null or empty matches nothing.
 */
final class SpookyDatabaseMetaData extends EmptyAnswers {
  private final SpookyConnection connection;

  SpookyDatabaseMetaData(SpookyConnection connection) {
    this.connection = connection;
  }

  @Override
  ResultSet result(List<Column> shape, List<@Nullable Object[]> rows) throws SQLException {
    connection.checkOpen();
    return new SpookyResultSet(connection, new MemoryRows(shape, rows));
  }

  private List<Relation> relations(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    NamePattern schemas = NamePattern.of(schema);
    NamePattern names = NamePattern.of(table);
    return relations(catalog).stream()
        .filter(relation -> schemas.matches(relation.schema()) && names.matches(relation.name()))
        .toList();
  }

  /** The table of exactly this name. */
  private List<Relation> relation(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return relations(catalog).stream()
        .filter(relation -> schema == null || relation.schema().equals(schema))
        .filter(relation -> relation.name().equals(table))
        .toList();
  }

  private List<Relation> relations(@Nullable String catalog) throws SQLException {
    List<Relation> all = new ArrayList<>();
    if (catalog == null || catalog.isEmpty()) {
      all.addAll(connection.relations());
      all.addAll(connection.systemRelations());
    }
    return all;
  }

  @Override
  public ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      String @Nullable [] types)
      throws SQLException {
    List<Relation> found =
        relations(catalog, schema, table).stream()
            .filter(
                relation ->
                    types == null
                        || Arrays.asList(types).contains(RelationRows.typeName(relation.kind())))
            .toList();
    return result(Shape.TABLES, RelationRows.tables(found));
  }

  @Override
  public ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String column)
      throws SQLException {
    List<Relation> found = relations(catalog, schema, table);
    return result(Shape.COLUMNS, RelationRows.columns(found, NamePattern.of(column)));
  }

  @Override
  public ResultSet getPrimaryKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    List<Relation> found = relation(catalog, schema, table);
    return result(Shape.PRIMARY_KEYS, RelationRows.primaryKeys(found));
  }

  @Override
  public ResultSet getIndexInfo(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      boolean unique,
      boolean approximate)
      throws SQLException {
    return result(Shape.INDEX_INFO, KeyRows.indexes(relation(catalog, schema, table), unique));
  }

  @Override
  public ResultSet getImportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return result(
        Shape.KEYS, KeyRows.imported(relations(catalog), relation(catalog, schema, table)));
  }

  @Override
  public ResultSet getExportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return result(
        Shape.KEYS, KeyRows.exported(relations(catalog), relation(catalog, schema, table)));
  }

  @Override
  public ResultSet getCrossReference(
      @Nullable String parentCatalog,
      @Nullable String parentSchema,
      @Nullable String parentTable,
      @Nullable String foreignCatalog,
      @Nullable String foreignSchema,
      @Nullable String foreignTable)
      throws SQLException {
    return result(
        Shape.KEYS,
        KeyRows.between(
            relations(foreignCatalog),
            relation(parentCatalog, parentSchema, parentTable),
            relation(foreignCatalog, foreignSchema, foreignTable)));
  }

  @Override
  public ResultSet getBestRowIdentifier(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      int scope,
      boolean nullable)
      throws SQLException {
    List<Relation> found = relation(catalog, schema, table);
    return result(Shape.ROW_IDENTIFIER, RelationRows.rowIdentifiers(found));
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return getSchemas(null, null);
  }

  @Override
  public ResultSet getSchemas(@Nullable String catalog, @Nullable String schema)
      throws SQLException {
    NamePattern names = NamePattern.of(schema);
    List<@Nullable Object[]> rows = new ArrayList<>();
    if (catalog == null || catalog.isEmpty()) {
      for (String name : connection.schemas()) {
        if (names.matches(name)) {
          rows.add(new @Nullable Object[] {name, null});
        }
      }
    }
    return result(Shape.SCHEMAS, rows);
  }

  @Override
  public ResultSet getCatalogs() throws SQLException {
    return result(Shape.CATALOGS, List.of());
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    List<@Nullable Object[]> rows =
        Arrays.stream(Relation.Kind.values())
            .map(RelationRows::typeName)
            .sorted()
            .<@Nullable Object[]>map(name -> new @Nullable Object[] {name})
            .toList();
    return result(Shape.TABLE_TYPES, rows);
  }

  @Override
  public ResultSet getTypeInfo() throws SQLException {
    return result(Shape.TYPE_INFO, TypeRows.all());
  }

  @Override
  public ResultSet getClientInfoProperties() throws SQLException {
    return result(Shape.CLIENT_INFO, List.of());
  }

  @Override
  public String getURL() {
    return connection.url();
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    return connection.isReadOnly();
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(type, this);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrappers.find(type, this) != null;
  }
}
