// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

/** Something that must not have happened. */
record Anomaly(Kind kind, String what) {
  enum Kind {
    /** A value that nobody appended. */
    UNKNOWN_VALUE,
    /** G1a: a value of a transaction, a statement or a savepoint that was undone. */
    ABORTED_READ,
    /** G1b: some of a transaction's appends to a key without those that follow. */
    INTERMEDIATE_READ,
    /** A value that was seen before its transaction was asked to commit. */
    EARLY_READ,
    /** A value twice in a list. */
    DOUBLED_APPEND,
    /** An acknowledged append that a later read of the key has no trace of. */
    LOST_APPEND,
    /** Two lists of a key of which neither is how the other began. */
    NOT_A_PREFIX,
    /** A transaction that does not see just its own appends at the end of a list. */
    OWN_APPENDS,
    /** A read that does not see what was acknowledged before it began. */
    STALE_READ,
    /** G0: a cycle of writes. */
    WRITE_CYCLE,
    /** G1c: a cycle of writes and of reads of what was written. */
    INFORMATION_CYCLE,
    /** G-single: a cycle with one read of what another then overwrote. */
    READ_SKEW,
    /** G2: a cycle with several of them. */
    WRITE_SKEW,
    /** A cycle with transactions of which one had ended before the next began. */
    REAL_TIME_CYCLE
  }

  @Override
  public String toString() {
    return kind + ": " + what;
  }
}
