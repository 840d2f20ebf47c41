// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.fuzz;

import java.util.List;

/**
 * What an oracle found.
 *
 * @param oracle which one
 * @param view the view that differs, or "" if none in particular does
 * @param transactions how many transactions had been run
 * @param queries what is to be the same, to be run for both results; empty if SQL cannot say it
 * @param text both results
 */
record Difference(Oracle oracle, String view, int transactions, List<String> queries, String text) {
  /** With whom a view did not agree. */
  enum Oracle {
    /** Its query, run once. */
    RECOMPUTATION,
    /** The sum of what a subscriber heard. */
    SUBSCRIBER,
    /** Another engine. */
    OUTSIDE,
    /** Its rows where a condition is true, false and unknown. */
    PARTITION,
    /** The same rows, come at once and in another order. */
    ORDER,
    /** The same statements in one transaction. */
    ONE_TRANSACTION,
    /** A statement ended with an error that no user can cause. */
    BUG
  }

  Difference {
    queries = List.copyOf(queries);
  }
}
