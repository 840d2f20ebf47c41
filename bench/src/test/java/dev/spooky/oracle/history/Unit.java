// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

/**
 * What must be as if done at one moment: a transaction, or a statement of a READ COMMITTED one
 * before its first append.
 */
record Unit(Txn txn, int node, long began, long ended) {
  @Override
  public String toString() {
    return txn.began() == began ? txn.toString() : "a part of " + txn;
  }
}
