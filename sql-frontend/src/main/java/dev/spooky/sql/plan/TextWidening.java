// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Takes casts away that only make a VARCHAR longer, within comparisons: they change nothing, and
 * would hide columns from key lookups and equi-joins.
 */
final class TextWidening extends RelHomogeneousShuttle {
  private final RexShuttle expressions =
      new RexShuttle() {
        @Override
        public RexNode visitCall(RexCall call) {
          RexNode visited = super.visitCall(call);
          return visited instanceof RexCall comparison && isComparison(comparison.getKind())
              ? bare(comparison)
              : visited;
        }
      };

  private TextWidening() {}

  static RelNode remove(RelNode plan) {
    return plan.accept(new TextWidening());
  }

  @Override
  public RelNode visit(RelNode other) {
    return super.visit(other).accept(expressions);
  }

  private static boolean isComparison(SqlKind kind) {
    return SqlKind.COMPARISON.contains(kind)
        || kind == SqlKind.IS_DISTINCT_FROM
        || kind == SqlKind.IS_NOT_DISTINCT_FROM
        || kind == SqlKind.LIKE;
  }

  private static RexNode bare(RexCall comparison) {
    List<RexNode> operands = new ArrayList<>();
    boolean changed = false;
    for (RexNode operand : comparison.getOperands()) {
      boolean widening = isWidening(operand);
      changed |= widening;
      operands.add(widening ? ((RexCall) operand).getOperands().get(0) : operand);
    }
    return changed ? comparison.clone(comparison.getType(), operands) : comparison;
  }

  private static boolean isWidening(RexNode node) {
    if (node.getKind() != SqlKind.CAST || !(node instanceof RexCall cast)) {
      return false;
    }
    RelDataType from = cast.getOperands().get(0).getType();
    RelDataType to = cast.getType();
    return from.getSqlTypeName() == SqlTypeName.VARCHAR
        && to.getSqlTypeName() == SqlTypeName.VARCHAR
        && (to.getPrecision() < 0
            || from.getPrecision() >= 0 && from.getPrecision() <= to.getPrecision());
  }
}
