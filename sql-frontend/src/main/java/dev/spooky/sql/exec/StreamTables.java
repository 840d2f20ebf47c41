// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.StoredRelation;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Tables whose rows are not kept. A view sees the changes from its definition on; so one made after
 * some changes must not share state with those made before them, and gets a source of its own.
 */
final class StreamTables {
  private final Database database;
  private final Set<Long> moved = new HashSet<>();

  StreamTables(Database database) {
    this.database = database;
  }

  /** A table has changes. Under the state lock. */
  void changed(TableEntry table) {
    if (table.definition().kind().isStream()) {
      moved.add(table.number());
    }
  }

  /** The source of a relation's changes for what is made now. Under the state lock. */
  Node source(StoredRelation relation) {
    Stored stored = database.stored(relation);
    if (!(relation instanceof TableEntry table) || !moved.remove(table.number())) {
      return stored.stream();
    }
    Node fresh =
        database
            .circuit()
            .addSource("table " + database.newId(table.name()), RowLayouts.layout(table.rowType()));
    database.store(table, stored.withStream(fresh));
    int[] same = IntStream.range(0, table.rowType().getFieldCount()).toArray();
    database.feeds().altered(table, stored.stream(), same);
    return fresh;
  }

  /** Throws if a relation's rows cannot be read. */
  static void checkReadable(StoredRelation relation) {
    if (relation instanceof TableEntry table && table.definition().kind().isStream()) {
      throw unreadable(table, SqlParserPos.ZERO);
    }
  }

  /** What to say of a statement that would have to read a table whose rows are not kept. */
  static SpookySqlException unreadable(TableEntry table, SqlParserPos where) {
    return SpookySqlException.unsupported(
        "reading table '" + table.label() + "', whose rows are not stored",
        where,
        "read a materialized view of it, or make the table without STORED = FALSE");
  }
}
