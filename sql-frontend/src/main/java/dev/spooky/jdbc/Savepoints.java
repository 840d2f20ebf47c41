// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Session;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/** A connection's savepoints, by the statements of SQL. Runs under the connection's lock. */
final class Savepoints {
  private final SpookyConnection connection;
  private final Session session;
  private int count;

  Savepoints(SpookyConnection connection, Session session) {
    this.connection = connection;
    this.session = session;
  }

  /** Makes one; without a name it gets a number. */
  Savepoint set(@Nullable String name) {
    SpookySavepoint savepoint = new SpookySavepoint(connection, ++count, name);
    session.execute("SAVEPOINT " + savepoint.sqlName());
    return savepoint;
  }

  void rollbackTo(@Nullable Savepoint savepoint) throws SQLException {
    session.execute("ROLLBACK TO SAVEPOINT " + own(savepoint).sqlName());
  }

  void release(@Nullable Savepoint savepoint) throws SQLException {
    session.execute("RELEASE SAVEPOINT " + own(savepoint).sqlName());
  }

  private SpookySavepoint own(@Nullable Savepoint savepoint) throws SQLException {
    if (savepoint instanceof SpookySavepoint ours && ours.isOf(connection)) {
      return ours;
    }
    throw SqlErrors.of("3B001", "the savepoint is not of this connection");
  }
}
