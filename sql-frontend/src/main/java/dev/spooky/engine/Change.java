// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

/**
 * The net change of a view over the ticks after {@link #fromTick} up to {@link #toTick}: rows with
 * weights, consolidated, at most one entry a row. A cursor that starts before the first row; can be
 * gone through again after {@link #rewind}. Not thread-safe.
 */
public interface Change extends RowView {
  /** The tick before the first one contained; −1 for a snapshot. */
  long fromTick();

  /** The last tick contained. */
  long toTick();

  /** Whether this is the view's whole content as of {@link #toTick}. */
  boolean isSnapshot();

  /** Number of rows. */
  int size();

  /** Moves to the next row; false after the last. */
  boolean next();

  /** How many times the row comes (positive) or goes (negative). */
  long weight();

  /** Moves before the first row. */
  void rewind();
}
