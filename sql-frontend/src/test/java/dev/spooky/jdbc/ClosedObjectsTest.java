// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.spooky.engine.Column;
import dev.spooky.engine.SqlType;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every method of a closed object throws an SQLException with an SQLSTATE. */
class ClosedObjectsTest {
  /** What JDBC wants to work on closed objects, and what needs no open one. */
  private static final Set<String> ALLOWED =
      Set.of(
          "close",
          "isClosed",
          "isValid",
          "isWrapperFor",
          "beginRequest",
          "endRequest",
          "rowUpdated",
          "rowInserted",
          "rowDeleted",
          "enquoteLiteral",
          "enquoteNCharLiteral",
          "enquoteIdentifier",
          "isSimpleIdentifier");

  private final FakeSession session = new FakeSession();
  private final SpookyConnection connection =
      new SpookyConnection(session, "jdbc:spooky:", () -> session.log.add("after close"));

  @Test
  void connection_closed() throws Throwable {
    connection.close();
    checkAll(connection, Connection.class);
    assertThat(session.log).containsExactly("close", "after close");
  }

  @Test
  void statement_closed() throws Throwable {
    Statement statement = connection.createStatement();
    statement.close();
    checkAll(statement, Statement.class);
  }

  @Test
  void statement_closedWithItsConnection() throws Throwable {
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("select");
    connection.close();
    assertThat(statement.isClosed()).isTrue();
    checkAll(statement, Statement.class);
    checkAll(rows, ResultSet.class);
  }

  @Test
  void preparedStatement_closed() throws Throwable {
    PreparedStatement statement = connection.prepareStatement("select");
    ResultSet rows = statement.executeQuery();
    statement.close();
    checkAll(statement, PreparedStatement.class);
    checkAll(rows, ResultSet.class);
    assertThat(session.openPrepared).isZero();
  }

  @Test
  void resultSet_closed() throws Throwable {
    ResultSet rows = connection.createStatement().executeQuery("select");
    rows.close();
    checkAll(rows, ResultSet.class);
    assertThat(session.rows.closed).isTrue();
  }

  @Test
  void openObjects_throwSqlExceptionsOnly() throws Throwable {
    session.parameterColumns = List.of(new Column("?1", SqlType.VARCHAR, 0, 0, true));
    session.rows.queue.add(new Object[] {1});
    PreparedStatement prepared = connection.prepareStatement("select ?");
    ResultSet rows = prepared.executeQuery();
    assertThat(rows.next()).isTrue();
    checkOpen(rows, ResultSet.class);
    checkOpen(prepared, PreparedStatement.class);
    checkOpen(connection.createStatement(), Statement.class);
    checkOpen(connection, Connection.class);
  }

  /** Null and odd arguments are answered or refused, but never by a RuntimeException. */
  private static void checkOpen(Object target, Class<?> type) throws Throwable {
    for (Method method : ReflectiveCalls.methods(type)) {
      // Those of JDBC's own default methods dereference their arguments.
      if (method.isDefault() && method.getDeclaringClass().isInterface()) {
        if (target.getClass().getMethod(method.getName(), method.getParameterTypes()).isDefault()) {
          continue;
        }
      }
      if (method.getName().equals("close")) {
        continue;
      }
      try {
        ReflectiveCalls.call(target, method);
      } catch (SQLException e) {
        assertThat(e.getSQLState()).as(method.toString()).hasSize(5);
      } catch (RuntimeException e) {
        fail(method.toString(), e);
      }
    }
  }

  private static void checkAll(Object target, Class<?> type) throws Throwable {
    List<String> answered = new ArrayList<>();
    for (Method method : ReflectiveCalls.methods(type)) {
      if (ALLOWED.contains(method.getName()) || method.getName().equals("unwrap")) {
        continue;
      }
      try {
        ReflectiveCalls.call(target, method);
        answered.add(method.toString());
      } catch (SQLException e) {
        // Sharding keys are JDBC's own default methods, which give no SQLSTATE.
        if (!method.getName().startsWith("setShardingKey")) {
          assertThat(e.getSQLState()).as(method.toString()).hasSize(5);
        }
      } catch (RuntimeException e) {
        fail(method.toString(), e);
      }
    }
    assertThat(answered).isEmpty();
  }
}
