// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.corpus;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table, each once for as many as are equal.
 *
 * @param name the table
 * @param rows distinct rows; the last value of each is how many there are
 * @param insert adds a row
 * @param delete takes all rows away that are equal to one
 */
record TableRows(String name, List<@Nullable Object[]> rows, String insert, String delete) {
  /** All tables of a database with their rows. */
  static List<TableRows> all(Connection connection) throws SQLException {
    List<TableRows> all = new ArrayList<>();
    try (ResultSet tables =
        connection.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        all.add(of(connection, '"' + tables.getString("TABLE_NAME") + '"'));
      }
    }
    return all;
  }

  private static TableRows of(Connection connection, String name) throws SQLException {
    List<String> columns = new ArrayList<>();
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet empty = statement.executeQuery("SELECT * FROM " + name + " LIMIT 0")) {
      for (int i = 1; i <= empty.getMetaData().getColumnCount(); i++) {
        columns.add('"' + empty.getMetaData().getColumnName(i) + '"');
      }
    }
    String list = String.join(", ", columns);
    String grouped = "SELECT " + list + ", COUNT(*) FROM " + name + " GROUP BY " + list;
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(grouped)) {
      while (result.next()) {
        Object[] row = new Object[columns.size() + 1];
        for (int i = 0; i < row.length; i++) {
          row[i] = result.getObject(i + 1);
        }
        rows.add(row);
      }
    }
    String marks =
        IntStream.range(0, columns.size()).mapToObj(i -> "?").collect(Collectors.joining(", "));
    String equal =
        columns.stream()
            .map(column -> column + " IS NOT DISTINCT FROM ?")
            .collect(Collectors.joining(" AND "));
    return new TableRows(
        name,
        rows,
        "INSERT INTO " + name + " (" + list + ") VALUES (" + marks + ")",
        "DELETE FROM " + name + " WHERE " + equal);
  }

  /** Brings a row in as often as it was there, or takes it away. */
  void move(Connection connection, int index, boolean in) {
    @Nullable Object[] row = rows.get(index);
    try (PreparedStatement statement = connection.prepareStatement(in ? insert : delete)) {
      for (int i = 0; i < row.length - 1; i++) {
        statement.setObject(i + 1, row[i]);
      }
      Object copies = row[row.length - 1];
      int times = in && copies instanceof Number number ? number.intValue() : 1;
      for (int i = 0; i < times; i++) {
        statement.executeUpdate();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(name + ": " + e.getMessage(), e);
    }
  }
}
