// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spooky.engine.Appender;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SpookyOptions;
import dev.spooky.sql.error.SpookySqlException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
  private static Spooky withRows(SpookyOptions options, int rows) {
    Spooky spooky = Spooky.open(options);
    spooky.execute("CREATE TABLE t (a INT PRIMARY KEY, b VARCHAR)");
    fill(spooky, 0, rows);
    return spooky;
  }

  private static void fill(Spooky spooky, int from, int rows) {
    try (Appender appender = spooky.appender("t")) {
      for (int i = from; i < from + rows; i++) {
        appender.append(i).append("text of row " + i).endRow();
      }
    }
  }

  private static void fails(ThrowingCallable action, String sqlState, String text) {
    SpookySqlException e = catchThrowableOfType(SpookySqlException.class, action);
    assertThat(e).isNotNull();
    assertThat(e.sqlState()).as(e.getMessage()).isEqualTo(sqlState);
    assertThat(e.getMessage()).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT COUNT(*) FROM t x, t y, t z WHERE x.a + y.a + z.a < 0",
        "INSERT INTO u SELECT x.a + y.a + z.a FROM t x, t y, t z WHERE x.a + y.a + z.a < 0",
        "UPDATE u SET a = 1 WHERE a < (SELECT MAX(x.a) FROM t x, t y, t z WHERE x.a + y.a + z.a <"
            + " 0)",
        "CREATE MATERIALIZED VIEW v AS SELECT COUNT(*) AS n FROM t x, t y, t z"
            + " WHERE x.a + y.a + z.a < 0"
      })
  void timeout_endsAStatement(String statement) {
    try (Spooky spooky = withRows(SpookyOptions.DEFAULT, 1500);
        Session session = spooky.session()) {
      session.execute("CREATE TABLE u (a INT)");
      session.execute("INSERT INTO u VALUES (0)");
      session.set("statement_timeout", "300ms");
      Instant start = Instant.now();
      fails(() -> session.execute(statement), "57014", "timeout of 300 ms");
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
      session.set("statement_timeout", "");
      assertThat(spooky.query("SELECT * FROM u").next()).isTrue();
      assertThat(session.execute("INSERT INTO t VALUES (-1, 'x')").updateCount()).isEqualTo(1);
    }
  }

  @Test
  void timeout_endsTheWaitForTheWriter() {
    try (Spooky spooky = withRows(SpookyOptions.DEFAULT, 1);
        Session writer = spooky.session();
        Session session = spooky.session()) {
      writer.begin();
      writer.execute("DELETE FROM t");
      session.set("statement_timeout", "100ms");
      fails(() -> session.execute("DELETE FROM t"), "57014", "timeout of 100 ms");
      session.begin();
      fails(() -> session.execute("DELETE FROM t"), "57014", "timeout of 100 ms");
      writer.rollback();
      assertThat(session.execute("DELETE FROM t").updateCount()).isEqualTo(1);
    }
  }

  @Test
  void badTimeouts_areRefused() {
    try (Spooky spooky = Spooky.open();
        Session session = spooky.session()) {
      fails(() -> session.execute("SET statement_timeout = 'soon'"), "22023", "'soon'");
      fails(() -> session.execute("SET statement_timeout = -1"), "22023", "-1");
      session.execute("SET statement_timeout = 250");
      assertThat(session.setting("statement_timeout")).isEqualTo("250ms");
    }
  }

  @Test
  void queryTimeout_ofJdbc() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:spooky:");
        Statement statement = connection.createStatement()) {
      fill(connection.unwrap(Spooky.class), statement);
      statement.setQueryTimeout(1);
      assertThatThrownBy(
              () ->
                  statement.executeQuery(
                      "SELECT COUNT(*) FROM t x, t y, t z WHERE x.a + y.a + z.a < 0"))
          .isInstanceOf(SQLException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("57014");
    }
  }

  private static void fill(Spooky spooky, Statement statement) throws SQLException {
    statement.execute("CREATE TABLE t (a INT PRIMARY KEY, b VARCHAR)");
    fill(spooky, 0, 1500);
  }

  @Test
  void memory_newWorkIsRefusedAndSmallChangesGoOn() {
    SpookyOptions options = SpookyOptions.DEFAULT.withMemoryLimit(16 << 20);
    try (Spooky spooky = withRows(options, 20_000);
        Session session = spooky.session()) {
      session.execute("CREATE MATERIALIZED VIEW small AS SELECT a FROM t WHERE a < 5");
      fails(
          () -> {
            for (int i = 1; i < 50; i++) {
              fill(spooky, 40_000 * i, 40_000);
            }
          },
          "53200",
          "the limit is 16 MiB");
      long rows = spooky.query("SELECT COUNT(*) FROM t").next() ? count(spooky) : -1;
      assertThat(rows).isGreaterThan(40_000);
      fails(
          () -> session.execute("CREATE MATERIALIZED VIEW big AS SELECT b, a FROM t"),
          "53200",
          "'big'");
      fails(() -> session.execute("INSERT INTO t SELECT a + 10000000, b FROM t"), "53200", "limit");
      assertThat(count(spooky)).isEqualTo(rows);
      session.execute("INSERT INTO t VALUES (-1, 'small')");
      assertThat(session.execute("SELECT a FROM small").rows().orElseThrow().next()).isTrue();
      fails(
          () -> {
            for (int i = 0; i < 5000; i++) {
              fill(spooky, 10_000_000 + 100 * i, 100);
            }
          },
          "53200",
          "this flush");
      session.execute("DELETE FROM t WHERE a >= 1000");
      assertThat(count(spooky)).isEqualTo(1001);
    }
  }

  @Test
  void commit_thatWouldNeedTooMuchIsUndone() {
    SpookyOptions options = SpookyOptions.DEFAULT.withMemoryLimit(48 << 20);
    try (Spooky spooky = Spooky.open(options);
        Session session = spooky.session()) {
      session.execute("CREATE TABLE t (a INT PRIMARY KEY, b VARCHAR)");
      session.execute("CREATE MATERIALIZED VIEW square AS SELECT x.a AS p, y.a AS q FROM t x, t y");
      fails(() -> fill(spooky, 0, 20_000), "53200", "this commit");
      assertThat(count(spooky)).isZero();
      fill(spooky, 0, 100);
      Rows rows = spooky.query("SELECT COUNT(*) FROM square");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(0)).isEqualTo(10_000);
    }
  }

  private static long count(Spooky spooky) {
    try (Rows rows = spooky.query("SELECT COUNT(*) FROM t")) {
      rows.next();
      return rows.getLong(0);
    }
  }

  @Test
  void hydration_isSeenAndCancelled() throws Exception {
    try (Spooky spooky = withRows(SpookyOptions.DEFAULT, 3000);
        Session session = spooky.session();
        Session other = spooky.session()) {
      CompletableFuture<SpookySqlException> failure =
          CompletableFuture.supplyAsync(
              () ->
                  catchThrowableOfType(
                      SpookySqlException.class,
                      () ->
                          session.execute(
                              "CREATE MATERIALIZED VIEW v AS SELECT COUNT(*) AS n"
                                  + " FROM t x, t y, t z WHERE x.a + y.a + z.a < 0")));
      Rows seen = other.execute("SELECT view_name, rows_in_all FROM spooky_hydration").rows().get();
      while (!seen.next()) {
        assertThat(failure).isNotDone();
        TimeUnit.MILLISECONDS.sleep(5);
        seen = other.execute("SELECT view_name, rows_in_all FROM spooky_hydration").rows().get();
      }
      assertThat(seen.getString(0)).isEqualTo("v");
      other.execute("INSERT INTO t VALUES (-5, 'commits go on')");
      other.execute("CANCEL VIEW v");
      assertThat(failure.get(60, TimeUnit.SECONDS).sqlState()).isEqualTo("57014");
      assertThat(failure.get()).hasMessageContaining("'v' was cancelled");
      fails(() -> other.execute("SELECT * FROM v"), "42P01", "'v'");
      fails(() -> other.execute("CANCEL VIEW v"), "42704", "'v'");
      fails(() -> other.execute("CANCEL SESSION 99999"), "42704", "99999");
    }
  }

  @Test
  void session_isCancelledByItsNumber() throws Exception {
    try (Spooky spooky = withRows(SpookyOptions.DEFAULT, 1500);
        Session session = spooky.session();
        Session other = spooky.session()) {
      CompletableFuture<SpookySqlException> failure =
          CompletableFuture.supplyAsync(
              () ->
                  catchThrowableOfType(
                      SpookySqlException.class,
                      () ->
                          session.execute(
                              "SELECT COUNT(*) FROM t x, t y, t z WHERE x.a + y.a + z.a < 0")));
      String running = "SELECT session FROM spooky_sessions WHERE state = 'active' AND NOT is_own";
      Rows seen = other.execute(running).rows().get();
      while (!seen.next()) {
        assertThat(failure).isNotDone();
        TimeUnit.MILLISECONDS.sleep(5);
        seen = other.execute(running).rows().get();
      }
      other.execute("CANCEL SESSION " + seen.getLong(0));
      assertThat(failure.get(60, TimeUnit.SECONDS).sqlState()).isEqualTo("57014");
    }
  }

  @Test
  void deepNesting_isAnError() {
    try (Spooky spooky = Spooky.open()) {
      String deep = "SELECT " + "(".repeat(20_000) + "1" + ")".repeat(20_000);
      fails(() -> spooky.query(deep), "54001", "nested");
      String queries = "SELECT * FROM (".repeat(3000) + "SELECT 1" + ") AS x".repeat(3000);
      fails(() -> spooky.query(queries), "54001", "nested");
      String functions = "SELECT " + "ABS(".repeat(5000) + "1" + ")".repeat(5000);
      fails(() -> spooky.query(functions), "54001", "nested");
    }
  }

  @Test
  void oldResults_areGivenUpWhenMemoryIsShort() {
    OpenReads reads = new OpenReads();
    OpenReads.Read old = reads.begin("this result");
    old.holds(1000);
    assertThat(reads.bytes()).isEqualTo(1000);
    reads.giveUp(OpenReads.OLD_NANOS);
    old.check();
    reads.giveUp(-1);
    fails(old::check, "57014", "given up");
    old.end();
    assertThat(reads.count()).isZero();
  }
}
