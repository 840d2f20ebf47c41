// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.storage;

/**
 * Work done inside the storage structures of a database since its start. Counted by the structures,
 * not by the operators, so that tests can hold "cost is set by the change". Written by the writer
 * only.
 */
public final class Counters {
  /** Look-ups of a hash in a directory. */
  public long probes;

  /** Stored rows, log entries and tree entries that were read or compared. */
  public long entriesRead;

  /** Stored rows, log entries, tree entries and group records that were written. */
  public long entriesWritten;

  /** Bytes of blocks moved because a block grew or was squeezed. */
  public long bytesMoved;

  /** Operator steps run. */
  public long steps;

  /** Entries touched: read or written. */
  public long touched() {
    return entriesRead + entriesWritten;
  }
}
