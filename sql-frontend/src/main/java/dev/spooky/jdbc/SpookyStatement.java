// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Outcome;
import dev.spooky.engine.Prepared;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL text. A text of several statements runs as a whole; what each gave is had by {@link
 * #getMoreResults}.
 */
final class SpookyStatement extends StatementBase {
  /** What the caller expects of the first statement. */
  private enum Expected {
    ANYTHING,
    ROWS,
    COUNT
  }

  private final List<String> batch = new ArrayList<>();
  private KeyColumns keys = KeyColumns.NONE;

  SpookyStatement(SpookyConnection connection) {
    super(connection);
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    runAll(sql, Expected.ROWS);
    return currentRows();
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    runAll(sql, Expected.COUNT);
    return results().count();
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    runAll(sql, Expected.ANYTHING);
    return results().rows() != null;
  }

  private void runAll(String sql, Expected expected) throws SQLException {
    checkOpen();
    discardResults();
    boolean complete = false;
    try {
      Expected wanted = expected;
      for (String piece : connection().split(text(sql))) {
        runOne(piece, wanted);
        wanted = expected == Expected.ROWS ? Expected.ANYTHING : expected;
      }
      complete = true;
    } finally {
      if (!complete && !isClosed()) {
        discardResults();
      }
    }
  }

  private void runOne(String sql, Expected expected) throws SQLException {
    Prepared prepared = connection().prepare(sql);
    keys.keep(prepared);
    keyed(prepared);
    results().own(prepared);
    if (expected != Expected.ANYTHING) {
      checkKind(prepared, expected == Expected.ROWS);
    }
    Outcome outcome = run(prepared, () -> prepared.execute(prepared.bind()));
    keep(prepared, outcome);
  }

  private String text(String sql) throws SQLException {
    return escapes() ? Escapes.process(sql) : sql;
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    checkOpen();
    batch.add(text(sql));
  }

  @Override
  public void clearBatch() throws SQLException {
    checkOpen();
    batch.clear();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    checkOpen();
    discardResults();
    List<String> statements = List.copyOf(batch);
    batch.clear();
    return new StatementBatch(this, statements).execute();
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return StatementBatch.toInts(executeLargeBatch());
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    return toInt(executeLargeUpdate(sql));
  }

  @Override
  public int executeUpdate(String sql, int keys) throws SQLException {
    return toInt(executeLargeUpdate(sql, keys));
  }

  @Override
  public int executeUpdate(String sql, int @Nullable [] columns) throws SQLException {
    return toInt(executeLargeUpdate(sql, columns));
  }

  @Override
  public int executeUpdate(String sql, String @Nullable [] columns) throws SQLException {
    return toInt(executeLargeUpdate(sql, columns));
  }

  @Override
  public long executeLargeUpdate(String sql, int keys) throws SQLException {
    return keeping(KeyColumns.of(keys), () -> executeLargeUpdate(sql));
  }

  @Override
  public long executeLargeUpdate(String sql, int @Nullable [] columns) throws SQLException {
    return keeping(KeyColumns.of(columns), () -> executeLargeUpdate(sql));
  }

  @Override
  public long executeLargeUpdate(String sql, String @Nullable [] columns) throws SQLException {
    return keeping(KeyColumns.of(columns), () -> executeLargeUpdate(sql));
  }

  @Override
  public boolean execute(String sql, int keys) throws SQLException {
    return keeping(KeyColumns.of(keys), () -> execute(sql));
  }

  @Override
  public boolean execute(String sql, int @Nullable [] columns) throws SQLException {
    return keeping(KeyColumns.of(columns), () -> execute(sql));
  }

  @Override
  public boolean execute(String sql, String @Nullable [] columns) throws SQLException {
    return keeping(KeyColumns.of(columns), () -> execute(sql));
  }

  private <T> T keeping(KeyColumns columns, Execution<T> execution) throws SQLException {
    checkOpen();
    keys = columns;
    try {
      return execution.run();
    } finally {
      keys = KeyColumns.NONE;
    }
  }

  /** One of the ways to execute. */
  @FunctionalInterface
  private interface Execution<T> {
    T run() throws SQLException;
  }
}
