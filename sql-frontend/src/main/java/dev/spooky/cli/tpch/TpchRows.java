// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.tpch;

import dev.spooky.engine.Appender;
import dev.spooky.engine.Session;
import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Writes generated rows of a table. */
final class TpchRows {
  private static final int COMMIT_ROWS = 10_000;

  private TpchRows() {}

  /** Fills a table, some rows in each commit; gives their number. */
  static <E extends TpchEntity> long load(Session session, TpchTable<E> table, double scale) {
    long rows = 0;
    try (Appender appender = session.appender(name(table))) {
      for (E row : table.createGenerator(scale, 1, 1)) {
        append(appender, table, row);
        appender.endRow();
        rows++;
        if (appender.pendingRows() >= COMMIT_ROWS) {
          appender.flush();
        }
      }
    }
    return rows;
  }

  /** The table's name in the schema. */
  static String name(TpchTable<?> table) {
    return table.getTableName();
  }

  /** Appends the values of a row, in the order of the columns. */
  static <E extends TpchEntity> void append(Appender appender, TpchTable<E> table, E row) {
    for (TpchColumn<E> column : table.getColumns()) {
      switch (column.getType().getBase()) {
        case IDENTIFIER -> appender.append(column.getIdentifier(row));
        case INTEGER -> appender.append(column.getInteger(row));
        case DATE -> appender.appendObject(LocalDate.ofEpochDay(column.getDate(row)));
        case DOUBLE -> appender.appendObject(cents(column.getDouble(row)));
        case VARCHAR -> appender.append(column.getString(row));
      }
    }
  }

  /** All amounts of TPC-H have two digits after the point. */
  private static BigDecimal cents(double amount) {
    return BigDecimal.valueOf(Math.round(amount * 100), 2);
  }
}
