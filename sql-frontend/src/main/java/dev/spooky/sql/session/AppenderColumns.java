// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Outcome;
import dev.spooky.engine.Rows;
import dev.spooky.sql.catalog.ColumnRule;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.exec.BulkAppender;
import dev.spooky.sql.parser.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Which columns an appender is given, and what the others are. */
final class AppenderColumns {
  private AppenderColumns() {}

  static BulkAppender.Target of(EngineSession session, TableEntry table, String... columns) {
    List<String> names = table.rowType().getFieldNames();
    if (columns.length == 0) {
      int[] all =
          IntStream.range(0, names.size())
              .filter(i -> !isOwn(table.definition().rules().get(i)))
              .toArray();
      return new BulkAppender.Target(all, List.of(), List.of());
    }
    int[] given = new int[columns.length];
    for (int i = 0; i < given.length; i++) {
      given[i] = names.indexOf(columns[i]);
      if (given[i] < 0) {
        throw SpookySqlException.of(SqlErrorCode.UNDEFINED_COLUMN, columns[i]);
      }
      for (int j = 0; j < i; j++) {
        if (given[j] == given[i]) {
          throw SpookySqlException.of(SqlErrorCode.DUPLICATE_COLUMN, columns[i]);
        }
      }
    }
    List<Integer> others = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      int column = i;
      if (IntStream.of(given).noneMatch(g -> g == column)) {
        SqlNode value = table.defaultOf(i);
        if (value != null) {
          others.add(i);
          values.add(evaluate(session, SqlText.toSql(value)));
        }
      }
    }
    return new BulkAppender.Target(given, others, values);
  }

  /** Whether values of the column are always the table's own. */
  private static boolean isOwn(ColumnRule rule) {
    return rule.generated() != null || rule.always();
  }

  private static @Nullable Object evaluate(EngineSession session, String expression) {
    Outcome outcome = session.execute("SELECT " + expression);
    try (Rows rows = outcome.rows().orElseThrow()) {
      rows.next();
      return rows.getObject(0);
    }
  }
}
