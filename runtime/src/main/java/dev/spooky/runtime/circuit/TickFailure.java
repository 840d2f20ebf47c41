// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.circuit;

import dev.spooky.runtime.zset.Errors;
import java.util.Arrays;

/**
 * A tick whose net error rows are not empty: some expression of some view fails on some row. The
 * tick was undone.
 */
public final class TickFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Errors.Kind kind;
  private final int line;
  private final int column;
  private final transient Node node;
  private final byte[] row;

  TickFailure(Node node, Errors errors, int index) {
    super(errors.message(index));
    this.kind = errors.kind(index);
    this.line = errors.line(index);
    this.column = errors.column(index);
    this.node = node;
    this.row = errors.row(index);
  }

  /** What went wrong. */
  public Errors.Kind kind() {
    return kind;
  }

  /** Line in the SQL text that made the node, 1-based; 0 when unknown. */
  public int line() {
    return line;
  }

  /** Column, 1-based; 0 when unknown. */
  public int column() {
    return column;
  }

  /** The node in which it happened. */
  public Node node() {
    return node;
  }

  /** The row on which the expression failed, in the layout of the node's input. */
  public byte[] row() {
    return Arrays.copyOf(row, row.length);
  }
}
