// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.tpc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** DuckDB in memory, with NULLs ordered as PostgreSQL does. */
final class DuckDb implements AutoCloseable {
  private final DuckDBConnection connection;
  private final Statement statement;

  DuckDb() throws SQLException {
    Connection plain = DriverManager.getConnection("jdbc:duckdb:");
    connection = plain.unwrap(DuckDBConnection.class);
    statement = connection.createStatement();
    statement.execute("SET default_null_order = 'nulls_last_on_asc_first_on_desc'");
    statement.execute("SET integer_division = true"); // as the standard and here
    statement.execute("SET threads = 1");
    statement.execute("SET memory_limit = '1GB'");
  }

  /** Makes a table without its keys: deletes and inserts are quicker so. */
  void create(TestTable table) throws SQLException {
    statement.execute(
        table.create().replaceAll(",\\s*PRIMARY KEY \\([^)]*\\)", "").replace("PRIMARY KEY", ""));
  }

  /** Makes a table hold exactly these rows. */
  void fill(TestTable table) throws SQLException {
    statement.execute("DELETE FROM " + table.name());
    try (DuckDBAppender appender = connection.createAppender("main", table.name())) {
      for (@Nullable Object[] row : table.rows()) {
        appender.beginRow();
        for (Object value : row) {
          append(appender, value);
        }
        appender.endRow();
      }
    }
  }

  private static void append(DuckDBAppender appender, @Nullable Object value) throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else if (value instanceof Integer number) {
      appender.append(number.intValue());
    } else if (value instanceof Long number) {
      appender.append(number.longValue());
    } else if (value instanceof BigDecimal number) {
      appender.append(number);
    } else if (value instanceof LocalDate date) {
      appender.append(date);
    } else {
      appender.append((String) value);
    }
  }

  /** How many columns a query has. */
  int columns(String query) throws SQLException {
    try (Statement own = connection.createStatement();
        ResultSet rows = own.executeQuery("SELECT * FROM (" + query + ") LIMIT 0")) {
      return rows.getMetaData().getColumnCount();
    }
  }

  List<List<@Nullable Object>> query(String sql) throws SQLException {
    List<List<@Nullable Object>> all = new ArrayList<>();
    try (Statement own = connection.createStatement();
        ResultSet rows = own.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<@Nullable Object> row = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
          row.add(rows.getObject(i));
        }
        all.add(row);
      }
    }
    return all;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
