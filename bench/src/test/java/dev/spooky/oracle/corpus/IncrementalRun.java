// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.corpus;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A script whose queries are views that are there before the data: all rows are taken away, the
 * views defined, the rows brought in, taken away and brought in again in random transactions, and
 * then the views read.
 */
final class IncrementalRun extends ScriptRun {
  private static final int VIEWS_AT_A_TIME = 100;

  private final Random random;
  private final List<ScriptRecord.Query> waiting = new ArrayList<>();

  IncrementalRun(Predicate<ScriptRecord.Query> chosen, long seed) throws SQLException {
    super(chosen);
    this.random = new Random(seed);
  }

  @Override
  void ask(ScriptRecord.Query query) throws SQLException {
    waiting.add(query);
    if (waiting.size() == VIEWS_AT_A_TIME) {
      settle();
    }
  }

  @Override
  void settle() throws SQLException {
    if (waiting.isEmpty()) {
      return;
    }
    List<TableRows> tables = TableRows.all(connection);
    for (TableRows table : tables) {
      statement.execute("DELETE FROM " + table.name());
    }
    List<Integer> views = new ArrayList<>();
    for (int i = 0; i < waiting.size(); i++) {
      if (define(i, waiting.get(i))) {
        views.add(i);
      }
    }
    move(tables, true);
    move(tables, false);
    move(tables, true);
    for (int view : views) {
      check(waiting.get(view), "SELECT * FROM slt_view_" + view);
    }
    for (int view : views) {
      statement.execute("DROP VIEW slt_view_" + view);
    }
    waiting.clear();
  }

  private boolean define(int number, ScriptRecord.Query query) {
    String columns =
        IntStream.range(0, query.types().length())
            .mapToObj(i -> "c" + i)
            .collect(Collectors.joining(", "));
    try {
      statement.execute(
          "CREATE MATERIALIZED VIEW slt_view_"
              + number
              + " ("
              + columns
              + ") ON ERROR SUSPEND AS "
              + query.sql());
      return true;
    } catch (SQLException e) {
      tally.error(query, e);
      return false;
    }
  }

  /** Brings all rows in or takes them away, in random order and transactions. */
  private void move(List<TableRows> tables, boolean in) throws SQLException {
    List<Runnable> order = new ArrayList<>();
    connection.setAutoCommit(false);
    for (TableRows table : tables) {
      for (int row = 0; row < table.rows().size(); row++) {
        int moved = row;
        order.add(() -> table.move(connection, moved, in));
      }
    }
    Collections.shuffle(order, random);
    int left = 0;
    for (Runnable change : order) {
      if (left-- == 0) {
        connection.commit();
        left = random.nextInt(1 + order.size() / 2);
      }
      change.run();
    }
    connection.commit();
    connection.setAutoCommit(true);
  }
}
