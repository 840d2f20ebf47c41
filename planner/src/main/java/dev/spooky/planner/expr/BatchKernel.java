// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr;

import dev.spooky.planner.expr.eval.Frame;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;

/** The loop of a transform over a part of a delta; interpreted or generated. */
interface BatchKernel {
  /** Handles entries {@code from} to {@code to} (exclusive) of {@code in}. */
  void apply(Delta in, int from, int to, Delta out, Errors errors, Frame frame);
}
