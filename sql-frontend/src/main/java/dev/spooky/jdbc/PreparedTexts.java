// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Refuses to run another text over a prepared statement, as JDBC wants it. */
abstract class PreparedTexts extends StatementBase implements PreparedStatement {
  PreparedTexts(SpookyConnection connection) {
    super(connection);
  }

  @Override
  public final ResultSet executeQuery(String sql) throws SQLException {
    throw hasItsText();
  }

  @Override
  public final boolean execute(String sql) throws SQLException {
    throw hasItsText();
  }

  @Override
  public final boolean execute(String sql, int keys) throws SQLException {
    throw hasItsText();
  }

  @Override
  public final boolean execute(String sql, int @Nullable [] columns) throws SQLException {
    throw hasItsText();
  }

  @Override
  public final boolean execute(String sql, String @Nullable [] columns) throws SQLException {
    throw hasItsText();
  }

  @Override
  public final int executeUpdate(String sql) throws SQLException {
    throw hasItsText();
  }

  @Override
  public final int executeUpdate(String sql, int keys) throws SQLException {
    throw hasItsText();
  }

  @Override
  public final int executeUpdate(String sql, int @Nullable [] columns) throws SQLException {
    throw hasItsText();
  }

  @Override
  public final int executeUpdate(String sql, String @Nullable [] columns) throws SQLException {
    throw hasItsText();
  }

  @Override
  public final long executeLargeUpdate(String sql) throws SQLException {
    throw hasItsText();
  }

  @Override
  public final long executeLargeUpdate(String sql, int keys) throws SQLException {
    throw hasItsText();
  }

  @Override
  public final long executeLargeUpdate(String sql, int @Nullable [] columns) throws SQLException {
    throw hasItsText();
  }

  @Override
  public final long executeLargeUpdate(String sql, String @Nullable [] columns)
      throws SQLException {
    throw hasItsText();
  }

  @Override
  public final void addBatch(String sql) throws SQLException {
    throw hasItsText();
  }

  private SQLException hasItsText() throws SQLException {
    checkOpen();
    return SqlErrors.of(
        SqlErrors.OBJECT_CLOSED,
        "a prepared statement runs its own text: call the method without one, or createStatement");
  }
}
