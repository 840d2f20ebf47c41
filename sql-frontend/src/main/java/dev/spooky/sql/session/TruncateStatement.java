// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Outcome;
import dev.spooky.engine.Prepared;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.ast.TruncateTables;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.exec.Truncation;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** TRUNCATE: all rows of tables go. */
record TruncateStatement(List<TableEntry> tables) implements Executable {
  static TruncateStatement of(TruncateTables statement, Scope scope) {
    List<TableEntry> tables = new ArrayList<>();
    for (SqlNode node : statement.names()) {
      Entry entry = scope.catalog().get((SqlIdentifier) node);
      if (!(entry instanceof TableEntry table)) {
        throw SpookySqlException.at(
            node.getParserPosition(), SqlErrorCode.WRONG_RELATION_KIND, entry.name(), "table");
      }
      if (table.definition().kind().isStream()) {
        throw SpookySqlException.unsupported(
            "TRUNCATE of table '" + table.label() + "', whose rows are not stored",
            node.getParserPosition(),
            "drop its views and make them anew");
      }
      tables.add(table);
    }
    return new TruncateStatement(tables);
  }

  @Override
  public Prepared.Kind kind() {
    return Prepared.Kind.UPDATE;
  }

  @Override
  public Outcome run(EngineSession session, Delta values) {
    return Outcome.ofCount(new Truncation(session.engine().database()).run(tables, session.run()));
  }
}
