// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.sql.error.SpookySqlException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** Makes all of the driver's exceptions: the SQLSTATE decides the subclass. */
final class SqlErrors {
  static final String CANCELLED = "57014";
  static final String CONNECTION_REFUSED = "08001";
  static final String CONNECTION_CLOSED = "08003";
  static final String OBJECT_CLOSED = "55000";
  static final String CURSOR_STATE = "24000";
  static final String NO_SUCH_INDEX = "07009";
  static final String NO_SUCH_COLUMN = "42703";
  static final String NOT_A_QUERY = "07005";
  static final String IS_A_QUERY = "07003";
  static final String BAD_ARGUMENT = "22023";
  static final String OUT_OF_RANGE = "22003";
  static final String CANNOT_CONVERT = "42846";
  static final String BAD_TEXT = "22P02";
  static final String READ_ONLY = "25006";
  static final String TRANSACTION_STATE = "25000";
  static final String INTERNAL = "XX000";

  private SqlErrors() {}

  /** The engine's exception as JDBC's. */
  static SQLException translate(RuntimeException e) {
    if (e instanceof SpookySqlException sql) {
      return of(sql.sqlState(), String.valueOf(sql.getMessage()), sql);
    }
    return of(INTERNAL, "internal error: " + e, e);
  }

  /** An error without a cause. */
  static SQLException of(String sqlState, String message) {
    return of(sqlState, message, null);
  }

  /** An error of the subclass that belongs to the SQLSTATE's class. */
  static SQLException of(String sqlState, String message, @Nullable Throwable cause) {
    return switch (sqlState.substring(0, 2)) {
      case "08" -> new SQLNonTransientConnectionException(message, sqlState, cause);
      case "0A" -> new SQLFeatureNotSupportedException(message, sqlState, cause);
      case "22" -> new SQLDataException(message, sqlState, cause);
      case "23" -> new SQLIntegrityConstraintViolationException(message, sqlState, cause);
      case "28" -> new SQLInvalidAuthorizationSpecException(message, sqlState, cause);
      case "40" -> new SQLTransactionRollbackException(message, sqlState, cause);
      case "42" -> new SQLSyntaxErrorException(message, sqlState, cause);
      case "53", "57" -> new SQLTransientException(message, sqlState, cause);
      case "55" ->
          sqlState.equals("55P03")
              ? new SQLTransientException(message, sqlState, cause)
              : new SQLNonTransientException(message, sqlState, cause);
      default -> new SQLNonTransientException(message, sqlState, cause);
    };
  }

  /** What the driver does not do, and what to do instead. */
  static SQLException unsupported(String what, String instead) {
    return of("0A000", what + " is not supported; instead: " + instead);
  }

  /** What the driver does not do. */
  static SQLException unsupported(String what) {
    return of("0A000", what + " is not supported");
  }

  /** A statement or a wait that took longer than its timeout. */
  static SQLTimeoutException timeout(int seconds, @Nullable Throwable cause) {
    return new SQLTimeoutException(
        "the query timeout of " + seconds + " s has passed", CANCELLED, cause);
  }

  /** Whether the engine says that it was told to stop. */
  static boolean isCancelled(RuntimeException e) {
    return e instanceof SpookySqlException sql && sql.sqlState().equals(CANCELLED);
  }
}
