// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.window;

import dev.spooky.records.row.FieldSlot;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import org.jspecify.annotations.Nullable;

/** One window function: its value for a row of a partition, and which values a change moves. */
public interface WindowFunction {
  /** Adds the unchanged rows whose values may move, as positions before the changes. */
  void reach(Changes changes, Ranges moved);

  /**
   * Writes the value for the current row of the partition into the row begun at {@code begun}.
   * Within a pass, rows come in order.
   *
   * @return what went wrong, or null
   */
  Errors.@Nullable Kind write(Partition partition, Delta out, int begun, FieldSlot result);

  /** Begins a pass over rows of a partition. */
  default void begin(Partition partition) {}

  /** Ends a pass. */
  default void end(Partition partition) {}

  /** Whether {@link Partition#keysBefore} is asked for. */
  default boolean needsKeys() {
    return false;
  }

  /** Bytes of state for each partition, a multiple of 8; all zero when it is empty. */
  default int stateBytes() {
    return 0;
  }

  /** Says where the function's state starts within a partition's. */
  default void placeState(int offset) {}

  /** Adds a row to the state of a partition, or takes it away. */
  default void add(Partition partition, byte[] bytes, int row, long weight) {}

  /** Gives back what the state of a partition refers to outside of its bytes. */
  default void release(Partition partition) {}

  /** Heap bytes kept outside of the partitions' state. */
  default long heapBytes() {
    return 0;
  }
}
