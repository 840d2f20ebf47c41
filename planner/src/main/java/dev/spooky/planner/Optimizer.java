// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner;

import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.tools.RelBuilder;

/**
 * Rewrites a plan into the form that lowers best: a list of passes, in order, each with its reason.
 */
public final class Optimizer {
  /** A named rewriting of the whole plan. */
  private record Pass(String reason, List<RelOptRule> rules) {}

  private static final List<Pass> BEFORE_TRIMMING =
      List.of(
          new Pass(
              "filters that cannot fail go down, so that joins and state see fewer rows",
              List.of(
                  SafeRules.FILTER_INTO_JOIN,
                  SafeRules.JOIN_CONDITION_PUSH,
                  SafeRules.JOIN_PUSH_EXPRESSIONS,
                  SafeRules.FILTER_PROJECT_TRANSPOSE,
                  SafeRules.FILTER_SET_OP_TRANSPOSE,
                  SafeRules.FILTER_AGGREGATE_TRANSPOSE)),
          new Pass(
              "adjacent projections become one",
              List.of(CoreRules.PROJECT_MERGE, CoreRules.PROJECT_REMOVE)));

  private static final List<Pass> AFTER_TRIMMING =
      List.of(
          new Pass(
              "trimming leaves projections on projections",
              List.of(CoreRules.PROJECT_MERGE, CoreRules.PROJECT_REMOVE)));

  private Optimizer() {}

  /** The plan, rewritten. Columns and their order stay. */
  public static RelNode optimize(RelNode plan) {
    RelNode ordered = plan.accept(new FilterSplitter()).accept(new ConnectedJoins());
    RelNode rewritten = run(ordered, BEFORE_TRIMMING);
    RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(plan.getCluster(), null);
    RelNode trimmed = new Trimmer(builder).trim(rewritten.accept(new LookupsFirst()));
    return run(trimmed, AFTER_TRIMMING);
  }

  private static RelNode run(RelNode plan, List<Pass> passes) {
    RelNode current = plan;
    for (Pass pass : passes) {
      HepProgram program =
          new HepProgramBuilder()
              .addMatchOrder(HepMatchOrder.BOTTOM_UP)
              .addRuleCollection(pass.rules())
              .build();
      HepPlanner planner = new HepPlanner(program);
      planner.setRoot(current);
      current = planner.findBestExp();
    }
    return current;
  }
}
