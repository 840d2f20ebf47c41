// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Prepared;
import dev.spooky.engine.Session;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Isolation level and read-only mode of a connection. The level is given to the engine when a
 * transaction begins; writes of a read-only connection are refused here.
 */
final class TransactionModes {
  private final Session session;
  private int isolation = Connection.TRANSACTION_READ_COMMITTED;
  private boolean readOnly;

  TransactionModes(Session session) {
    this.session = session;
  }

  int isolation() {
    return isolation;
  }

  void setIsolation(int level) throws SQLException {
    sqlName(level);
    if (level != isolation) {
      checkBetweenTransactions("the isolation level");
    }
    isolation = level;
  }

  boolean isReadOnly() {
    return readOnly;
  }

  void setReadOnly(boolean readOnly) throws SQLException {
    if (readOnly != this.readOnly) {
      checkBetweenTransactions("the read-only mode");
    }
    this.readOnly = readOnly;
  }

  /** Refuses what the modes do not allow, and begins the transaction if it is time to. */
  void beforeStatement(Prepared.Kind kind) throws SQLException {
    boolean writes = kind == Prepared.Kind.UPDATE || kind == Prepared.Kind.DEFINITION;
    if (readOnly && writes) {
      throw SqlErrors.of(SqlErrors.READ_ONLY, "cannot write over a read-only connection");
    }
    boolean opens =
        kind == Prepared.Kind.UPDATE
            || kind == Prepared.Kind.QUERY
            || kind == Prepared.Kind.SUBSCRIBE;
    boolean special = isolation != Connection.TRANSACTION_READ_COMMITTED;
    if (opens && special && !session.isAutoCommit() && !session.inTransaction()) {
      session.execute("START TRANSACTION ISOLATION LEVEL " + sqlName(isolation));
    }
  }

  private void checkBetweenTransactions(String what) throws SQLException {
    if (session.inTransaction()) {
      throw SqlErrors.of("25001", what + " cannot be changed within a transaction");
    }
  }

  private static String sqlName(int level) throws SQLException {
    return switch (level) {
      case Connection.TRANSACTION_READ_UNCOMMITTED -> "READ UNCOMMITTED";
      case Connection.TRANSACTION_READ_COMMITTED -> "READ COMMITTED";
      case Connection.TRANSACTION_REPEATABLE_READ -> "REPEATABLE READ";
      case Connection.TRANSACTION_SERIALIZABLE -> "SERIALIZABLE";
      default -> throw SqlErrors.unsupported("isolation level " + level, "READ COMMITTED");
    };
  }
}
