// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import it.unimi.dsi.fastutil.ints.IntList;

/**
 * What a read saw of others.
 *
 * @param others the list without the transaction's own appends at its end
 * @param afterAppend whether the transaction had appended something, to any key
 */
record Sight(Txn txn, Op read, IntList others, boolean afterAppend) {
  int key() {
    return read.key();
  }

  @Override
  public String toString() {
    return "T" + txn.id() + " " + read;
  }
}
