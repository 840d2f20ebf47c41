// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers for what there is none of (procedures, privileges): no rows. */
abstract class EmptyAnswers extends LimitAnswers {
  /** A result with the given rows. */
  abstract ResultSet result(List<Column> shape, List<@Nullable Object[]> rows) throws SQLException;

  @Override
  public final ResultSet getProcedures(
      @Nullable String catalog, @Nullable String schema, @Nullable String name)
      throws SQLException {
    return result(Shape.PROCEDURES, List.of());
  }

  @Override
  public final ResultSet getProcedureColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String name,
      @Nullable String column)
      throws SQLException {
    return result(Shape.PROCEDURE_COLUMNS, List.of());
  }

  @Override
  public final ResultSet getColumnPrivileges(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String column)
      throws SQLException {
    return result(Shape.COLUMN_PRIVILEGES, List.of());
  }

  @Override
  public final ResultSet getTablePrivileges(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return result(Shape.TABLE_PRIVILEGES, List.of());
  }

  @Override
  public final ResultSet getVersionColumns(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return result(Shape.ROW_IDENTIFIER, List.of());
  }

  @Override
  public final ResultSet getUDTs(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String name,
      int @Nullable [] types)
      throws SQLException {
    return result(Shape.UDTS, List.of());
  }

  @Override
  public final ResultSet getSuperTypes(
      @Nullable String catalog, @Nullable String schema, @Nullable String name)
      throws SQLException {
    return result(Shape.SUPER_TYPES, List.of());
  }

  @Override
  public final ResultSet getSuperTables(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return result(Shape.SUPER_TABLES, List.of());
  }

  @Override
  public final ResultSet getAttributes(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String type,
      @Nullable String attribute)
      throws SQLException {
    return result(Shape.ATTRIBUTES, List.of());
  }

  @Override
  public final ResultSet getFunctions(
      @Nullable String catalog, @Nullable String schema, @Nullable String name)
      throws SQLException {
    return result(Shape.FUNCTIONS, List.of());
  }

  @Override
  public final ResultSet getFunctionColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String name,
      @Nullable String column)
      throws SQLException {
    return result(Shape.FUNCTION_COLUMNS, List.of());
  }

  @Override
  public final ResultSet getPseudoColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String column)
      throws SQLException {
    return result(Shape.PSEUDO_COLUMNS, List.of());
  }
}
