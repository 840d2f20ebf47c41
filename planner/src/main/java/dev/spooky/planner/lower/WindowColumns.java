// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;

/**
 * The columns that rows below window functions have: those that are shown beside them, and what the
 * functions are computed from; then the functions' values.
 */
final class WindowColumns {
  private final RexBuilder rex;
  private final List<RexNode> expressions = new ArrayList<>();
  private final Map<RexNode, Integer> places = new HashMap<>();
  private final Map<RexOver, Integer> values = new HashMap<>();

  WindowColumns(RexBuilder rex) {
    this.rex = rex;
  }

  /** The column of an expression over the input, added if it is not there. */
  int of(RexNode expression) {
    return places.computeIfAbsent(
        expression,
        e -> {
          expressions.add(e);
          return expressions.size() - 1;
        });
  }

  /** Adds the columns that an expression shows beside its window functions. */
  void addShown(RexNode expression) {
    expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            of(ref);
            return ref;
          }

          @Override
          public RexNode visitOver(RexOver over) {
            return over;
          }
        });
  }

  /** All columns, as expressions over the input; at least one. */
  List<RexNode> expressions() {
    if (expressions.isEmpty()) {
      of(rex.makeLiteral(true));
    }
    return expressions;
  }

  /** Says in which column a function's value is. */
  void setValue(RexOver over, int column) {
    values.put(over, column);
  }

  /** An expression of the input and of window functions as one of these columns. */
  RexNode translate(RexNode expression) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return new RexInputRef(of(ref), ref.getType());
          }

          @Override
          public RexNode visitOver(RexOver over) {
            Integer value = values.get(over);
            if (value == null) {
              throw new IllegalStateException("window function without a column: " + over);
            }
            return new RexInputRef(value, over.getType());
          }
        });
  }
}
