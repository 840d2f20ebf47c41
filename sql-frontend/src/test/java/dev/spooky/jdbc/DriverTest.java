// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spooky.engine.Spooky;
import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The driver with the engine behind it. */
@Timeout(120)
class DriverTest {
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:spooky:");
    run("CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(20), price DECIMAL(10, 2))");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }

  @Test
  void namedDatabase_isShared_privateOnesAreNot() throws SQLException {
    try (Connection one = DriverManager.getConnection("jdbc:spooky:mem:driver_test");
        Connection two = DriverManager.getConnection("jdbc:spooky:mem:driver_test");
        Connection other = DriverManager.getConnection("jdbc:spooky:")) {
      one.createStatement().execute("CREATE TABLE shared (a INTEGER)");
      assertThat(two.createStatement().executeUpdate("INSERT INTO shared VALUES (1)")).isOne();
      assertThatThrownBy(() -> other.createStatement().executeQuery("SELECT * FROM shared"))
          .isInstanceOf(SQLSyntaxErrorException.class);
      assertThat(one.unwrap(Spooky.class).query("SELECT a FROM shared").next()).isTrue();
    }
  }

  @Test
  void values_goRound() throws SQLException {
    run(
        "CREATE TABLE v (b BOOLEAN, i BIGINT, d DOUBLE, s VARCHAR, x VARBINARY, dt DATE, tm"
            + " TIME(6), ts TIMESTAMP(6), u UUID)");
    LocalDateTime now = LocalDateTime.of(2024, 2, 29, 13, 14, 15, 123456000);
    Object[] values = {
      true,
      5L,
      2.5,
      "grün",
      new byte[] {1, 2},
      now.toLocalDate(),
      now.toLocalTime(),
      now,
      UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")
    };
    Class<?>[] types = {
      Boolean.class,
      Long.class,
      Double.class,
      String.class,
      byte[].class,
      LocalDate.class,
      LocalTime.class,
      LocalDateTime.class,
      UUID.class
    };
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO v VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 1, values[i]);
      }
      assertThat(insert.executeUpdate()).isOne();
      for (int i = 0; i < values.length; i++) {
        insert.setNull(i + 1, insert.getParameterMetaData().getParameterType(i + 1));
      }
      assertThat(insert.executeUpdate()).isOne();
    }
    try (PreparedStatement select = connection.prepareStatement("SELECT * FROM v WHERE i = ?")) {
      assertThat(select.getMetaData().getColumnCount()).isEqualTo(values.length);
      select.setInt(1, 5);
      ResultSet rows = select.executeQuery();
      assertThat(rows.next()).isTrue();
      for (int i = 0; i < values.length; i++) {
        assertThat((Object) rows.getObject(i + 1, types[i])).as("i=%s", i).isEqualTo(values[i]);
      }
      assertThat(rows.next()).isFalse();
    }
    assertThat(number("SELECT COUNT(*) FROM v WHERE i IS NULL AND u IS NULL")).isOne();
  }

  @Test
  void batch_isAllOrNothing() throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?)")) {
      for (int i = 0; i < 10_000; i++) {
        insert.setInt(1, i);
        insert.setString(2, "n" + i);
        insert.setBigDecimal(3, BigDecimal.valueOf(i, 2));
        insert.addBatch();
      }
      long before = connection.unwrap(Spooky.class).tick();
      assertThat(insert.executeBatch()).hasSize(10_000).containsOnly(1);
      assertThat(connection.unwrap(Spooky.class).tick()).isEqualTo(before + 1);
      insert.setInt(1, 10_001);
      insert.addBatch();
      insert.setInt(1, 5);
      insert.addBatch();
      BatchUpdateException failure =
          catchThrowableOfType(BatchUpdateException.class, insert::executeBatch);
      assertThat((Throwable) failure)
          .hasCauseInstanceOf(SQLIntegrityConstraintViolationException.class);
    }
    assertThat(number("SELECT COUNT(*) FROM t")).isEqualTo(10_000);
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("INSERT INTO t VALUES (-1, 'a', 1)");
      statement.addBatch("INSERT INTO t VALUES (-1, 'a', 1)");
      assertThatThrownBy(statement::executeBatch).isInstanceOf(BatchUpdateException.class);
    }
    assertThat(number("SELECT COUNT(*) FROM t")).isEqualTo(10_000);
  }

  @Test
  void transactions_commitAndRollBack() throws SQLException {
    run("CREATE MATERIALIZED VIEW n AS SELECT COUNT(*) AS c FROM t");
    connection.setAutoCommit(false);
    run("INSERT INTO t VALUES (1, 'a', 1.5)");
    connection.rollback();
    run("INSERT INTO t VALUES (2, 'b', 2.5), (3, 'c', 3.5)");
    connection.commit();
    assertThat(number("SELECT c FROM n")).isEqualTo(2);
    connection.commit();
    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    run("DELETE FROM t");
    connection.rollback();
    assertThat(number("SELECT c FROM n")).isEqualTo(2);
  }

  @Test
  void subscribe_waitsForChanges() throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet changes = statement.executeQuery("SUBSCRIBE TO t WITHOUT SNAPSHOT")) {
      int name = changes.findColumn("name");
      statement.setQueryTimeout(1);
      assertThatThrownBy(changes::next).isInstanceOf(SQLTimeoutException.class);
      statement.setQueryTimeout(0);
      run("INSERT INTO t VALUES (1, 'first', 0)");
      assertThat(changes.next()).isTrue();
      assertThat(changes.getString(name)).isEqualTo("first");
      CompletableFuture<String> state =
          CompletableFuture.supplyAsync(
              () -> catchThrowableOfType(SQLException.class, changes::next).getSQLState());
      Thread.sleep(50);
      statement.cancel();
      assertThat(state.get()).isEqualTo("57014");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"result set", "statement", "connection"})
  void subscribe_endsWhenAnotherThreadCloses(String what) throws Exception {
    Connection other = DriverManager.getConnection("jdbc:spooky:");
    other.createStatement().execute("CREATE TABLE t (id INTEGER)");
    Statement statement = other.createStatement();
    ResultSet changes = statement.executeQuery("SUBSCRIBE TO t");
    CompletableFuture<Object> end =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return changes.next();
              } catch (SQLException e) {
                return e.getSQLState();
              }
            });
    Thread.sleep(50);
    assertThat(end).isNotDone();
    switch (what) {
      case "result set" -> changes.close();
      case "statement" -> statement.close();
      default -> other.close();
    }
    assertThat(end.get(10, TimeUnit.SECONDS)).isIn(false, "57014", "24000", "08003");
    other.close();
  }

  @Test
  void errors_haveStateAndPosition() {
    SQLSyntaxErrorException error =
        catchThrowableOfType(SQLSyntaxErrorException.class, () -> run("SELECT t.nix FROM t"));
    assertThat(error.getSQLState()).isEqualTo("42703");
    assertThat((Throwable) error).hasMessageContaining("line 1, column 10");
  }

  @Test
  void metadata_showsWhatIsDefined() throws SQLException {
    run("CREATE MATERIALIZED VIEW cheap AS SELECT name FROM t WHERE price < 1");
    try (ResultSet tables = connection.getMetaData().getTables(null, "public", "%", null)) {
      assertThat(tables.next()).isTrue();
      assertThat(tables.getString("TABLE_NAME")).isEqualTo("cheap");
      assertThat(tables.getString("TABLE_TYPE")).isEqualTo("MATERIALIZED VIEW");
      assertThat(tables.next()).isTrue();
      assertThat(tables.getString("TABLE_NAME")).isEqualTo("t");
    }
    try (ResultSet keys = connection.getMetaData().getPrimaryKeys(null, null, "t")) {
      assertThat(keys.next()).isTrue();
      assertThat(keys.getString("COLUMN_NAME")).isEqualTo("id");
    }
  }
}
