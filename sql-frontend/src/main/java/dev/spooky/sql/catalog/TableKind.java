// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

/** What is kept of a table's rows. */
public enum TableKind {
  /** All rows: they can be read, and views made later see them. */
  STORED,
  /**
   * None: changes pass through to the views that are there, and a deletion brings the whole row.
   */
  STREAM,
  /** As of a stream, but the rows are kept to check that none is deleted that was not there. */
  CHECKED_STREAM;

  /** Whether a table's rows cannot be read. */
  public boolean isStream() {
    return this != STORED;
  }
}
