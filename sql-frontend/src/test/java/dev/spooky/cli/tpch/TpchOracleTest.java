// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Appender;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The eight views of TPC-H against H2: loaded, without a random third of the rows, and whole again.
 */
class TpchOracleTest {
  private static final double SCALE = Double.parseDouble(System.getProperty("spooky.tpch", "0.01"));
  private static final long SEED = 20;
  private static final List<String> SHRUNK = List.of("lineitem", "orders", "customer", "part");

  @Test
  void views_equalH2_whileRowsGoAndComeBack() throws SQLException, IOException {
    try (Spooky database = Spooky.open();
        Session session = database.session();
        Connection h2 = DriverManager.getConnection("jdbc:h2:mem:tpch")) {
      TpchExample.createTables(session);
      for (String query : TpchExample.QUERIES.subList(0, 4)) {
        session.execute(session.split(TpchExample.sql(query + ".sql")).get(0));
      }
      TpchExample.load(session, SCALE);
      for (String query : TpchExample.QUERIES.subList(4, 8)) {
        session.execute(session.split(TpchExample.sql(query + ".sql")).get(0));
      }
      copyToH2(session, h2);
      compare(session, h2, "loaded");
      List<List<List<@Nullable Object>>> taken = new ArrayList<>();
      Random random = new Random(SEED);
      for (String table : SHRUNK) {
        taken.add(takeThird(session, h2, table, random));
      }
      compare(session, h2, "without a third, seed=" + SEED);
      for (int i = 0; i < SHRUNK.size(); i++) {
        putBack(session, h2, SHRUNK.get(i), taken.get(i));
      }
      compare(session, h2, "whole again, seed=" + SEED);
    }
  }

  private static void copyToH2(Session session, Connection h2) throws SQLException, IOException {
    try (Statement statement = h2.createStatement()) {
      for (String create : session.split(TpchExample.sql("schema.sql"))) {
        statement.execute(create);
      }
    }
    for (String table :
        List.of(
            "region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem")) {
      insertH2(h2, table, rows(session, "SELECT * FROM " + table));
    }
  }

  private static List<List<@Nullable Object>> rows(Session session, String sql) {
    List<List<@Nullable Object>> all = new ArrayList<>();
    try (Rows rows = session.execute(sql).rows().orElseThrow()) {
      while (rows.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < rows.columns().size(); i++) {
          row.add(rows.getObject(i));
        }
        all.add(row);
      }
    }
    return all;
  }

  private static void insertH2(Connection h2, String table, List<List<@Nullable Object>> rows)
      throws SQLException {
    String marks = String.join(", ", Collections.nCopies(rows.get(0).size(), "?"));
    try (PreparedStatement insert =
        h2.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
      for (List<@Nullable Object> row : rows) {
        for (int i = 0; i < row.size(); i++) {
          insert.setObject(i + 1, row.get(i));
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static List<List<@Nullable Object>> takeThird(
      Session session, Connection h2, String table, Random random) throws SQLException {
    List<List<@Nullable Object>> all = rows(session, "SELECT * FROM " + table);
    Collections.shuffle(all, random);
    List<List<@Nullable Object>> taken = all.subList(0, all.size() / 3);
    boolean item = table.equals("lineitem");
    String key =
        table.equals("orders")
            ? "o_orderkey"
            : table.charAt(0) + "_" + (table.equals("part") ? "partkey" : "custkey");
    String where = item ? "l_orderkey = ? AND l_linenumber = ?" : key + " = ?";
    try (Appender appender = session.appender(table);
        PreparedStatement delete =
            h2.prepareStatement("DELETE FROM " + table + " WHERE " + where)) {
      for (List<@Nullable Object> row : taken) {
        row.forEach(appender::appendObject);
        appender.endDeletedRow();
        delete.setObject(1, row.get(0));
        if (item) {
          delete.setObject(2, row.get(3));
        }
        delete.addBatch();
        if (appender.pendingRows() == 1000) {
          appender.flush();
        }
      }
      delete.executeBatch();
    }
    return taken;
  }

  private static void putBack(
      Session session, Connection h2, String table, List<List<@Nullable Object>> rows)
      throws SQLException {
    try (Appender appender = session.appender(table)) {
      for (List<@Nullable Object> row : rows) {
        row.forEach(appender::appendObject);
        appender.endRow();
      }
    }
    insertH2(h2, table, rows);
  }

  private static void compare(Session session, Connection h2, String when)
      throws SQLException, IOException {
    for (String query : TpchExample.QUERIES) {
      String create = session.split(TpchExample.sql(query + ".sql")).get(0);
      String select = create.substring(create.indexOf("SELECT"));
      List<String> expected = new ArrayList<>();
      try (Statement statement = h2.createStatement();
          ResultSet rows = statement.executeQuery(select)) {
        while (rows.next()) {
          StringBuilder row = new StringBuilder();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            Object value = rows.getObject(i);
            row.append(text(value instanceof java.sql.Date date ? date.toLocalDate() : value));
          }
          expected.add(row.toString());
        }
      }
      List<String> actual =
          new ArrayList<>(
              rows(session, "SELECT * FROM " + query).stream()
                  .map(row -> String.join("", row.stream().map(TpchOracleTest::text).toList()))
                  .toList());
      Collections.sort(expected);
      Collections.sort(actual);
      assertThat(actual).as(query + " " + when).isEqualTo(expected);
    }
  }

  /** Quotients differ in their last places: nine significant digits are compared. */
  private static String text(@Nullable Object value) {
    if (value instanceof Number number) {
      BigDecimal exact = new BigDecimal(number.toString()).round(new MathContext(9));
      return exact.stripTrailingZeros().toPlainString() + "|";
    }
    return value + "|";
  }
}
