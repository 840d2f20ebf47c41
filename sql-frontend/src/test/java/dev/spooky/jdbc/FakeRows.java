// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Column;
import dev.spooky.engine.Rows;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Rows from a queue; live ones wait for more, others end when it is empty. */
final class FakeRows implements Rows {
  private static final Object[] WAKE = {};

  final BlockingQueue<@Nullable Object[]> queue = new LinkedBlockingQueue<>();
  private final List<Column> columns;
  private final boolean live;
  private @Nullable Object[] row = WAKE;
  private volatile boolean cancelled;
  volatile boolean closed;

  FakeRows(List<Column> columns, boolean live) {
    this.columns = columns;
    this.live = live;
  }

  @Override
  public boolean next() {
    return next(Duration.ofDays(1));
  }

  @Override
  public boolean next(Duration timeout) {
    checkCancelled();
    @Nullable Object[] next;
    try {
      next = live ? queue.poll(timeout.toMillis(), TimeUnit.MILLISECONDS) : queue.poll();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    checkCancelled();
    if (next == null) {
      return false;
    }
    row = next;
    return true;
  }

  private void checkCancelled() {
    if (cancelled) {
      throw SpookySqlException.of(SqlErrorCode.CANCELLED, "cancelled by a user");
    }
  }

  @Override
  public boolean isEnded() {
    return !live && queue.isEmpty();
  }

  @Override
  public long tick() {
    return 1;
  }

  @Override
  public void cancel() {
    cancelled = true;
    queue.add(WAKE);
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public boolean isNull(int column) {
    return row[column] == null;
  }

  @Override
  public boolean getBoolean(int column) {
    return Boolean.TRUE.equals(row[column]);
  }

  @Override
  public long getLong(int column) {
    try {
      return number(column).longValueExact();
    } catch (ArithmeticException e) {
      throw SpookySqlException.of(SqlErrorCode.NUMERIC_OVERFLOW, "has a fraction").withCause(e);
    }
  }

  private BigDecimal number(int column) {
    return new BigDecimal(String.valueOf(row[column]));
  }

  @Override
  public double getDouble(int column) {
    return ((Number) row[column]).doubleValue();
  }

  @Override
  public @Nullable BigDecimal getDecimal(int column) {
    return number(column);
  }

  @Override
  public @Nullable String getString(int column) {
    return String.valueOf(row[column]);
  }

  @Override
  public byte @Nullable [] getBytes(int column) {
    return (byte[]) row[column];
  }

  @Override
  public @Nullable Object getObject(int column) {
    return row[column];
  }
}
