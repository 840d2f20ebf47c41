// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.runtime.zset.Errors;

/** A scalar sub-query's value beside the number of its rows; fails if there is more than one. */
final class SingleValue extends Eval {
  private final Eval value;
  private final Eval rows;
  private final long site;

  SingleValue(Eval value, Eval rows, long site) {
    super(value.type(), true, true, value.min(), value.max());
    this.value = value;
    this.rows = rows;
    this.site = site;
  }

  @Override
  public boolean eval(Frame frame) {
    if (rows.eval(frame) && rows.lo > 1) {
      throw new ValueException(
          Errors.Kind.CARDINALITY, "a scalar sub-query gives more than one row", site);
    }
    if (!value.eval(frame)) {
      return false;
    }
    set(value);
    return true;
  }
}
