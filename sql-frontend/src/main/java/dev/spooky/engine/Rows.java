// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

import java.time.Duration;

/**
 * A cursor over the rows of a query, or over the changes of a SUBSCRIBE, which never ends by
 * itself. Starts before the first row. Not thread-safe but for {@link #cancel} and {@link #close}.
 *
 * <p>A query's rows are those of one tick, unmoved by later commits.
 */
public interface Rows extends RowView, AutoCloseable {
  /** Moves to the next row; false after the last. A SUBSCRIBE waits for the next change. */
  boolean next();

  /**
   * Moves to the next row, waiting at most {@code timeout}.
   *
   * @return false when there is none in time or at all; {@link #isEnded} tells which
   */
  boolean next(Duration timeout);

  /** Whether no row can come any more. */
  boolean isEnded();

  /** The tick whose state the rows show. */
  long tick();

  /** Ends the cursor from any thread; a waiting {@link #next} throws SQLSTATE 57014. */
  void cancel();

  @Override
  void close();
}
