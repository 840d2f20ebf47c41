// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/** A place of a transaction to roll back to, with a name or a number. */
final class SpookySavepoint implements Savepoint {
  private final SpookyConnection connection;
  private final int id;
  private final @Nullable String name;

  SpookySavepoint(SpookyConnection connection, int id, @Nullable String name) {
    this.connection = connection;
    this.id = id;
    this.name = name;
  }

  /** Whether it was made by this connection. */
  boolean isOf(SpookyConnection other) {
    return connection == other;
  }

  /** The name in SQL, quoted. */
  String sqlName() {
    String plain = name == null ? "jdbc savepoint " + id : name;
    return '"' + plain.replace("\"", "\"\"") + '"';
  }

  @Override
  public int getSavepointId() throws SQLException {
    if (name != null) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "the savepoint has a name, not a number");
    }
    return id;
  }

  @Override
  public String getSavepointName() throws SQLException {
    if (name == null) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "the savepoint has a number, not a name");
    }
    return name;
  }
}
