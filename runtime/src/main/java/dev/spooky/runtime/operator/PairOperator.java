// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;

/**
 * An operator of two inputs that is linear in the left one only. The left input is an arrangement;
 * what the right one has been is state of its own. {@link #initial} gives the output for the left
 * rows that are arranged already and an empty right side.
 */
public interface PairOperator extends Operator {
  /** Adds to {@code out} how the output changes; either delta may be empty. */
  void step(Delta left, Delta right, Delta out, Errors errors);
}
