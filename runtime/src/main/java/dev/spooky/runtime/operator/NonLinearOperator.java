// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;

/** An operator of one input that keeps what it needs of the input's sum. */
public interface NonLinearOperator extends Operator {
  /** Adds to {@code out} how the output changes when the input changes by {@code delta}. */
  void step(Delta delta, Delta out, Errors errors);
}
