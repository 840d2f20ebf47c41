// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.Delta;
import java.util.Arrays;

/** A change that would break a table's constraint; the tick is undone. */
public final class ConstraintViolation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Which constraint. */
  public enum Kind {
    /** A second row with the same key. */
    DUPLICATE_KEY,
    /** A row taken away that is not there. */
    NO_SUCH_ROW
  }

  private final Kind kind;
  private final transient ZSet rows;
  private final byte[] row;

  private ConstraintViolation(Kind kind, ZSet rows, byte[] row) {
    super(kind.toString());
    this.kind = kind;
    this.rows = rows;
    this.row = row;
  }

  static ConstraintViolation of(Kind kind, ZSet rows, Delta delta, int index) {
    int from = delta.offset(index);
    byte[] row = Arrays.copyOfRange(delta.bytes(), from, from + delta.length(index));
    return new ConstraintViolation(kind, rows, row);
  }

  /** Which constraint. */
  public Kind kind() {
    return kind;
  }

  /** The rows whose constraint it is. */
  public ZSet rows() {
    return rows;
  }

  /** The offending row, from 0. */
  public byte[] row() {
    return row.clone();
  }
}
