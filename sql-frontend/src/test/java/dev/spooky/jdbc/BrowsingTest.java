// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a generic tool asks when its user opens the tree of a database, from schemas to columns. */
class BrowsingTest {
  /** Reads all cells; gives the values of one column. */
  private static List<String> read(ResultSet rows, String column) throws SQLException {
    List<String> values = new ArrayList<>();
    try (rows) {
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          Object value = rows.getObject(i);
          assertThat(rows.wasNull()).isEqualTo(value == null);
        }
        values.add(rows.getString(column));
      }
    }
    return values;
  }

  private static void define(Statement statement) throws SQLException {
    statement.execute("CREATE SCHEMA s");
    statement.execute("CREATE TABLE p (a INT PRIMARY KEY, t TIMESTAMP, x DECIMAL(9, 3))");
    statement.execute("CREATE TABLE s.f (a INT REFERENCES p, b VARCHAR(5) UNIQUE, CHECK (a > 0))");
    statement.execute("CREATE INDEX i ON s.f (a)");
    statement.execute("CREATE VIEW v AS SELECT a FROM p");
    statement.execute(
        "CREATE MATERIALIZED VIEW s.m ON ERROR SUSPEND AS SELECT 1 / a AS q FROM public.p");
    statement.execute("INSERT INTO p (a) VALUES (0), (1)");
  }

  @Test
  void everyRelation_canBeOpened() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:spooky:");
        Statement statement = connection.createStatement()) {
      define(statement);
      DatabaseMetaData meta = connection.getMetaData();
      assertThat(read(meta.getCatalogs(), "TABLE_CAT")).isEmpty();
      read(meta.getTableTypes(), "TABLE_TYPE");
      read(meta.getTypeInfo(), "TYPE_NAME");
      List<String> opened = new ArrayList<>();
      for (String schema : read(meta.getSchemas(), "TABLE_SCHEM")) {
        read(meta.getProcedures(null, schema, "%"), "PROCEDURE_NAME");
        read(meta.getFunctions(null, schema, "%"), "FUNCTION_NAME");
        read(meta.getUDTs(null, schema, "%", null), "TYPE_NAME");
        for (String table : read(meta.getTables(null, schema, "%", null), "TABLE_NAME")) {
          open(meta, statement, schema, table);
          opened.add(schema + "." + table);
        }
      }
      assertThat(opened)
          .contains(
              "public.p",
              "public.v",
              "s.f",
              "s.m",
              "information_schema.columns",
              "spooky.spooky_errors",
              "spooky.spooky_memory");
    }
  }

  private static void open(DatabaseMetaData meta, Statement statement, String schema, String table)
      throws SQLException {
    List<String> columns = read(meta.getColumns(null, schema, table, "%"), "COLUMN_NAME");
    assertThat(columns).isNotEmpty();
    read(meta.getPrimaryKeys(null, schema, table), "COLUMN_NAME");
    read(meta.getImportedKeys(null, schema, table), "PKTABLE_NAME");
    read(meta.getExportedKeys(null, schema, table), "FKTABLE_NAME");
    read(meta.getIndexInfo(null, schema, table, false, true), "INDEX_NAME");
    read(meta.getBestRowIdentifier(null, schema, table, 0, true), "COLUMN_NAME");
    read(meta.getTablePrivileges(null, schema, table), "PRIVILEGE");
    String select = "SELECT * FROM \"" + schema + "\".\"" + table + "\"";
    if (table.equals("m")) {
      return; // suspended
    }
    read(statement.executeQuery(select + " ORDER BY 1 LIMIT 200"), columns.get(0));
  }

  @Test
  void systemViews_agreeWithTheMetadata() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:spooky:");
        Statement statement = connection.createStatement()) {
      define(statement);
      assertThat(read(statement.executeQuery("SELECT * FROM spooky_errors"), "source_row"))
          .containsExactly("(a=0, t=NULL, x=NULL)");
      DatabaseMetaData meta = connection.getMetaData();
      List<String> byDriver = read(meta.getColumns(null, null, "%", "%"), "COLUMN_NAME");
      List<String> byView =
          read(
              statement.executeQuery("SELECT column_name FROM information_schema.columns"),
              "column_name");
      assertThat(byView).containsExactlyInAnyOrderElementsOf(byDriver);
    }
  }
}
