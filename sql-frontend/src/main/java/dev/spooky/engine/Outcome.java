// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

import java.util.Optional;

/** What a statement gave: rows, or a number of changed rows. */
public final class Outcome {
  private final Optional<Rows> rows;
  private final long updateCount;

  private Outcome(Optional<Rows> rows, long updateCount) {
    this.rows = rows;
    this.updateCount = updateCount;
  }

  /** The outcome of a query or a SUBSCRIBE. */
  public static Outcome ofRows(Rows rows) {
    return new Outcome(Optional.of(rows), -1);
  }

  /** The outcome of a statement that changes {@code updateCount} rows; 0 for definitions. */
  public static Outcome ofCount(long updateCount) {
    return new Outcome(Optional.empty(), updateCount);
  }

  /** The rows of a query. */
  public Optional<Rows> rows() {
    return rows;
  }

  /** Rows inserted, updated or deleted; −1 for a query. */
  public long updateCount() {
    return updateCount;
  }
}
