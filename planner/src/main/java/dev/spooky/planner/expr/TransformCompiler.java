// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr;

import dev.spooky.planner.expr.calcite.CalciteFunctions;
import dev.spooky.planner.expr.eval.Binder;
import dev.spooky.planner.expr.eval.Eval;
import dev.spooky.planner.expr.eval.Settings;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.operator.Transform;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Compiles projections and a condition into a transform of deltas. */
public final class TransformCompiler {
  private final Settings settings;
  private final Binder.Fallback fallback;

  /** A compiler of expressions of views. */
  public TransformCompiler() {
    this(Settings.VIEW);
  }

  /** A compiler of expressions that depend on the given settings beside rows. */
  public TransformCompiler(Settings settings) {
    this.settings = settings;
    this.fallback = new CalciteFunctions();
  }

  /**
   * A transform that keeps the rows on which the condition is TRUE and projects them.
   *
   * <p>It is used by one thread at a time.
   *
   * @param inputType type of the input rows
   * @param projects the output fields; their types make the output layout
   * @param condition computed before the projections; null keeps all rows
   * @throws dev.spooky.planner.type.NotSupportedException if an expression is not implemented
   */
  public Transform compile(
      RelDataType inputType, List<RexNode> projects, @Nullable RexNode condition) {
    return new TieredTransform(plan(inputType, projects, condition), null);
  }

  /**
   * A transform of a prepared statement: like {@link #compile}, but expressions may have
   * parameters, whose values are read from the row that the writer has finished last, of the layout
   * of {@link Settings#parameterType}. The row may be written anew between two uses of the
   * transform.
   */
  public Transform compile(
      RelDataType inputType,
      List<RexNode> projects,
      @Nullable RexNode condition,
      RowWriter parameters) {
    return new TieredTransform(plan(inputType, projects, condition), parameters);
  }

  Plan plan(RelDataType inputType, List<RexNode> projects, @Nullable RexNode condition) {
    Binder binder = new Binder(inputType, settings, fallback);
    RowLayout output = RowLayouts.layout(projects.stream().map(RexNode::getType).toList());
    Eval[] evals = new Eval[projects.size()];
    for (int i = 0; i < evals.length; i++) {
      ValueType type = RowLayouts.valueType(projects.get(i).getType());
      evals[i] = binder.bindAs(projects.get(i), type);
    }
    Eval filter = condition == null ? null : binder.bindAs(condition, ValueType.BOOLEAN);
    return new Plan(binder.layout(), output, evals, filter);
  }

  /** Number of transforms that run compiled or did, since the JVM started. */
  public static long compiledTransforms() {
    return TierCompiler.compiled();
  }

  /**
   * Number of hot transforms that could not be compiled and stay interpreted; 0 unless there is a
   * bug.
   */
  public static long failedTransforms() {
    return TierCompiler.failed();
  }
}
