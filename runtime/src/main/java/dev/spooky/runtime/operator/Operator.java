// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import java.util.List;

/**
 * What a node of a circuit computes: one of three algebraic classes, on which the circuit
 * dispatches.
 *
 * <p>Law: {@code step = differentiate(plain(integrate(inputs)))}.
 */
public interface Operator {
  /** Layout of the output rows. */
  RowLayout output();

  /**
   * Adds the output for empty inputs to {@code out}, once, before the first step: constants, and
   * the one row of a global aggregate.
   */
  default void initial(Delta out, Errors errors) {}

  /** Adds the whole output for all inputs so far to {@code out}, if the state tells it. */
  default boolean snapshot(Delta out) {
    return false;
  }

  /**
   * The operator that takes this one's place where some inputs are computed by other, equal
   * operators with equal state: called only if the operator reads the state of an input (a join
   * reads its arrangements).
   *
   * @param inputs the operators of all inputs, in order
   * @throws IllegalStateException if the operator does not say how
   */
  default Operator over(List<Operator> inputs) {
    throw new IllegalStateException("operator cannot be moved: " + getClass().getName());
  }

  /** Ends a tick in which the operator stepped, after all other operators. */
  default void endTick() {}

  /** Ends a tick that was undone. */
  default void abandonTick() {}

  /** Heap bytes of state, estimated. */
  default long heapBytes() {
    return 0;
  }
}
