// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;

/**
 * An operator with {@code f(a + b) = f(a) + f(b)}: its incremental form is itself, it needs no
 * state, and the output for several inputs is the sum of the outputs for each.
 */
public interface LinearOperator extends Operator {
  /** Adds to {@code out} what the changes of one input become. */
  void step(int input, Delta delta, Delta out, Errors errors);
}
