// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

/** What an evaluator computes on: the current row and, for a prepared statement, its parameters. */
public final class Frame {
  private static final byte[] NONE = new byte[0];

  /** Array of the input row. */
  public byte[] bytes = NONE;

  /** Where the input row starts. */
  public int row;

  /** The packed row of parameters, from offset 0. */
  public byte[] parameters = NONE;
}
