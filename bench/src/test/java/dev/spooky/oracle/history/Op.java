// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;

/**
 * A step of a transaction. Steps of one statement have the same moments.
 *
 * @param value what is appended to the key's list; the number of a savepoint
 * @param list what a read saw
 * @param invoked the moment before it
 * @param completed the moment after it
 */
record Op(Kind kind, int key, int value, IntList list, long invoked, long completed) {
  enum Kind {
    APPEND,
    /** A statement that failed; its value must never be seen. */
    FAILED_APPEND,
    READ,
    SAVEPOINT,
    ROLLBACK_TO
  }

  static Op of(Kind kind, int key, int value, long invoked, long completed) {
    return new Op(kind, key, value, IntList.of(), invoked, completed);
  }

  static Op read(int key, int[] list, long invoked, long completed) {
    return new Op(Kind.READ, key, 0, IntArrayList.wrap(list), invoked, completed);
  }

  @Override
  public String toString() {
    return switch (kind) {
      case APPEND -> "append " + value + " to k" + key;
      case FAILED_APPEND -> "append " + value + " to k" + key + " (failed)";
      case READ -> "read k" + key + " " + list;
      case SAVEPOINT -> "savepoint " + value;
      case ROLLBACK_TO -> "rollback to " + value;
    };
  }
}
