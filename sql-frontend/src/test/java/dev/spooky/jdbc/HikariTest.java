// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.spooky.engine.Spooky;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The driver behind the connection pool that most programs use. */
class HikariTest {
  private static HikariConfig config(String name) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:spooky:mem:" + name);
    config.setMaximumPoolSize(4);
    config.setConnectionTimeout(5000);
    return config;
  }

  private static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM t")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void manyThreads_shareAFewConnections() throws Exception {
    try (Spooky keep = Spooky.open("hikari");
        HikariDataSource pool = new HikariDataSource(config("hikari"))) {
      keep.execute("CREATE TABLE t (a INT PRIMARY KEY)");
      ExecutorService threads = Executors.newFixedThreadPool(8);
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int first = i * 100;
        all.add(
            threads.submit(
                () -> {
                  for (int a = first; a < first + 100; a++) {
                    try (Connection connection = pool.getConnection();
                        PreparedStatement insert =
                            connection.prepareStatement("INSERT INTO t VALUES (?)")) {
                      insert.setInt(1, a);
                      insert.executeUpdate();
                    }
                  }
                  return true;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
      threads.shutdown();
      try (Connection connection = pool.getConnection()) {
        assertThat(count(connection)).isEqualTo(800);
      }
    }
  }

  @Test
  void connection_comesBackAsItWas() throws SQLException {
    HikariConfig config = config("hikari-reset");
    config.setMaximumPoolSize(1);
    config.setSchema("public");
    try (Spooky keep = Spooky.open("hikari-reset");
        HikariDataSource pool = new HikariDataSource(config)) {
      keep.execute("CREATE TABLE t (a INT)");
      keep.execute("CREATE SCHEMA s");
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        connection.setSchema("s");
        connection.setReadOnly(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        statement.execute("INSERT INTO public.t VALUES (1)");
      }
      try (Connection connection = pool.getConnection()) {
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(connection.getSchema()).isEqualTo("public");
        assertThat(connection.getTransactionIsolation())
            .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        assertThat(count(connection)).as("what was not committed is undone").isZero();
        assertThat(connection.isValid(1)).isTrue();
      }
    }
  }

  @Test
  void settings_ofThePool() throws SQLException {
    HikariConfig config = config("hikari-settings");
    config.setSchema("s");
    config.setAutoCommit(false);
    config.setConnectionInitSql("SET statement_timeout = '10s'");
    config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
    config.addDataSourceProperty("lock_timeout", "2s");
    try (Spooky keep = Spooky.open("hikari-settings")) {
      keep.execute("CREATE SCHEMA s");
      keep.execute("CREATE TABLE s.t (a INT)");
      try (HikariDataSource pool = new HikariDataSource(config);
          Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        assertThat(count(connection)).isZero();
        try (ResultSet rows = statement.executeQuery("SHOW lock_timeout")) {
          rows.next();
          assertThat(rows.getString(1)).isEqualTo("2000ms");
        }
        connection.rollback();
      }
    }
  }

  @Test
  void wrongSettings_areErrorsOfThePool() {
    HikariConfig config = config("hikari-wrong");
    config.addDataSourceProperty("no_such_setting", "1");
    config.setInitializationFailTimeout(1);
    assertThatThrownBy(() -> new HikariDataSource(config).close())
        .hasStackTraceContaining("no_such_setting");
  }
}
