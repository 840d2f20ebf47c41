// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;

/**
 * An operator linear in each of two inputs. With {@code L}, {@code R} the inputs before the tick
 * and {@code l}, {@code r} their changes, the output changes by {@code l * R + (L + l) * r}.
 */
public interface BilinearOperator extends Operator {
  /** Adds to {@code out} how the output changes; either delta may be empty. */
  void step(Delta left, Delta right, Delta out, Errors errors);
}
