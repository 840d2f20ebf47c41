// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.NullMarked;

/**
 * Another engine, H2 or HSQLDB, which computes from scratch what views must hold. Its driver has to
 * be on the class path.
 */
@NullMarked
public final class Outside implements AutoCloseable {
  private final Connection connection;
  private final Statement statement;

  /** Opens a private database of H2 in memory. */
  public Outside() throws SQLException {
    // VALUE is a word of its own in H2 only; identifiers fold to one case in both engines
    this("jdbc:h2:mem:;NON_KEYWORDS=VALUE,DAY,YEAR,MONTH");
  }

  private Outside(String url) throws SQLException {
    connection = DriverManager.getConnection(url);
    statement = connection.createStatement();
  }

  /** Opens an empty database of HSQLDB in memory, by a name of its own. */
  public static Outside hsqldb(String name) throws SQLException {
    return new Outside("jdbc:hsqldb:mem:" + name + ";shutdown=true");
  }

  /** Whether H2 is on the class path. */
  public static boolean isThere() {
    try (Outside outside = new Outside()) {
      return !outside.connection().isClosed();
    } catch (SQLException e) {
      return false;
    }
  }

  /** The connection, in autocommit. */
  public Connection connection() {
    return connection;
  }

  /** Runs a statement; gives the number of changed rows. */
  public long execute(String sql) throws SQLException {
    return statement.execute(sql) ? 0 : statement.getUpdateCount();
  }

  /** Runs a query. */
  public Bag query(String sql) throws SQLException {
    return Bag.of(statement.executeQuery(sql));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
