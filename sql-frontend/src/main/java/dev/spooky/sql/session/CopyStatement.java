// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Outcome;
import dev.spooky.engine.Prepared;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.ast.CopyFrom;
import dev.spooky.sql.ast.CopyTo;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Definitions;
import dev.spooky.sql.copy.CopyFromAction;
import dev.spooky.sql.copy.CopyToAction;
import java.util.function.ToLongFunction;

/**
 * COPY: rows between tables and files.
 *
 * @param action copies and gives the number of rows
 */
record CopyStatement(ToLongFunction<EngineSession> action) implements Executable {
  static CopyStatement of(CopyFrom statement, Catalog catalog) {
    return new CopyStatement(
        session ->
            new CopyFromAction(
                    session,
                    statement,
                    () -> Definitions.relation(catalog.get(statement.table()), catalog),
                    session.fileAccess(),
                    session::checkCancelled)
                .run());
  }

  static CopyStatement of(CopyTo statement) {
    return new CopyStatement(
        session ->
            new CopyToAction(session, statement, session.fileAccess(), session::checkCancelled)
                .run());
  }

  @Override
  public Prepared.Kind kind() {
    return Prepared.Kind.UPDATE;
  }

  @Override
  public Outcome run(EngineSession session, Delta values) {
    return Outcome.ofCount(action.applyAsLong(session));
  }
}
