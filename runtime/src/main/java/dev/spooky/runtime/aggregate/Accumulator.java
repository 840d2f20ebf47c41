// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.runtime.storage.Probes;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate function: what it keeps per group and how a row changes it. State is a run of bytes
 * in the group's record, all zero for an empty group, logged by the caller.
 */
public interface Accumulator {
  /** Bytes of state, a multiple of 8. */
  int stateBytes();

  /** Adds a row with a weight, which may be negative. Cost: O(1), O(log group) for MIN and MAX. */
  void add(byte[] state, int at, byte[] row, int offset, long weight);

  /**
   * Writes the result into the row begun at {@code begun}; a nullable result's null bit is set
   * here.
   *
   * @return what went wrong, or null
   */
  Errors.@Nullable Kind write(byte[] state, int at, Delta out, int begun, FieldSlot result);

  /** Whether the state is that of an empty group. */
  default boolean isEmpty(byte[] state, int at) {
    for (int i = 0; i < stateBytes(); i += 8) {
      if (Bytes.getLong(state, at + i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Reads, through {@code probes}, what {@link #add} will read outside of the state's bytes. */
  default void probe(Probes probes, byte[] state, int at) {}

  /** Gives back what the state refers to outside of its bytes. */
  default void release(byte[] state, int at) {}

  /** Heap bytes that the function keeps for all groups outside of their records. */
  default long heapBytes() {
    return 0;
  }
}
