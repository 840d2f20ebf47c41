// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;

/**
 * A fused chain of filters and projections: a function from one row to at most one row, applied to
 * every row of a delta, weights unchanged. Linear and without state.
 *
 * <p>A row on which an expression fails goes to {@code errors} with its weight instead. The loop
 * over the batch is inside the implementation, so that generated code has one call per batch.
 */
public interface Transform {
  /** Layout of the rows taken. */
  RowLayout input();

  /** Layout of the rows given. */
  RowLayout output();

  /** Appends to {@code out} what the rows of {@code in} become. Cost: O(rows of {@code in}). */
  void apply(Delta in, Delta out, Errors errors);

  /** Whether a row can fail at all; when false, {@code errors} stays untouched. */
  boolean canFail();
}
