// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

/** What a transaction asks of isolation. */
enum Level {
  /** Every statement sees one moment; from its first append on, the transaction does. */
  READ_COMMITTED,
  /** All of the transaction is at one moment. */
  SERIALIZABLE,
  /** A single statement in autocommit, which is at one moment, whatever the level. */
  STATEMENT
}
