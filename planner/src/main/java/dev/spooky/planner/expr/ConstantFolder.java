// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr;

import dev.spooky.planner.expr.calcite.CalciteFunctions;
import dev.spooky.planner.expr.eval.Binder;
import dev.spooky.planner.expr.eval.Eval;
import dev.spooky.planner.expr.eval.Frame;
import dev.spooky.planner.expr.eval.Settings;
import dev.spooky.planner.type.NotSupportedException;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.RowValues;
import dev.spooky.planner.type.kernel.ValueException;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexNode;

/**
 * Folds constant expressions for Calcite's rules, with the same evaluators that run on rows.
 *
 * <p>Calcite's own folder is exact to the millisecond and wraps on overflow. Here microseconds
 * survive, and an expression that fails, depends on the time or is not implemented stays as it is,
 * to fail where and only when a row reaches it.
 */
public final class ConstantFolder implements RexExecutor {
  private final Settings settings;
  private final Binder.Fallback fallback;

  /** A folder for views in UTC. */
  public ConstantFolder() {
    this(Settings.VIEW);
  }

  /** A folder that knows the session's zone and, for one-shot statements, the time. */
  public ConstantFolder(Settings settings) {
    // parameters are values of one execution and never folded into a plan
    this.settings = new Settings(settings.zone(), settings.now(), null);
    this.fallback = new CalciteFunctions();
  }

  @Override
  public void reduce(RexBuilder builder, List<RexNode> constants, List<RexNode> reducedValues) {
    RelDataType noFields = builder.getTypeFactory().builder().build();
    Binder binder = new Binder(noFields, settings, fallback);
    for (RexNode constant : constants) {
      reducedValues.add(fold(builder, binder, constant));
    }
  }

  private static RexNode fold(RexBuilder builder, Binder binder, RexNode node) {
    if (!RowLayouts.isSupported(node.getType())) {
      return node;
    }
    try {
      Eval eval = binder.bindAs(node, RowLayouts.valueType(node.getType()));
      return eval.eval(new Frame())
          ? RowValues.literal(builder, node.getType(), eval)
          : builder.makeNullLiteral(node.getType());
    } catch (ValueException | NotSupportedException e) {
      return node;
    }
  }
}
