// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Prepared;
import dev.spooky.sql.ast.BeginTransaction;
import dev.spooky.sql.ast.ReleaseSavepoint;
import dev.spooky.sql.ast.RollbackTransaction;
import dev.spooky.sql.ast.SetSavepoint;
import dev.spooky.sql.exec.Transaction;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.calcite.sql.SqlNode;

/** BEGIN with its modes, SAVEPOINT, ROLLBACK TO, RELEASE. */
final class TransactionStatement {
  private TransactionStatement() {}

  static Executable begin(BeginTransaction statement) {
    return control(
        session -> {
          Transaction.Mode mode = session.defaultMode();
          BeginTransaction.Isolation isolation = statement.isolation();
          Boolean readOnly = statement.readOnly();
          session.begin(
              new Transaction.Mode(
                  isolation == null ? mode.serializable() : isSerializable(isolation),
                  readOnly == null ? mode.readOnly() : readOnly,
                  mode.timeouts()));
        });
  }

  /** A stronger level than the one asked for is always right. */
  private static boolean isSerializable(BeginTransaction.Isolation isolation) {
    return switch (isolation) {
      case READ_UNCOMMITTED, READ_COMMITTED -> false;
      case REPEATABLE_READ, SERIALIZABLE -> true;
    };
  }

  static Executable savepoint(SqlNode node) {
    if (node instanceof SetSavepoint set) {
      return control(session -> session.openTransaction().savepoint(set.name().getSimple()));
    } else if (node instanceof ReleaseSavepoint release) {
      return control(session -> session.openTransaction().release(release.name().getSimple()));
    }
    String name = Objects.requireNonNull(((RollbackTransaction) node).savepoint()).getSimple();
    return control(session -> session.openTransaction().rollbackTo(name));
  }

  private static Executable control(Consumer<EngineSession> action) {
    return new ControlStatement(Prepared.Kind.CONTROL, action);
  }
}
