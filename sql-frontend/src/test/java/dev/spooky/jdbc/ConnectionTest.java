// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spooky.engine.Session;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Savepoint;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {
  private final FakeSession session = new FakeSession();
  private final SpookyConnection connection =
      new SpookyConnection(session, "jdbc:spooky:", () -> {});

  @Test
  void driver_isFound() throws SQLException {
    assertThat(ServiceLoader.load(Driver.class)).anyMatch(driver -> driver instanceof SpookyDriver);
    assertThat(DriverManager.getDriver("jdbc:spooky:")).isInstanceOf(SpookyDriver.class);
    assertThat(new SpookyDriver().connect("jdbc:other:x", new Properties())).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:spooky:mem",
        "jdbc:spooky:mem:",
        "jdbc:spooky:/tmp/data",
        "jdbc:spooky://host/db",
        "jdbc:spooky:mem:a?x",
        "jdbc:spooky:mem:a?x=%zz"
      })
  void unknownUrls_areRefused(String url) {
    SQLNonTransientConnectionException refusal =
        catchThrowableOfType(
            SQLNonTransientConnectionException.class,
            () -> new SpookyDriver().connect(url, new Properties()));
    assertThat(refusal.getSQLState()).isEqualTo("08001");
    assertThat((Throwable) refusal).hasMessageContaining("jdbc:spooky:mem:name");
  }

  @Test
  void url_withSettings() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "me");
    properties.setProperty("autoCommit", "true");
    properties.setProperty("readOnly", "true");
    ConnectionUrl url =
        ConnectionUrl.parse("jdbc:spooky:mem:a?autoCommit=false&timezone=%2B01:00", properties);
    assertThat(url.name()).isEqualTo("a");
    assertThat(url.text()).isEqualTo("jdbc:spooky:mem:a");
    ConnectionSettings.apply(url.settings(), connection);
    assertThat(session.log).containsExactly("autoCommit false", "set timezone=+01:00");
    assertThat(connection.isReadOnly()).isTrue();
    SQLException unknown =
        catchThrowableOfType(
            SQLException.class,
            () -> ConnectionSettings.apply(Map.of("nonsense", "1"), connection));
    assertThat(unknown.getSQLState()).isEqualTo("42704");
    assertThatThrownBy(() -> ConnectionSettings.apply(Map.of("autoCommit", "maybe"), connection))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void transactions_goToTheSession() throws SQLException {
    assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
    connection.setAutoCommit(false);
    connection.setAutoCommit(false);
    connection.commit();
    assertThat(session.log).containsExactly("autoCommit false", "commit");
  }

  @Test
  void isolation_beginsTheTransaction() throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    connection.setAutoCommit(false);
    connection.createStatement().execute("insert");
    connection.createStatement().execute("insert");
    assertThat(session.log)
        .containsExactly(
            "autoCommit false",
            "START TRANSACTION ISOLATION LEVEL SERIALIZABLE",
            "insert",
            "insert");
    assertThatThrownBy(
            () -> connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED))
        .hasMessageContaining("within a transaction");
    assertThatThrownBy(() -> connection.setTransactionIsolation(17))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  @Test
  void readOnly_refusesWrites() throws SQLException {
    connection.setReadOnly(true);
    SQLException refusal =
        catchThrowableOfType(
            SQLException.class, () -> connection.createStatement().execute("insert"));
    assertThat(refusal.getSQLState()).isEqualTo("25006");
    assertThat(connection.createStatement().execute("select")).isTrue();
    assertThat(session.log).containsExactly("select");
  }

  @Test
  void savepoints_areStatements() throws SQLException {
    connection.setAutoCommit(false);
    Savepoint named = connection.setSavepoint("a\"b");
    Savepoint numbered = connection.setSavepoint();
    connection.rollback(numbered);
    connection.releaseSavepoint(named);
    assertThat(session.log)
        .containsExactly(
            "autoCommit false",
            "SAVEPOINT \"a\"\"b\"",
            "SAVEPOINT \"jdbc savepoint 2\"",
            "ROLLBACK TO SAVEPOINT \"jdbc savepoint 2\"",
            "RELEASE SAVEPOINT \"a\"\"b\"");
    assertThat(numbered.getSavepointId()).isEqualTo(2);
    assertThatThrownBy(numbered::getSavepointName).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> connection.rollback(null)).isInstanceOf(SQLException.class);
  }

  @Test
  void scrolling_isGivenForwardOnlyWithAWarning() throws SQLException {
    assertThat((Throwable) connection.getWarnings()).isNull();
    var statement =
        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
    assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
    assertThat((Throwable) connection.getWarnings()).hasMessageContaining("forward-only");
    connection.clearWarnings();
    assertThat((Throwable) connection.getWarnings()).isNull();
    assertThatThrownBy(() -> connection.createStatement(1, 2)).isInstanceOf(SQLException.class);
  }

  @Test
  void unwrap_andAbort() throws SQLException {
    assertThat(connection.unwrap(Session.class)).isSameAs(session);
    assertThat(connection.isWrapperFor(String.class)).isFalse();
    assertThatThrownBy(() -> connection.unwrap(String.class)).isInstanceOf(SQLException.class);
    assertThat(connection.isValid(1)).isTrue();
    connection.abort(Runnable::run);
    assertThat(connection.isValid(1)).isFalse();
    assertThat(session.isClosed()).isTrue();
  }

  @Test
  void escapes_keepTheirPlaces() throws SQLException {
    assertThat(connection.nativeSQL("select {d '2020-01-01'}, {fn abs(1)} , {x}"))
        .isEqualTo("select {d '2020-01-01'},     abs(1)  , {x}");
    assertThat(connection.nativeSQL("{fn ucase({fn ifnull(a, {fn curdate ( )})})}"))
        .isEqualTo("    UPPER(  COALESCE(a,    CURRENT_DATE ) ) ");
    assertThat(connection.nativeSQL("from {oj a left join b on {fn abs(x)} = 1} where"))
        .isEqualTo("from     a left join b on     abs(x)  = 1  where");
    assertThat(connection.nativeSQL("like '{oj' {escape '!'} {limit 3} -- {oj }\n\"{oj\" }"))
        .isEqualTo("like '{oj'  escape '!'   limit 3  -- {oj }\n\"{oj\" }");
    assertThat(connection.nativeSQL("{".repeat(100_000) + "}".repeat(100_000))).hasSize(200_000);
  }
}
