// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.records.row.RowLayout;
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
  private final transient RowLayout layout;
  private final byte[] row;

  private ConstraintViolation(Kind kind, RowLayout layout, byte[] row) {
    super(kind.toString());
    this.kind = kind;
    this.layout = layout;
    this.row = row;
  }

  static ConstraintViolation of(Kind kind, Delta delta, int index) {
    int from = delta.offset(index);
    byte[] row = Arrays.copyOfRange(delta.bytes(), from, from + delta.length(index));
    return new ConstraintViolation(kind, delta.layout(), row);
  }

  /** Which constraint. */
  public Kind kind() {
    return kind;
  }

  /** Layout of {@link #row}. */
  public RowLayout layout() {
    return layout;
  }

  /** The offending row, from 0. */
  public byte[] row() {
    return row.clone();
  }
}
