// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;

/** VALUES: rows that never change, and an operator without inputs. */
public final class Constant implements LinearOperator {
  private final Delta rows;

  /** Gives {@code rows}, once. */
  public Constant(Delta rows) {
    this.rows = rows;
  }

  @Override
  public RowLayout output() {
    return rows.layout();
  }

  @Override
  public void initial(Delta out, Errors errors) {
    out.addAll(rows);
  }

  @Override
  public boolean snapshot(Delta out) {
    out.addAll(rows);
    return true;
  }

  @Override
  public void step(int input, Delta delta, Delta out, Errors errors) {
    throw new IllegalStateException("a constant has no inputs, input=" + input);
  }
}
