// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Prepared;
import dev.spooky.sql.ast.Cancel;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.exec.HydrationProgress;
import dev.spooky.sql.system.SessionState;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/** CANCEL: ends the running statement of a session, or the filling of a view. */
final class CancelStatement {
  private CancelStatement() {}

  static Executable of(Cancel statement, Scope scope) {
    SqlNode what = statement.what();
    return new ControlStatement(
        Prepared.Kind.CONTROL,
        session -> {
          if (what instanceof SqlIdentifier name) {
            cancelView(name, scope);
          } else {
            cancelSession((SqlLiteral) what, scope);
          }
        });
  }

  private static void cancelView(SqlIdentifier name, Scope scope) {
    String wanted = scope.catalog().newName(name).toString();
    boolean found = false;
    for (HydrationProgress progress : scope.database().hydrations()) {
      if (progress.view().equals(wanted)) {
        progress.cancel();
        found = true;
      }
    }
    if (!found) {
      throw SpookySqlException.at(
          name.getParserPosition(),
          SqlErrorCode.UNDEFINED_OBJECT,
          "view '" + wanted + "' that is being filled");
    }
  }

  private static void cancelSession(SqlLiteral number, Scope scope) {
    SessionState found = scope.engine().sessions().find(number.longValue(false));
    if (found == null) {
      throw SpookySqlException.at(
          number.getParserPosition(), SqlErrorCode.UNDEFINED_OBJECT, "session " + number.toValue());
    }
    found.cancel();
  }
}
