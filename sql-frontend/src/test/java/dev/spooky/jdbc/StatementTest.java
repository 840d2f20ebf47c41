// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spooky.engine.Column;
import dev.spooky.engine.SqlType;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StatementTest {
  private final FakeSession session = new FakeSession();
  private final SpookyConnection connection =
      new SpookyConnection(session, "jdbc:spooky:", () -> {});

  private interface SqlAction {
    void run() throws SQLException;
  }

  /** Runs an action on another thread and gives what it throws. */
  private static CompletableFuture<SQLException> failureOf(SqlAction action) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            action.run();
          } catch (SQLException e) {
            return e;
          }
          throw new CompletionException(new AssertionError("nothing was thrown"));
        });
  }

  @Test
  void execute_severalStatements_givesTheirResultsInOrder() throws SQLException {
    Statement statement = connection.createStatement();
    session.rows.queue.add(new Object[] {7});
    assertThat(statement.execute("insert 1; select 1; insert 22;")).isFalse();
    assertThat(session.log).containsExactly("insert 1", "select 1", "insert 22");
    assertThat(statement.getUpdateCount()).isEqualTo(8);
    assertThat(statement.getMoreResults()).isTrue();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
    try (ResultSet rows = statement.getResultSet()) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt("n")).isEqualTo(7);
    }
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getLargeUpdateCount()).isEqualTo(9);
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
    statement.close();
    assertThat(session.openPrepared).isZero();
  }

  @Test
  void kindOfStatement_isCheckedBeforeItRuns() throws SQLException {
    Statement statement = connection.createStatement();
    assertThatThrownBy(() -> statement.executeQuery("insert"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("executeUpdate");
    assertThatThrownBy(() -> statement.executeUpdate("select"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("executeQuery");
    assertThat(session.log).isEmpty();
    assertThat(session.openPrepared).isZero();
  }

  @Test
  void errors_haveClassStateAndPosition() throws SQLException {
    Statement statement = connection.createStatement();
    SQLSyntaxErrorException syntax =
        catchThrowableOfType(
            SQLSyntaxErrorException.class, () -> statement.execute("syntax error"));
    assertThat(syntax.getSQLState()).isEqualTo("42601");
    assertThat((Throwable) syntax).hasMessageContaining("line 1, column 3");
    SQLDataException data =
        catchThrowableOfType(SQLDataException.class, () -> statement.execute("fail"));
    assertThat(data.getSQLState()).isEqualTo("22012");
    SQLNonTransientException bug =
        catchThrowableOfType(SQLNonTransientException.class, () -> statement.execute("crash"));
    assertThat(bug.getSQLState()).isEqualTo("XX000");
    assertThatThrownBy(() -> statement.execute(null)).isInstanceOf(SQLException.class);
  }

  @Test
  void generatedKeys_withoutAny_areNoRows() throws SQLException {
    Statement statement = connection.createStatement();
    assertThat(statement.executeUpdate("insert", Statement.NO_GENERATED_KEYS)).isEqualTo(6);
    assertThat(statement.getGeneratedKeys().next()).isFalse();
    assertThat(statement.executeUpdate("insert", Statement.RETURN_GENERATED_KEYS)).isEqualTo(6);
    assertThat(statement.getGeneratedKeys().next()).isFalse();
    assertThatThrownBy(() -> statement.execute("insert", 77)).hasMessageContaining("77");
  }

  @Test
  void cancel_endsARunningStatement() throws Exception {
    Statement statement = connection.createStatement();
    CompletableFuture<SQLException> failure = failureOf(() -> statement.execute("wait"));
    session.waiting.await();
    statement.cancel();
    assertThat(failure.get().getSQLState()).isEqualTo("57014");
    assertThat(statement.executeUpdate("insert")).isEqualTo(6);
  }

  @Test
  void queryTimeout_endsARunningStatement() throws SQLException {
    Statement statement = connection.createStatement();
    statement.setQueryTimeout(1);
    SQLTimeoutException timeout =
        catchThrowableOfType(SQLTimeoutException.class, () -> statement.execute("wait"));
    assertThat(timeout.getSQLState()).isEqualTo("57014");
  }

  @Test
  void closingTheConnection_endsARunningStatement() throws Exception {
    Statement statement = connection.createStatement();
    CompletableFuture<SQLException> failure = failureOf(() -> statement.execute("wait"));
    session.waiting.await();
    connection.close();
    assertThat(failure.get().getSQLState()).isEqualTo("57014");
    assertThat(session.isClosed()).isTrue();
  }

  @Test
  void subscribe_waitsUntilCancelledOrClosed() throws Exception {
    for (int way = 0; way < 4; way++) {
      session.rows = new FakeRows(session.rows.columns(), true);
      session.rows.queue.add(new Object[] {1});
      Connection own = new SpookyConnection(session, "jdbc:spooky:", () -> {});
      Statement statement = own.createStatement();
      ResultSet rows = statement.executeQuery("subscribe");
      assertThat(rows.next()).isTrue();
      CompletableFuture<SQLException> failure = failureOf(rows::next);
      Thread.sleep(20);
      assertThat(failure).isNotDone();
      switch (way) {
        case 0 -> statement.cancel();
        case 1 -> rows.close();
        case 2 -> statement.close();
        default -> own.close();
      }
      assertThat(failure.get().getSQLState()).as("way=%s", way).isEqualTo("57014");
    }
  }

  @Test
  void subscribe_timeoutLosesNothing() throws SQLException {
    session.rows = new FakeRows(session.rows.columns(), true);
    Statement statement = connection.createStatement();
    statement.setQueryTimeout(1);
    ResultSet rows = statement.executeQuery("subscribe");
    assertThatThrownBy(rows::next).isInstanceOf(SQLTimeoutException.class);
    session.rows.queue.add(new Object[] {5});
    assertThat(rows.next()).isTrue();
    assertThat(rows.getInt(1)).isEqualTo(5);
    assertThat(rows.isBeforeFirst()).isFalse();
  }

  @Test
  void subscribe_doesNotHoldTheConnection() throws Exception {
    session.rows = new FakeRows(session.rows.columns(), true);
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("subscribe");
    CompletableFuture<SQLException> failure = failureOf(rows::next);
    assertThat(connection.createStatement().executeUpdate("insert")).isEqualTo(6);
    statement.cancel();
    assertThat(failure.get().getSQLState()).isEqualTo("57014");
  }

  @Test
  void maxRows_endsTheResult() throws SQLException {
    session.rows.queue.addAll(List.of(new Object[] {1}, new Object[] {2}, new Object[] {3}));
    Statement statement = connection.createStatement();
    statement.setMaxRows(2);
    ResultSet rows = statement.executeQuery("select");
    assertThat(rows.isBeforeFirst()).isTrue();
    assertThat(rows.next()).isTrue();
    assertThat(rows.isFirst()).isTrue();
    assertThat(rows.next()).isTrue();
    assertThat(rows.getRow()).isEqualTo(2);
    assertThat(rows.next()).isFalse();
    assertThat(rows.isAfterLast()).isTrue();
    assertThatThrownBy(() -> rows.getInt(1)).hasMessageContaining("after the last row");
  }

  @Test
  void closeOnCompletion_closesWithTheLastResult() throws SQLException {
    Statement statement = connection.createStatement();
    statement.closeOnCompletion();
    ResultSet first = statement.executeQuery("select");
    ResultSet second = statement.executeQuery("select");
    assertThat(first.isClosed()).isTrue();
    assertThat(statement.isClosed()).isFalse();
    second.close();
    assertThat(statement.isClosed()).isTrue();
  }

  @Test
  void batchOfTexts_isOneTransaction() throws SQLException {
    Statement statement = connection.createStatement();
    statement.addBatch("insert 1");
    statement.addBatch("insert 22");
    assertThat(statement.executeBatch()).containsExactly(8, 9);
    assertThat(session.log).containsExactly("begin", "insert 1", "insert 22", "commit");
    assertThat(statement.executeBatch()).isEmpty();
    assertThat(session.openPrepared).isZero();
  }

  @Test
  void batchOfTexts_failing_leavesNothing() throws SQLException {
    Statement statement = connection.createStatement();
    statement.addBatch("insert 1");
    statement.addBatch("fail");
    BatchUpdateException failure =
        catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);
    assertThat(failure.getUpdateCounts()).containsExactly(-3, -3);
    assertThat(failure.getSQLState()).isEqualTo("22012");
    assertThat(session.log).containsExactly("begin", "insert 1", "fail", "rollback");
  }

  @Test
  void batchWithDefinitions_runsOneByOne() throws SQLException {
    Statement statement = connection.createStatement();
    statement.addBatch("create t");
    statement.addBatch("insert 1");
    statement.addBatch("fail");
    BatchUpdateException failure =
        catchThrowableOfType(BatchUpdateException.class, statement::executeLargeBatch);
    assertThat(failure.getLargeUpdateCounts()).containsExactly(8, 8);
    assertThat(session.log).containsExactly("create t", "insert 1", "fail");
  }

  @Test
  void preparedBatch_isOneCall() throws SQLException {
    session.parameterColumns = List.of(new Column("?1", SqlType.INTEGER, 0, 0, true));
    PreparedStatement insert = connection.prepareStatement("insert ?");
    for (int i = 0; i < 3; i++) {
      insert.setInt(1, i);
      insert.addBatch();
    }
    assertThat(insert.executeBatch()).containsExactly(10, 11, 12);
    PreparedStatement failing = connection.prepareStatement("fail ?");
    failing.setInt(1, 1);
    failing.addBatch();
    BatchUpdateException failure =
        catchThrowableOfType(BatchUpdateException.class, failing::executeBatch);
    assertThat(failure.getUpdateCounts()).containsExactly(-3);
    assertThat((Throwable) failure)
        .hasCauseInstanceOf(SQLIntegrityConstraintViolationException.class);
    assertThat(failing.executeBatch()).isEmpty();
  }
}
