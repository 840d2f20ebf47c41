// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.corpus;

import java.util.List;

/** One step of a script. */
sealed interface ScriptRecord {
  /** Line of the script, from 1. */
  int line();

  /** What to execute. */
  String sql();

  /** Something to do, and whether it is to succeed. */
  record Step(int line, String sql, boolean succeeds) implements ScriptRecord {}

  /**
   * Something to ask.
   *
   * @param types one letter a column: I integer, R number with three digits, T text
   * @param expected the values, or one line {@code "<count> values hashing to <md5>"}
   */
  record Query(int line, String sql, String types, Sort sort, List<String> expected)
      implements ScriptRecord {}

  /** What is sorted before answers are compared. */
  enum Sort {
    NOSORT,
    ROWSORT,
    VALUESORT
  }
}
