// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;

/** Recognizes VALUES of expressions over parameters: rows that need no query. */
final class ParameterTuples {
  private ParameterTuples() {}

  /**
   * The tuples as expressions over a row of parameters; empty if the plan is anything else, or asks
   * for the time.
   */
  static List<List<RexNode>> of(RelNode plan, RelDataType parameters) {
    List<List<RexNode>> tuples = new ArrayList<>();
    return collect(plan, parameters, tuples) ? tuples : List.of();
  }

  private static boolean collect(RelNode plan, RelDataType parameters, List<List<RexNode>> tuples) {
    if (plan instanceof Union union && union.all) {
      return union.getInputs().stream().allMatch(input -> collect(input, parameters, tuples));
    }
    List<Project> projects = new ArrayList<>();
    RelNode rel = plan;
    while (rel instanceof Project project) {
      projects.add(project);
      rel = project.getInput();
    }
    if (!(rel instanceof Values values)
        || projects.isEmpty()
        || projects.stream().anyMatch(p -> !isDeterministic(p))) {
      return false;
    }
    for (List<? extends RexNode> row : values.getTuples()) {
      List<RexNode> current = List.copyOf(row);
      for (int i = projects.size() - 1; i >= 0; i--) {
        current = substitute(projects.get(i).getProjects(), current, parameters);
      }
      tuples.add(current);
    }
    return true;
  }

  private static boolean isDeterministic(Project project) {
    return project.getProjects().stream()
        .allMatch(p -> RexUtil.isDeterministic(p) && !isDynamic(p));
  }

  /** Whether an expression asks for the time or the user. */
  private static boolean isDynamic(RexNode expression) {
    boolean[] found = new boolean[1];
    expression.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitCall(RexCall call) {
            found[0] |= call.getOperator().isDynamicFunction();
            return super.visitCall(call);
          }
        });
    return found[0];
  }

  private static List<RexNode> substitute(
      List<RexNode> expressions, List<RexNode> row, RelDataType parameters) {
    RexShuttle shuttle =
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return row.get(ref.getIndex());
          }

          @Override
          public RexNode visitDynamicParam(RexDynamicParam parameter) {
            int index = parameter.getIndex();
            return new RexInputRef(index, parameters.getFieldList().get(index).getType());
          }
        };
    return shuttle.apply(expressions);
  }
}
