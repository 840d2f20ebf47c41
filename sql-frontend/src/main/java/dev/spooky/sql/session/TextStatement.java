// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Column;
import dev.spooky.engine.Outcome;
import dev.spooky.engine.Prepared;
import dev.spooky.engine.SqlType;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.exec.TextRows;
import java.util.List;
import java.util.function.Function;

/**
 * A statement whose result is lines of text: EXPLAIN, SHOW.
 *
 * @param column the result's only column
 * @param lines makes the lines
 */
record TextStatement(String column, Function<EngineSession, List<String>> lines)
    implements Executable {
  @Override
  public Prepared.Kind kind() {
    return Prepared.Kind.QUERY;
  }

  @Override
  public List<Column> columns() {
    return List.of(new Column(column, SqlType.VARCHAR, -1, 0, false));
  }

  @Override
  public Outcome run(EngineSession session, Delta values) {
    return Outcome.ofRows(
        TextRows.of(
            session.engine().types(), column, lines.apply(session), session.engine().tick()));
  }
}
