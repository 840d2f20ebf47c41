// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Outcome;
import dev.spooky.engine.Prepared;
import dev.spooky.engine.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What plain and prepared statements have in common: settings, results, running, cancelling,
 * closing. {@link #cancel} and {@link #close} may come from any thread.
 */
abstract class StatementBase implements Statement {
  private final SpookyConnection connection;
  private final Execution execution = new Execution();
  private final Results results = new Results();
  private @Nullable Prepared keyed;
  private volatile int timeoutSeconds;
  private volatile boolean closed;
  private long maxRows;
  private int fetchSize;
  private boolean poolable;
  private boolean escapes = true;
  private boolean discarding;
  private volatile boolean closeOnCompletion;

  StatementBase(SpookyConnection connection) {
    this.connection = connection;
    this.timeoutSeconds = connection.defaultTimeoutSeconds();
  }

  static int notNegative(int value, String name) throws SQLException {
    if (value < 0) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, name + " " + value + " is negative");
    }
    return value;
  }

  /** A count as JDBC's older methods give it. */
  static int toInt(long count) {
    return (int) Math.min(count, Integer.MAX_VALUE);
  }

  final SpookyConnection connection() {
    return connection;
  }

  final Results results() {
    return results;
  }

  final int timeoutSeconds() {
    return timeoutSeconds;
  }

  final long maxRows() {
    return maxRows;
  }

  final int fetchSize() {
    return fetchSize;
  }

  final boolean escapes() {
    return escapes;
  }

  final void checkOpen() throws SQLException {
    if (closed) {
      throw SqlErrors.of(SqlErrors.OBJECT_CLOSED, "the statement is closed");
    }
    connection.checkOpen();
  }

  /** Runs {@code call}, which executes {@code prepared}, under the timeout. */
  final <T> T run(Prepared prepared, Supplier<T> call) throws SQLException {
    return connection.run(prepared, () -> execution.run(prepared, timeoutSeconds, call));
  }

  /** Says whose generated keys are to be given. */
  final void keyed(Prepared source) {
    keyed = source;
  }

  /** Keeps an outcome as the next result. */
  final void keep(Prepared prepared, Outcome outcome) throws SQLException {
    if (outcome.rows().isEmpty()) {
      results.add(outcome.updateCount());
      return;
    }
    boolean live = prepared.kind() == Prepared.Kind.SUBSCRIBE;
    SpookyResultSet rows = new SpookyResultSet(this, outcome.rows().get(), live);
    results.add(rows);
    if (closed) {
      rows.close();
      throw SqlErrors.of(SqlErrors.CANCELLED, "the statement was closed while it ran");
    }
  }

  /** Throws if a statement that gives rows (or none) was asked for the other. */
  static void checkKind(Prepared prepared, boolean wantsRows) throws SQLException {
    boolean givesRows = !prepared.columns().isEmpty();
    if (wantsRows && !givesRows) {
      throw SqlErrors.of(
          SqlErrors.NOT_A_QUERY, "the statement gives no rows: use executeUpdate or execute");
    }
    if (!wantsRows && givesRows) {
      throw SqlErrors.of(
          SqlErrors.IS_A_QUERY, "the statement gives rows: use executeQuery or execute");
    }
  }

  final ResultSet currentRows() throws SQLException {
    ResultSet rows = results.rows();
    if (rows == null) {
      throw SqlErrors.of(SqlErrors.NOT_A_QUERY, "the statement gave no rows");
    }
    return rows;
  }

  /** Closes what the last execution left, which does not complete the statement. */
  final void discardResults() throws SQLException {
    if (results.isEmpty()) {
      return;
    }
    discarding = true;
    try {
      connection.release(results::clear);
    } finally {
      discarding = false;
    }
  }

  final void resultClosed(SpookyResultSet rows) throws SQLException {
    if (results.remove(rows) && closeOnCompletion && !discarding) {
      close();
    }
  }

  @Override
  public final void cancel() throws SQLException {
    checkOpen();
    cancelAll();
  }

  /** Ends what runs and what waits. */
  final void cancelAll() throws SQLException {
    try {
      execution.cancel();
      results.cancel();
    } catch (RuntimeException e) {
      throw SqlErrors.translate(e);
    }
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    cancelAll();
    results.closeAll();
    connection.forget(this);
    connection.release(this::release);
  }

  /** Gives back what the statement holds of the engine; called once, under the lock. */
  void release() throws SQLException {
    results.clear();
  }

  @Override
  public final boolean isClosed() {
    return closed;
  }

  @Override
  public final @Nullable ResultSet getResultSet() throws SQLException {
    checkOpen();
    return results.rows();
  }

  @Override
  public final int getUpdateCount() throws SQLException {
    return toInt(getLargeUpdateCount());
  }

  @Override
  public final long getLargeUpdateCount() throws SQLException {
    checkOpen();
    return results.count();
  }

  @Override
  public final boolean getMoreResults() throws SQLException {
    return getMoreResults(CLOSE_CURRENT_RESULT);
  }

  @Override
  public final boolean getMoreResults(int mode) throws SQLException {
    checkOpen();
    return results.advance(mode);
  }

  @Override
  public final ResultSet getGeneratedKeys() throws SQLException {
    checkOpen();
    Prepared source = keyed;
    Optional<Rows> rows = source == null ? Optional.empty() : source.generated();
    return new SpookyResultSet(connection, rows.orElse(new MemoryRows(List.of(), List.of())));
  }

  @Override
  public final Connection getConnection() throws SQLException {
    checkOpen();
    return connection;
  }

  @Override
  public final int getQueryTimeout() throws SQLException {
    checkOpen();
    return timeoutSeconds;
  }

  @Override
  public final void setQueryTimeout(int seconds) throws SQLException {
    checkOpen();
    timeoutSeconds = notNegative(seconds, "query timeout");
  }

  @Override
  public final int getMaxRows() throws SQLException {
    return toInt(getLargeMaxRows());
  }

  @Override
  public final void setMaxRows(int max) throws SQLException {
    setLargeMaxRows(max);
  }

  @Override
  public final long getLargeMaxRows() throws SQLException {
    checkOpen();
    return maxRows;
  }

  @Override
  public final void setLargeMaxRows(long max) throws SQLException {
    checkOpen();
    if (max < 0) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "row limit " + max + " is negative");
    }
    maxRows = max;
  }

  @Override
  public final int getMaxFieldSize() throws SQLException {
    checkOpen();
    return 0;
  }

  @Override
  public final void setMaxFieldSize(int max) throws SQLException {
    checkOpen();
    if (notNegative(max, "field size limit") > 0) {
      throw SqlErrors.unsupported("cutting off long values", "SUBSTRING in the query");
    }
  }

  @Override
  public final void setEscapeProcessing(boolean enable) throws SQLException {
    checkOpen();
    escapes = enable;
  }

  @Override
  public final void setCursorName(String name) throws SQLException {
    checkOpen();
    throw SqlErrors.unsupported("naming cursors");
  }

  @Override
  public final int getFetchDirection() throws SQLException {
    checkOpen();
    return ResultSet.FETCH_FORWARD;
  }

  @Override
  public final void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    boolean known =
        direction == ResultSet.FETCH_FORWARD
            || direction == ResultSet.FETCH_REVERSE
            || direction == ResultSet.FETCH_UNKNOWN;
    if (!known) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "unknown fetch direction " + direction);
    }
  }

  @Override
  public final int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  @Override
  public final void setFetchSize(int rowCount) throws SQLException {
    checkOpen();
    fetchSize = notNegative(rowCount, "fetch size");
  }

  @Override
  public final int getResultSetType() throws SQLException {
    checkOpen();
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public final int getResultSetConcurrency() throws SQLException {
    checkOpen();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public final int getResultSetHoldability() throws SQLException {
    checkOpen();
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public final boolean isPoolable() throws SQLException {
    checkOpen();
    return poolable;
  }

  @Override
  public final void setPoolable(boolean poolable) throws SQLException {
    checkOpen();
    this.poolable = poolable;
  }

  @Override
  public final boolean isCloseOnCompletion() throws SQLException {
    checkOpen();
    return closeOnCompletion;
  }

  @Override
  public final void closeOnCompletion() throws SQLException {
    checkOpen();
    closeOnCompletion = true;
  }

  @Override
  public final @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return null;
  }

  @Override
  public final void clearWarnings() throws SQLException {
    checkOpen();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(type, this);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrappers.find(type, this) != null;
  }
}
