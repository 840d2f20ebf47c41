// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Typed access to the current row of a result or of a change. Columns count from 0. The primitive
 * getters do not allocate; on NULL they give 0 or false.
 *
 * <p>A getter of another type than the column's converts where no information is lost and throws a
 * {@code SpookySqlException} (SQLSTATE 22003 or 42846) where it would be.
 */
public interface RowView {
  /** The columns in order. */
  List<Column> columns();

  /** Whether the value is NULL. */
  boolean isNull(int column);

  /** The value of a BOOLEAN. */
  boolean getBoolean(int column);

  /** The value of an integer, or of a DECIMAL without fraction. */
  long getLong(int column);

  /** The value of any numeric column, rounded to a double. */
  double getDouble(int column);

  /** The exact value of any numeric column, or null. */
  @Nullable BigDecimal getDecimal(int column);

  /** The value as text, as PostgreSQL prints it, or null. */
  @Nullable String getString(int column);

  /** The value of a BINARY or VARBINARY, or null. */
  byte @Nullable [] getBytes(int column);

  /** The value as the Java type that {@link SqlType} names, or null. */
  @Nullable Object getObject(int column);

  /** The row as a Java record whose components are the columns in order. */
  default <T extends Record> T as(Class<T> type) {
    return RecordMapper.of(type, columns()).map(this);
  }
}
