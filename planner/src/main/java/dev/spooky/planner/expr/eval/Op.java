// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import org.jspecify.annotations.Nullable;

/** Binary arithmetic. */
enum Op {
  PLUS("+", "Checked.add"),
  MINUS("-", "Checked.subtract"),
  TIMES("*", "Checked.multiply"),
  /** Truncates towards zero. */
  DIVIDE("/", "Checked.divide"),
  MOD("%", "Checked.mod"),
  /** Rounds half away from zero. */
  DIVIDE_ROUND(null, "Decimals.divideRound");

  private final @Nullable String symbol;
  private final String kernel;

  Op(@Nullable String symbol, String kernel) {
    this.symbol = symbol;
    this.kernel = kernel;
  }

  /** The Java operator that does the same when nothing can go wrong. */
  @Nullable String symbol() {
    return symbol;
  }

  /** The checked static method. */
  String kernel() {
    return kernel;
  }

  /** Whether a zero on the right is an error. */
  boolean divides() {
    return this == DIVIDE || this == MOD || this == DIVIDE_ROUND;
  }
}
