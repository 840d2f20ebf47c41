// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.NotSupportedException;

/** A function whose value depends on when it is computed, where that may not be: in a view. */
public final class NotDeterministicException extends NotSupportedException {
  private static final long serialVersionUID = 1L;

  NotDeterministicException(String function, int line, int column) {
    super(
        "function " + function + " in a view",
        "Its value changes without a change of data; keep the time in a column instead.",
        line,
        column);
  }
}
