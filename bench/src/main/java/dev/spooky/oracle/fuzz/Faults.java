// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.fuzz;

import dev.spooky.sql.error.SpookySqlException;

/** Tells errors that no user can cause from refusals. */
final class Faults {
  private static final String PLANNER = "org.apache.calcite.";

  private Faults() {}

  /**
   * Whether an error is a fault of the engine. Not so the planner library's own assertions: without
   * {@code -ea} they are off, and the answers right.
   */
  static boolean isFault(SpookySqlException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    StackTraceElement[] trace = root.getStackTrace();
    boolean assertion = root instanceof AssertionError;
    boolean theirs = assertion && trace.length > 0 && trace[0].getClassName().startsWith(PLANNER);
    return e.sqlState().startsWith("XX") && !theirs;
  }
}
