// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;

/** UNION ALL: the sum of any number of inputs of one layout. Linear, no state. Cost: O(delta). */
public final class UnionAll implements LinearOperator {
  private final RowLayout layout;

  /** Sums inputs of {@code layout}. */
  public UnionAll(RowLayout layout) {
    this.layout = layout;
  }

  @Override
  public RowLayout output() {
    return layout;
  }

  @Override
  public void step(int input, Delta delta, Delta out, Errors errors) {
    out.addAll(delta);
  }
}
