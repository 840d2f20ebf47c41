// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;

/** The same rows with opposite weights. Linear, no state. Cost: O(delta). */
public final class Negate implements LinearOperator {
  private final RowLayout layout;

  /** Negates rows of {@code layout}. */
  public Negate(RowLayout layout) {
    this.layout = layout;
  }

  @Override
  public RowLayout output() {
    return layout;
  }

  @Override
  public void step(int input, Delta delta, Delta out, Errors errors) {
    for (int i = 0; i < delta.count(); i++) {
      out.addFrom(delta, i, -1);
    }
  }
}
