// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import java.util.List;

/**
 * A transaction as its client knows it.
 *
 * @param began the moment before its BEGIN
 * @param ending the moment before its COMMIT or ROLLBACK
 * @param ended the moment after it
 */
record Txn(
    int id, Level level, List<Op> ops, boolean committed, long began, long ending, long ended) {
  @Override
  public String toString() {
    return "T" + id + " " + level + (committed ? " " : " (aborted) ") + ops;
  }
}
