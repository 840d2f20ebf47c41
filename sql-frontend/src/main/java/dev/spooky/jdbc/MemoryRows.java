// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Column;
import dev.spooky.engine.Rows;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that the driver makes itself, for {@link java.sql.DatabaseMetaData} and of arrays: the
 * engine's objects.
 */
final class MemoryRows implements Rows {
  private final List<Column> columns;
  private final List<@Nullable Object[]> rows;
  private int at = -1;

  MemoryRows(List<Column> columns, List<@Nullable Object[]> rows) {
    this.columns = columns;
    this.rows = rows;
  }

  private @Nullable Object value(int column) {
    return rows.get(at)[column];
  }

  @Override
  public boolean next() {
    at = Math.min(at + 1, rows.size());
    return at < rows.size();
  }

  @Override
  public boolean next(Duration timeout) {
    return next();
  }

  @Override
  public boolean isEnded() {
    return at >= rows.size();
  }

  @Override
  public long tick() {
    return -1;
  }

  @Override
  public void cancel() {}

  @Override
  public void close() {}

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public boolean isNull(int column) {
    return value(column) == null;
  }

  @Override
  public boolean getBoolean(int column) {
    return Boolean.TRUE.equals(value(column));
  }

  @Override
  public long getLong(int column) {
    return value(column) instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public double getDouble(int column) {
    return value(column) instanceof Number number ? number.doubleValue() : 0;
  }

  @Override
  public @Nullable BigDecimal getDecimal(int column) {
    Object value = value(column);
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    return value instanceof Number number ? new BigDecimal(number.toString()) : null;
  }

  @Override
  public @Nullable String getString(int column) {
    Object value = value(column);
    return value == null ? null : value.toString();
  }

  @Override
  public byte @Nullable [] getBytes(int column) {
    return value(column) instanceof byte[] bytes ? bytes.clone() : null;
  }

  @Override
  public @Nullable Object getObject(int column) {
    return value(column);
  }
}
