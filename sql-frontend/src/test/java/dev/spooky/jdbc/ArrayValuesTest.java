// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrays in and out of the engine, in all forms that programs have them. */
class ArrayValuesTest {
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:spooky:");
    statement = connection.createStatement();
    statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER ARRAY, s VARCHAR[])");
    statement.execute("CREATE TABLE short (s VARCHAR(3) ARRAY)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private String query(String sql, @Nullable Object... parameters) throws SQLException {
    StringBuilder text = new StringBuilder();
    try (PreparedStatement prepared = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        prepared.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = prepared.executeQuery()) {
        while (rows.next()) {
          text.append(text.isEmpty() ? "" : " ").append(rows.getString(1));
        }
      }
    }
    return text.toString();
  }

  @Test
  void arraysOfAllForms_canBeBound() throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?)")) {
      Object[] forms = {
        connection.createArrayOf("INTEGER", new Object[] {1, null, 3}),
        new int[] {4, 5},
        new Integer[] {6},
        List.of(7L, "8"),
        "{9,NULL}",
        new Object[0]
      };
      for (int i = 0; i < forms.length; i++) {
        insert.setInt(1, i);
        insert.setObject(2, forms[i]);
        insert.setArray(3, connection.createArrayOf("text", new Object[] {"x, y", "", null}));
        insert.addBatch();
      }
      insert.executeBatch();
      insert.setInt(1, 100);
      insert.setNull(2, Types.ARRAY);
      insert.setArray(3, null);
      insert.executeUpdate();
      assertThat(insert.getParameterMetaData().getParameterTypeName(2)).isEqualTo("INTEGER ARRAY");
    }
    assertThat(query("SELECT a FROM t ORDER BY id"))
        .isEqualTo("{1,NULL,3} {4,5} {6} {7,8} {9,NULL} {} null");
    assertThat(query("SELECT DISTINCT s FROM t WHERE s IS NOT NULL"))
        .isEqualTo("{\"x, y\",\"\",NULL}");
  }

  @Test
  void arraysCanBeRead() throws SQLException {
    statement.execute("INSERT INTO t VALUES (1, ARRAY[1, NULL, 3], NULL)");
    try (ResultSet rows = statement.executeQuery("SELECT a, s FROM t")) {
      assertThat(rows.getMetaData().getColumnType(1)).isEqualTo(Types.ARRAY);
      assertThat(rows.getMetaData().getColumnTypeName(1)).isEqualTo("INTEGER ARRAY");
      assertThat(rows.getMetaData().getColumnClassName(1)).isEqualTo("java.sql.Array");
      assertThat(rows.next()).isTrue();
      Array array = rows.getArray("a");
      assertThat(array.getBaseType()).isEqualTo(Types.INTEGER);
      assertThat(array.getBaseTypeName()).isEqualTo("INTEGER");
      assertThat(array.getArray()).isEqualTo(new Integer[] {1, null, 3});
      assertThat(array.getArray(2, 2)).isEqualTo(new Integer[] {null, 3});
      try (ResultSet elements = array.getResultSet(2, 2)) {
        assertThat(elements.next()).isTrue();
        assertThat(elements.getInt(1)).isEqualTo(2);
        assertThat(elements.getObject(2)).isNull();
        assertThat(elements.next()).isTrue();
        assertThat(elements.getInt(2)).isEqualTo(3);
        assertThat(elements.next()).isFalse();
      }
      assertThat(rows.getObject(1)).isInstanceOf(Array.class);
      assertThat((Object) rows.getObject(1, List.class)).isEqualTo(Arrays.asList(1, null, 3));
      assertThat(rows.getArray(2)).isNull();
      assertThat(rows.wasNull()).isTrue();
      assertThatThrownBy(() -> array.getArray(2, 3)).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> rows.getInt(1)).isInstanceOf(SQLException.class);
      array.free();
      assertThatThrownBy(array::getArray).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void elementsOfEveryType_comeBack() throws SQLException {
    statement.execute(
        "CREATE TABLE e (b BOOLEAN ARRAY, y TINYINT ARRAY, l BIGINT ARRAY, r REAL ARRAY,"
            + " d DOUBLE ARRAY, p DECIMAL(9, 2) ARRAY, w DECIMAL(30, 3) ARRAY, t DATE ARRAY,"
            + " m TIMESTAMP ARRAY, u UUID ARRAY, c CHAR(3) ARRAY, n INTEGER ARRAY ARRAY)");
    UUID id = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    Timestamp moment = Timestamp.valueOf("2024-02-29 13:14:15.123456");
    Object[][] values = {
      {true, null, false},
      {-128, 127},
      {Long.MIN_VALUE, -1L, 0L},
      {-1.5f, Float.NaN},
      {1e300, -0.25},
      {new BigDecimal("-1234567.89")},
      {new BigDecimal("-123456789012345678901234567.891"), new BigDecimal("0.001")},
      {Date.valueOf("1969-12-31")},
      {moment},
      {id},
      {"a  ", "abc"},
      {new Integer[] {1, null}, new Integer[0]}
    };
    String sql = "INSERT INTO e VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 1, values[i]);
      }
      insert.executeUpdate();
    }
    try (ResultSet rows = statement.executeQuery("SELECT * FROM e")) {
      rows.next();
      for (int i = 0; i < values.length; i++) {
        Object[] read = (Object[]) rows.getArray(i + 1).getArray();
        assertThat(Arrays.deepToString(read)).isEqualTo(Arrays.deepToString(values[i]));
      }
    }
    assertThat(
            query(
                "SELECT COUNT(*) FROM e WHERE CAST(CAST(m AS VARCHAR) AS TIMESTAMP ARRAY) = m"
                    + " AND CAST(CAST(w AS VARCHAR) AS DECIMAL(30, 3) ARRAY) = w"
                    + " AND CAST(CAST(n AS VARCHAR) AS INTEGER ARRAY ARRAY) = n"
                    + " AND CAST(CAST(d AS VARCHAR) AS DOUBLE ARRAY) = d"))
        .isEqualTo("1");
  }

  @Test
  void parametersBesideArrays_haveTheirTypes() throws SQLException {
    statement.execute("INSERT INTO t VALUES (1, ARRAY[1, 3], NULL), (2, ARRAY[4], ARRAY['x'])");
    assertThat(query("SELECT id FROM t WHERE id = ANY(?)", new int[] {2, 5})).isEqualTo("2");
    assertThat(query("SELECT id FROM t WHERE ? = ANY(a)", 3)).isEqualTo("1");
    assertThat(query("SELECT a || ? FROM t WHERE id = ?", new int[] {7}, 2)).isEqualTo("{4,7}");
    assertThat(query("SELECT a[?] FROM t WHERE id = 1", 2)).isEqualTo("3");
    assertThat(query("SELECT array_append(a, ?) FROM t WHERE id = 2", 9)).isEqualTo("{4,9}");
    assertThat(query("SELECT id FROM t WHERE a = ?", List.of(4))).isEqualTo("2");
    assertThat(query("SELECT SUM(x) FROM UNNEST(CAST(? AS INT[])) AS u(x)", new int[] {7, 8}))
        .isEqualTo("15");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INSERT INTO t VALUES (1, '{1,x}', NULL)|22P02",
        "INSERT INTO t VALUES (1, '{1', NULL)|22P02",
        "INSERT INTO t VALUES (1, '1,2', NULL)|22P02",
        "INSERT INTO t VALUES (1, '{1,,2}', NULL)|22P02",
        "INSERT INTO t VALUES (1, '{{1}}', NULL)|22P02",
        "INSERT INTO t VALUES (1, ARRAY[10000000000], NULL)|22003",
        "INSERT INTO t VALUES (1, 5, NULL)|42804",
        "INSERT INTO short VALUES (ARRAY['abc', 'abcd'])|22001",
        "INSERT INTO short VALUES ('{abcd}')|22001",
        "SELECT TRIM_ARRAY(ARRAY[1], 2)|22003",
        "SELECT CAST(ARRAY[1000] AS TINYINT ARRAY)|22003",
        "SELECT ARRAY[1, DATE '2024-01-01']|42846",
        "SELECT * FROM UNNEST(5)|42883",
        "SELECT CARDINALITY(5)|42883",
        "SELECT ARRAY_APPEND(5, 5)|42883",
        "SELECT MULTISET[1]|0A000",
        "SELECT COLLECT(id) FROM t|0A000",
        "CREATE TABLE u (a ROW(x INTEGER))|0A000",
        "CREATE TABLE u (a INTEGER MULTISET)|0A000"
      })
  void badInput_isRefused(String sql, String state) {
    assertThatThrownBy(() -> statement.execute(sql))
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state));
  }

  @Test
  void badObjects_areRefused() throws SQLException {
    String sql = "UPDATE t SET a = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (Object bad : new Object[] {5, new Object[] {"x"}, new long[] {1L << 40}, true}) {
        assertThatThrownBy(
                () -> {
                  update.setObject(1, bad);
                  update.executeUpdate();
                })
            .as("%s", bad)
            .isInstanceOf(SQLException.class);
      }
    }
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO short VALUES (?)")) {
      for (Object bad : new Object[] {"{abcd}", new String[] {"abcd"}}) {
        insert.setObject(1, bad);
        assertThatThrownBy(insert::executeUpdate)
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22001"));
      }
    }
    assertThatThrownBy(() -> connection.createArrayOf("nonsense", new Object[0]))
        .isInstanceOf(SQLException.class);
  }
}
