// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

import org.jspecify.annotations.Nullable;

/**
 * Writes rows in bulk into one table: straight into a delta, without boxing. Values come in the
 * order of the columns; {@link #endRow} ends a row. Columns that were not named get their DEFAULT.
 * Not thread-safe.
 *
 * <p>Outside of a transaction {@link #flush} commits the rows since the last flush as one tick, all
 * or none; inside, they join the transaction.
 */
public interface Appender extends AutoCloseable {
  /** Appends NULL. */
  Appender appendNull();

  /** Appends a boolean. */
  Appender append(boolean value);

  /** Appends an integer. */
  Appender append(long value);

  /** Appends a double. */
  Appender append(double value);

  /** Appends a text. */
  Appender append(@Nullable String value);

  /** Appends any Java object of {@link SqlType}'s list, a Number, or null. */
  Appender appendObject(@Nullable Object value);

  /** Ends the row, which is inserted. */
  void endRow();

  /**
   * Ends the row, which is taken away: a table with a key needs the key's columns right, a table
   * without one the whole row.
   */
  void endDeletedRow();

  /** Rows since the last flush. */
  int pendingRows();

  /**
   * Applies the rows.
   *
   * @return the tick from which on they are visible; −1 inside a transaction
   */
  long flush();

  /** Flushes and ends. */
  @Override
  void close();
}
