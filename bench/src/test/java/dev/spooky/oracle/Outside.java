// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Another engine, H2, which computes from scratch what views must hold. */
public final class Outside implements AutoCloseable {
  private final Connection connection;
  private final Statement statement;

  /** Opens a private database in memory. */
  public Outside() throws SQLException {
    // VALUE is a word of its own in H2 only; identifiers fold to one case in both engines
    connection = DriverManager.getConnection("jdbc:h2:mem:;NON_KEYWORDS=VALUE,DAY,YEAR,MONTH");
    statement = connection.createStatement();
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
