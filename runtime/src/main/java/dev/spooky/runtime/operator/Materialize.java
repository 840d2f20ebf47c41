// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Probes;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;

/**
 * Keeps the sum of a stream: a table's rows or a view's result. Passes the stream's changes on as
 * they are. For a table it holds the constraints that concern more than one row. Cost: O(delta).
 */
public final class Materialize implements NonLinearOperator {
  /** What must hold for the rows after each step. */
  public enum Constraint {
    /** Nothing: a view, whose weights its query decides. */
    NONE,
    /** No row of negative weight: a table without a key, a bag. */
    BAG,
    /** At most one row, of weight 1, per key. */
    UNIQUE_KEY
  }

  private final ZSet rows;
  private final Constraint constraint;

  /** Keeps a stream in {@code rows}. */
  public Materialize(ZSet rows, Constraint constraint) {
    this.rows = rows;
    this.constraint = constraint;
  }

  /** The rows so far. */
  public ZSet rows() {
    return rows;
  }

  @Override
  public RowLayout output() {
    return rows.layout();
  }

  @Override
  public void step(Delta delta, Delta out, Errors errors) {
    boolean suspicious = false;
    for (int from = 0; from < delta.count(); from += Probes.MOST) {
      Probes probes = rows.probe(delta, from);
      for (int i = from; i < from + probes.count(); i++) {
        long hash = probes.hash(i - from);
        long weight = delta.weight(i);
        long now = weight + rows.add(hash, delta.bytes(), delta.offset(i), delta.length(i), weight);
        suspicious |= now < 0 || (now > 1 && constraint == Constraint.UNIQUE_KEY);
        suspicious |= rows.metSharedKey();
      }
    }
    if (suspicious && constraint != Constraint.NONE) {
      for (int i = 0; i < delta.count(); i++) {
        check(delta, i);
      }
    }
  }

  private void check(Delta delta, int i) {
    byte[] bytes = delta.bytes();
    int row = delta.offset(i);
    long weight = delta.weight(i);
    if (weight < 0 || constraint == Constraint.BAG) {
      if (rows.weightOf(bytes, row, delta.length(i)) < 0) {
        throw ConstraintViolation.of(ConstraintViolation.Kind.NO_SUCH_ROW, rows, delta, i);
      }
    } else {
      int block = rows.find(rows.key(), bytes, row);
      if (block >= 0
          && (rows.weight(block) != 1 || rows.findNext(block, rows.key(), bytes, row) >= 0)) {
        throw ConstraintViolation.of(ConstraintViolation.Kind.DUPLICATE_KEY, rows, delta, i);
      }
    }
  }

  @Override
  public long heapBytes() {
    return rows.heapBytes();
  }
}
