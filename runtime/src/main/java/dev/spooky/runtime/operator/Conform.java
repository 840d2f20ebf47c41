// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.runtime.zset.RowProjection;

/** The same rows in a layout in which more fields are nullable. Linear, no state. */
public final class Conform implements LinearOperator {
  private final RowLayout output;
  private final RowProjection copy;

  /** Copies rows of {@code input} into {@code output}, whose fields have the same kinds. */
  public Conform(RowLayout input, RowLayout output) {
    this.output = output;
    this.copy = new RowProjection(input, RowKey.all(input).columns(), output, 0);
  }

  @Override
  public RowLayout output() {
    return output;
  }

  @Override
  public void step(int input, Delta delta, Delta out, Errors errors) {
    for (int i = 0; i < delta.count(); i++) {
      copy.copy(delta.bytes(), delta.offset(i), out, out.begin());
      out.end(delta.weight(i));
    }
  }
}
