// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a program gets for bad input over JDBC: SQLSTATE, place, words; and nothing has changed. */
@Timeout(120)
class BadInputTest {
  private static final int TEN_MB = 10 << 20;

  @TempDir private Path folder;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:spooky:?copyFolder=" + folder);
    run("CREATE TABLE t (id BIGINT PRIMARY KEY, a INTEGER NOT NULL, v VARCHAR(8), d DATE)");
    run("CREATE TABLE s (id BIGINT, a INTEGER)");
    run("INSERT INTO t VALUES (1, 10, 'one', DATE '2024-01-01'), (2, 20, 'two', NULL)");
    run("CREATE MATERIALIZED VIEW w AS SELECT a, COUNT(*) AS n FROM t GROUP BY a");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String state() throws SQLException {
    StringJoiner state = new StringJoiner("\n");
    try (ResultSet tables = connection.getMetaData().getTables(null, null, "%", null)) {
      while (tables.next()) {
        state.add(tables.getString("TABLE_NAME"));
      }
    }
    for (String table : new String[] {"t", "s", "w"}) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1")) {
        while (rows.next()) {
          state.add(rows.getString(1) + rows.getString(2));
        }
      }
    }
    return state.toString();
  }

  private SQLException failure(String sql) throws SQLException {
    String before = state();
    SQLException e = catchThrowableOfType(SQLException.class, () -> run(sql));
    assertThat((Throwable) e).as(sql.length() > 200 ? sql.substring(0, 200) : sql).isNotNull();
    assertThat(state()).isEqualTo(before);
    return e;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "SELEC 1~42601~line 1, column 1~SELEC",
        "SELECT 1 +~42601~line 1, column~end",
        "SELECT (1~42601~line 1, column~)",
        "SELECT 'abc~42601~line 1, column 8~closing quote",
        "SELECT \"abc~42601~line 1, column~",
        "SELECT 1 /* abc~42601~line 1~comment",
        "SELECT FROM t~42601~line 1, column 8~FROM",
        "SELECT * FROM t WHERE~42601~line 1~",
        "SELECT * FORM t~42601~line 1, column~",
        "CREATE TABLE u ()~42601~line 1~)",
        "CREATE TABLE u (a)~42601~line 1~",
        "CREATE TABLE t (a INTEGER)~42P07~line 1, column 14~'t'",
        "CREATE TABLE u (a INTEGER, a INTEGER)~42701~line 1, column 28~'a'",
        "CREATE TABLE u (a INTEGER, PRIMARY KEY (b))~42703~line 1~'b'",
        "CREATE TABLE u (a NUMBR)~42704~line 1, column 19~numbr",
        "CREATE VIEW t AS SELECT 1 AS a~42P07~line 1~'t'",
        "CREATE VIEW x AS SELECT a, a FROM t~42701~line 1~'a'",
        "CREATE VIEW x (p, q) AS SELECT 1 AS a~42601~line 1~",
        "CREATE MATERIALIZED VIEW x AS SELECT nope FROM t~42703~line 1, column 38~'nope'",
        "CREATE MATERIALIZED VIEW x AS SELECT 1 / (a - 10) AS q FROM t~22012~line 1~zero",
        "DROP TABLE nosuch~42P01~line 1, column 12~'nosuch'",
        "DROP TABLE t~2BP01~~'w'",
        "DROP VIEW t~42809~line 1~'t'",
        "INSERT INTO t VALUES (1, 1, 'x', NULL)~23505~~(id=1)",
        "INSERT INTO t VALUES (3, NULL, 'x', NULL)~23502~~'a'",
        "INSERT INTO t (id, a) VALUES (3)~42601~line 1, column 30~2 columns",
        "INSERT INTO t (id, a) VALUES (3, 'x')~22P02~~x",
        "INSERT INTO t (id, a, v) VALUES (3, 1, 'far too long')~22001~~'v'",
        "INSERT INTO t (id, a) VALUES (3, 3000000000)~22003~~",
        "INSERT INTO t (id, a, d) VALUES (3, 1, '2024-02-30')~22007~~2024-02-30",
        "INSERT INTO w VALUES (1, 1)~42809~line 1, column 13~'w'",
        "UPDATE t SET a = NULL~23502~~'a'",
        "UPDATE t SET id = 1~23505~~(id=1)",
        "UPDATE t SET a = a / 0~22012~line 1, column 18~zero",
        "UPDATE t SET a = a * 2000000000~22003~line 1, column 18~integer",
        "UPDATE t SET v = v || ' and more'~22001~~'v'",
        "DELETE FROM t WHERE 1 / (a - 10) = 1~22012~line 1, column 21~zero",
        "SELECT 99999999999999999999999999999999999999999~22003~line 1, column 8~99999",
        "SELECT 1e400~22003~line 1, column 8~1",
        "SELECT CAST('x' AS INTEGER)~22P02~~x",
        "SELECT DATE '2024-13-01'~22007~line 1, column 8~2024-13-01",
        "SELECT INTERVAL '25:00' HOUR TO MINUTE || 1~42883~line 1~",
        "SELECT x.a FROM t~42P01~line 1, column 8~'x'",
        "SELECT id FROM t, s~42702~line 1, column 8~'id'",
        "SELECT a FROM t GROUP BY v~42803~line 1, column 8~'a'",
        "SELECT nosuch(1)~42883~line 1, column 8~nosuch",
        "SELECT a LIKE 1 FROM t~42883~line 1~LIKE",
        "SELECT 1 FROM t LIMIT -1~42601~line 1~-",
        "SELECT MULTISET[1]~0A000~line 1, column 8~MULTISET",
        "SUBSCRIBE TO nosuch~42P01~line 1~'nosuch'",
        "EXPLAIN SELECT nope FROM t~42703~line 1~'nope'",
        "COPY t FROM 'no.csv'~58030~line 1~no.csv",
        "COPY t FROM '../x.csv'~42501~line 1~x.csv",
        "COPY t FROM 'a.csv' (FORMAT XML)~22023~line 1, column 22~CSV or JSON",
        "COMMIT now~42601~line 1~",
        "SET nosuch = 1~42704~~'nosuch'",
      })
  void badStatement_isRefused_andNothingChanges(
      String sql, String sqlState, String place, String words) throws SQLException {
    SQLException e = failure(sql);
    assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(sqlState);
    assertThat(e.getMessage())
        .contains(place == null ? "" : place)
        .containsIgnoringCase(words == null ? "" : words)
        .doesNotContain("Exception");
  }

  static Stream<String[]> files() {
    return Stream.of(
        new String[] {"a.csv", "3,1,x,2024-01-01\n4,2,y\n", "22P04", "a.csv:2: 3 values, but 4"},
        new String[] {"a.csv", "3,1,x,2024-01-01,5\n", "22P04", "a.csv:1: 5 values, but 4"},
        new String[] {"a.csv", "3,1,\"x,2024-01-01\n", "22P04", "a.csv:1"},
        new String[] {"a.csv", "3,one,x,\n", "22P04", "a.csv:1: column 'a'"},
        new String[] {"a.csv", "3,,x,\n", "23502", "a.csv:1: column 'a'"},
        new String[] {"a.csv", "3,1,far too long,\n", "22001", "a.csv:1: column 'v'"},
        new String[] {"a.csv", "3,1,x,yesterday\n", "22P04", "a.csv:1: column 'd'"},
        new String[] {"a.csv", "3,1,x,\n1,1,y,\n", "23505", "(id=1)"},
        new String[] {"a.csv", "3,1,\u00ff\n", "22P04", "a.csv:1: invalid UTF-8 at byte 4"},
        new String[] {"a.json", "{\"id\": 3, \"a\": 1}\n{\"id\": 4, \"a\"", "22P04", "a.json:2"},
        new String[] {"a.json", "[{\"id\": 3, \"a\": 1}, {\"id\": 4", "22P04", "a.json"},
        new String[] {"a.json", "{\"id\": 3, \"a\": 1, \"z\": 1}\n", "22P04", "'z'"},
        new String[] {"a.json", "{\"id\": 3, \"a\": [1]}\n", "22P04", "column 'a'"},
        new String[] {"a.json", "{\"id\": 3, \"a\": \"one\"}\n", "22P04", "column 'a'"},
        new String[] {"a.json", "{\"id\": 3}\n", "23502", "column 'a'"});
  }

  @ParameterizedTest
  @MethodSource("files")
  void badFile_isRefused_andNothingChanges(String file, String text, String sqlState, String words)
      throws SQLException, IOException {
    boolean utf8 = !words.contains("UTF-8");
    Files.write(
        folder.resolve(file),
        text.getBytes(utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
    SQLException e = failure("COPY t FROM '" + file + "'");
    assertThat(e.getMessage()).contains(words);
    assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(sqlState);
  }

  static Stream<String[]> hugeStatements() {
    return Stream.of(
        new String[] {"SELECT " + "(".repeat(10_000) + "1" + ")".repeat(10_000), "54001"},
        new String[] {"SELECT " + "NOT ".repeat(10_000) + "TRUE", "54001"},
        new String[] {"SELECT 1" + " + 1".repeat(100_000), "54001"},
        new String[] {"SELECT 1" + " UNION ALL SELECT 1".repeat(20_000), "54001"},
        new String[] {
          "SELECT * FROM " + "(SELECT * FROM ".repeat(5000) + "t" + ")".repeat(5000), "54001"
        },
        new String[] {"SELECT " + "ABS(".repeat(5000) + "1" + ")".repeat(5000), "54001"},
        new String[] {"SELECT " + "1".repeat(TEN_MB), "22003"},
        new String[] {"SELECT 0." + "1".repeat(TEN_MB), "22003"},
        new String[] {"SELECT 1e99999999999", "22003"},
        new String[] {"SELECT " + "x".repeat(TEN_MB), "42602"},
        new String[] {"SELECT '" + "x".repeat(2 * TEN_MB) + "'", "54000"},
        new String[] {
          "INSERT INTO t (id, a, v) VALUES (3, 1, '" + "x".repeat(TEN_MB) + "')", "22001"
        });
  }

  @ParameterizedTest
  @MethodSource("hugeStatements")
  void hugeStatement_isAClearError(String sql, String sqlState) throws SQLException {
    SQLException e = failure(sql);
    assertThat(e.getMessage()).hasSizeLessThan(500);
    assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(sqlState);
  }

  @Test
  void tenMegabytes_areAValueLikeAnother() throws SQLException {
    run("CREATE TABLE big (id BIGINT PRIMARY KEY, v VARCHAR)");
    String value = "ä".repeat(TEN_MB / 2);
    run("INSERT INTO big VALUES (1, '" + value + "')");
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO big VALUES (2, ?)")) {
      insert.setString(1, value);
      insert.executeUpdate();
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT v FROM big")) {
      while (rows.next()) {
        assertThat(rows.getString(1).equals(value)).isTrue();
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO t (id, a) VALUES (?, 1)")) {
      insert.setString(1, "1".repeat(TEN_MB));
      SQLException e = catchThrowableOfType(SQLException.class, insert::executeUpdate);
      assertThat(e.getSQLState()).isEqualTo("22003");
    }
  }

  @Test
  void wrongParameters_areRefused() throws SQLException {
    String before = state();
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO t (id, a, v) VALUES (?, ?, ?)")) {
      insert.setLong(1, 3);
      assertState("07001", insert::executeUpdate);
      assertState("07009", () -> insert.setInt(4, 1));
      assertState("07009", () -> insert.setInt(0, 1));
      insert.setString(2, "one");
      insert.setString(3, "x");
      assertState("22P02", insert::executeUpdate);
      insert.setObject(2, new BigDecimal("1e999999999"));
      assertState("22003", insert::executeUpdate);
      insert.setNull(2, Types.INTEGER);
      assertState("23502", insert::executeUpdate);
    }
    assertThat(state()).isEqualTo(before);
  }

  private static void assertState(String sqlState, ThrowingCallable action) {
    SQLException e = catchThrowableOfType(SQLException.class, action);
    assertThat((Throwable) e).isNotNull();
    assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(sqlState);
  }

  @ParameterizedTest
  @CsvSource({
    "initial", "value", "year", "rank", "count", "month", "day", "start", "result", "type"
  })
  void commonWords_areNamesOfColumns(String word) throws SQLException {
    run("CREATE TABLE words (" + word + " INTEGER PRIMARY KEY, other INTEGER)");
    run("INSERT INTO words (" + word + ", other) VALUES (1, 2)");
    run("UPDATE words SET " + word + " = " + word + " + 1 WHERE words." + word + " = 1");
    run(
        "CREATE MATERIALIZED VIEW x AS SELECT "
            + word
            + ", COUNT(*) AS n FROM words GROUP BY "
            + word);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT " + word + " FROM x ORDER BY " + word)) {
      assertThat(rows.getMetaData().getColumnLabel(1)).isEqualTo(word);
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(word)).isEqualTo(2);
    }
  }
}
