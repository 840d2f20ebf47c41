// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.unnest;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** References from within a sub-query to the rows that it is computed for. */
final class Correlation {
  private Correlation() {}

  /** The columns of the variables' rows that a plan refers to. */
  static SortedSet<Integer> columns(RelNode rel, Set<CorrelationId> ids) {
    SortedSet<Integer> columns = new TreeSet<>();
    RexShuttle collector =
        new RexShuttle() {
          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            if (isOf(access, ids)) {
              columns.add(access.getField().getIndex());
            }
            return access;
          }

          @Override
          public RexNode visitSubQuery(RexSubQuery subQuery) {
            columns.addAll(columns(subQuery.rel, ids));
            return super.visitSubQuery(subQuery);
          }
        };
    rel.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            other.accept(collector);
            return super.visit(other);
          }
        });
    return columns;
  }

  /** Whether a plan refers to the variables. */
  static boolean uses(RelNode rel, Set<CorrelationId> ids) {
    return !columns(rel, ids).isEmpty();
  }

  /** Whether an expression refers to the variables. */
  static boolean uses(RexNode expression, Set<CorrelationId> ids) {
    boolean[] found = new boolean[1];
    expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            found[0] |= isOf(access, ids);
            return access;
          }
        });
    return found[0];
  }

  /** All variables that a plan refers to. */
  static Set<CorrelationId> variables(RelNode rel) {
    Set<CorrelationId> ids = new HashSet<>();
    RexShuttle collector =
        new RexShuttle() {
          @Override
          public RexNode visitCorrelVariable(RexCorrelVariable variable) {
            ids.add(variable.id);
            return variable;
          }

          @Override
          public RexNode visitSubQuery(RexSubQuery subQuery) {
            ids.addAll(variables(subQuery.rel));
            return super.visitSubQuery(subQuery);
          }
        };
    rel.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            other.accept(collector);
            return super.visit(other);
          }
        });
    return ids;
  }

  static boolean isOf(RexNode node, Set<CorrelationId> ids) {
    return node instanceof RexFieldAccess access
        && access.getReferenceExpr() instanceof RexCorrelVariable variable
        && ids.contains(variable.id);
  }

  /** The expression with other things in the places of references to the variables. */
  static RexNode replace(RexNode expression, Set<CorrelationId> ids, IntFunction<RexNode> by) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            return isOf(access, ids)
                ? by.apply(access.getField().getIndex())
                : super.visitFieldAccess(access);
          }
        });
  }

  /** The expression with other things in the places of its input columns. */
  static RexNode compose(RexNode expression, List<RexNode> columns) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return columns.get(ref.getIndex());
          }
        });
  }
}
