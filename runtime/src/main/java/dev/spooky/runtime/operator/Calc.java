// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;

/** Filters and projects: σ and π fused. Linear, no state. Cost: O(delta). */
public final class Calc implements LinearOperator {
  private final Transform transform;

  /** Applies {@code transform} to every row. */
  public Calc(Transform transform) {
    this.transform = transform;
  }

  /** Whether a row may become an error. */
  public boolean canFail() {
    return transform.canFail();
  }

  @Override
  public RowLayout output() {
    return transform.output();
  }

  @Override
  public void step(int input, Delta delta, Delta out, Errors errors) {
    transform.apply(delta, out, errors);
  }
}
