// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.runtime.trace.ZSetCursor;
import dev.spooky.runtime.zset.Consolidator;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.catalog.TableEntry;
import java.util.List;

/** Takes away all rows of tables, as one statement. */
public final class Truncation {
  private final Database database;

  /** Truncates tables of {@code database}. */
  public Truncation(Database database) {
    this.database = database;
  }

  /** Takes the rows away; their number. */
  public long run(List<TableEntry> tables, Run run) {
    return new SingleStatement(database).run(run, tables.size(), within -> run(tables, within));
  }

  private long run(List<TableEntry> tables, Transaction transaction) {
    return StatementChanges.run(
        database,
        transaction,
        statement -> {
          long count = 0;
          for (TableEntry table : tables) {
            count += clear(table, statement.on(table));
          }
          return count;
        });
  }

  private long clear(TableEntry table, TableChanges changes) {
    long count = 0;
    Delta all = new Delta(changes.layout());
    ZSetCursor[] cursor = new ZSetCursor[1];
    database.pin(() -> cursor[0] = database.stored(table).rows().scan());
    while (cursor[0].next()) {
      count += cursor[0].weight();
      all.add(cursor[0].bytes(), cursor[0].row(), cursor[0].length(), -cursor[0].weight());
    }
    Delta net = changes.net();
    for (int i = 0; i < net.count(); i++) {
      count += net.weight(i);
      all.addFrom(net, i, -1);
    }
    new Consolidator(database.hash()).consolidate(all);
    changes.add(all);
    return count;
  }
}
