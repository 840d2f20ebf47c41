// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr;

import dev.spooky.planner.expr.eval.Frame;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.operator.Transform;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import org.jspecify.annotations.Nullable;

/**
 * A transform that starts interpreted and, once it has seen enough rows, goes on compiled. The
 * class is made in the background; a long batch changes over in its middle.
 */
final class TieredTransform implements Transform {
  /** Rows after which compiling pays: some milliseconds of interpretation. */
  private static final long HOT_ROWS = 5000;

  private static final int CHUNK = 4096;

  private final Plan plan;
  private final Frame frame = new Frame();
  private final @Nullable RowWriter parameters;
  private final boolean canFail;
  private volatile BatchKernel kernel;
  private long rowsUntilHot = HOT_ROWS;

  TieredTransform(Plan plan, @Nullable RowWriter parameters) {
    this.plan = plan;
    this.parameters = parameters;
    this.canFail = plan.canFail();
    this.kernel = new Interpreter(plan);
  }

  @Override
  public RowLayout input() {
    return plan.input();
  }

  @Override
  public RowLayout output() {
    return plan.output();
  }

  @Override
  public boolean canFail() {
    return canFail;
  }

  @Override
  public void apply(Delta in, Delta out, Errors errors) {
    int count = in.count();
    if (parameters != null) {
      frame.parameters = parameters.bytes();
    }
    if (rowsUntilHot < 0) {
      BatchKernel current = kernel;
      if (!(current instanceof Interpreter)) {
        current.apply(in, 0, count, out, errors, frame);
        return;
      }
    }
    for (int from = 0; from < count; from += CHUNK) {
      int to = Math.min(count, from + CHUNK);
      kernel.apply(in, from, to, out, errors, frame);
      countRows(to - from);
    }
  }

  private void countRows(int rows) {
    if (rowsUntilHot >= 0) {
      rowsUntilHot -= rows;
      if (rowsUntilHot < 0) {
        TierCompiler.submit(this, plan);
      }
    }
  }

  /** Goes on with a compiled kernel. */
  void use(BatchKernel compiled) {
    kernel = compiled;
  }

  /** Whether the compiled kernel is in use. */
  boolean isCompiled() {
    return !(kernel instanceof Interpreter);
  }
}
