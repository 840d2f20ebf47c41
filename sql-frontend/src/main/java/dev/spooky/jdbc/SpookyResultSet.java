// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Column;
import dev.spooky.engine.Rows;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A forward-only, read-only cursor over {@link Rows}. Over a SUBSCRIBE, {@link #next} waits for the
 * next change; cancelling the statement or closing the result set, its statement or its connection
 * from any thread ends the wait with SQLSTATE 57014. The statement's query timeout bounds each
 * wait: when it has passed, {@link #next} throws a {@code SQLTimeoutException} and may be called
 * again, nothing is lost.
 */
final class SpookyResultSet extends ReadsByIndex {
  private final Rows rows;
  private final @Nullable StatementBase owner;
  private final boolean live;
  private final long maxRows;
  private int fetchSize;
  private long rowNumber;
  private boolean onRow;
  private boolean ended;
  private boolean peeked;
  private @Nullable Map<String, Integer> labels;
  private volatile boolean closed;
  private volatile boolean cancelled;

  /** A cursor of a statement; {@code live} if it goes on for ever. */
  SpookyResultSet(StatementBase owner, Rows rows, boolean live) {
    super(rows, owner.connection()::zone);
    this.owner = owner;
    this.rows = rows;
    this.live = live;
    this.maxRows = owner.maxRows();
    this.fetchSize = owner.fetchSize();
  }

  /** A cursor without a statement. */
  SpookyResultSet(SpookyConnection connection, Rows rows) {
    this(connection::zone, rows);
  }

  /** A cursor of the driver's own rows. */
  SpookyResultSet(Supplier<ZoneId> zone, Rows rows) {
    super(rows, zone);
    this.owner = null;
    this.rows = rows;
    this.live = false;
    this.maxRows = 0;
  }

  @Override
  public boolean next() throws SQLException {
    checkOpen();
    if (ended || (maxRows > 0 && rowNumber >= maxRows)) {
      ended = true;
      onRow = false;
      return false;
    }
    onRow = peeked || advance();
    peeked = false;
    if (onRow) {
      rowNumber++;
    } else {
      ended = true;
    }
    return onRow;
  }

  private boolean advance() throws SQLException {
    onRow = false;
    int timeout = live && owner != null ? owner.timeoutSeconds() : 0;
    try {
      if (timeout == 0 ? rows.next() : rows.next(Duration.ofSeconds(timeout))) {
        return true;
      }
    } catch (RuntimeException e) {
      throw closed || cancelled ? stopped(e) : SqlErrors.translate(e);
    }
    if (closed || (cancelled && live)) {
      throw stopped(null);
    }
    if (timeout > 0 && !rows.isEnded()) {
      throw SqlErrors.timeout(timeout, null);
    }
    return false;
  }

  private SQLException stopped(@Nullable RuntimeException cause) {
    return SqlErrors.of(
        SqlErrors.CANCELLED,
        closed ? "the result set was closed while it was read" : "the statement was cancelled",
        cause);
  }

  /** Ends the cursor from another thread. */
  void cancel() {
    cancelled = true;
    rows.cancel();
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      rows.cancel();
      rows.close();
    } catch (RuntimeException e) {
      throw SqlErrors.translate(e);
    } finally {
      if (owner != null) {
        owner.resultClosed(this);
      }
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  void checkOpen() throws SQLException {
    if (closed) {
      throw SqlErrors.of(SqlErrors.CURSOR_STATE, "the result set is closed");
    }
  }

  @Override
  void checkOnRow() throws SQLException {
    checkOpen();
    if (!onRow) {
      throw SqlErrors.of(
          SqlErrors.CURSOR_STATE,
          ended ? "the cursor is after the last row" : "the cursor is before the first row");
    }
  }

  @Override
  public int findColumn(@Nullable String label) throws SQLException {
    checkOpen();
    Map<String, Integer> known = labels;
    if (known == null) {
      known = new HashMap<>();
      List<Column> columns = rows.columns();
      for (int i = 0; i < columns.size(); i++) {
        known.putIfAbsent(columns.get(i).name().toLowerCase(Locale.ROOT), i + 1);
      }
      labels = known;
    }
    Integer found = label == null ? null : known.get(label.toLowerCase(Locale.ROOT));
    if (found == null) {
      throw SqlErrors.of(
          SqlErrors.NO_SUCH_COLUMN, "the result has no column with the label '" + label + "'");
    }
    return found;
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return new ResultColumns(rows.columns());
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    checkOpen();
    if (rowNumber > 0 || ended) {
      return false;
    }
    if (!live && !peeked) {
      peeked = advance();
      ended = !peeked;
    }
    return !ended;
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    checkOpen();
    return ended && rowNumber > 0;
  }

  @Override
  public boolean isFirst() throws SQLException {
    checkOpen();
    return onRow && rowNumber == 1;
  }

  @Override
  public boolean isLast() throws SQLException {
    throw scrolling();
  }

  @Override
  public void beforeFirst() throws SQLException {
    throw scrolling();
  }

  @Override
  public void afterLast() throws SQLException {
    throw scrolling();
  }

  @Override
  public boolean first() throws SQLException {
    throw scrolling();
  }

  @Override
  public boolean last() throws SQLException {
    throw scrolling();
  }

  @Override
  public boolean absolute(int row) throws SQLException {
    throw scrolling();
  }

  @Override
  public boolean relative(int count) throws SQLException {
    throw scrolling();
  }

  @Override
  public boolean previous() throws SQLException {
    throw scrolling();
  }

  private SQLException scrolling() throws SQLException {
    checkOpen();
    return SqlErrors.unsupported("scrolling in a forward-only result set", "next()");
  }

  @Override
  public int getRow() throws SQLException {
    checkOpen();
    return onRow ? (int) Math.min(rowNumber, Integer.MAX_VALUE) : 0;
  }

  @Override
  public @Nullable Statement getStatement() throws SQLException {
    checkOpen();
    return owner;
  }

  @Override
  public int getType() throws SQLException {
    checkOpen();
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public int getConcurrency() throws SQLException {
    checkOpen();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public int getHoldability() throws SQLException {
    checkOpen();
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public int getFetchDirection() throws SQLException {
    checkOpen();
    return ResultSet.FETCH_FORWARD;
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    if (direction != ResultSet.FETCH_FORWARD) {
      throw SqlErrors.unsupported("fetching backwards", "FETCH_FORWARD");
    }
  }

  @Override
  public int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  @Override
  public void setFetchSize(int rowCount) throws SQLException {
    checkOpen();
    fetchSize = StatementBase.notNegative(rowCount, "fetch size");
  }

  @Override
  public String getCursorName() throws SQLException {
    checkOpen();
    throw SqlErrors.unsupported("naming cursors");
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return null;
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(type, this, rows);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrappers.find(type, this, rows) != null;
  }
}
