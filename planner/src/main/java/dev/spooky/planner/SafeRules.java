// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner;

import dev.spooky.planner.expr.Fallibility;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.rules.FilterAggregateTransposeRule;
import org.apache.calcite.rel.rules.FilterJoinRule;
import org.apache.calcite.rel.rules.FilterProjectTransposeRule;
import org.apache.calcite.rel.rules.FilterSetOpTransposeRule;
import org.apache.calcite.rel.rules.JoinPushExpressionsRule;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/**
 * Calcite's push-down rules, held back where an expression can fail: it may be guarded by the join
 * or filter that it would pass.
 */
final class SafeRules {
  static final RelOptRule FILTER_INTO_JOIN =
      FilterJoinRule.FilterIntoJoinRule.FilterIntoJoinRuleConfig.DEFAULT
          .withOperandSupplier(
              filter ->
                  filter
                      .operand(Filter.class)
                      .predicate(SafeRules::isSafe)
                      .oneInput(
                          join ->
                              join.operand(Join.class).predicate(SafeRules::isSafe).anyInputs()))
          .as(FilterJoinRule.FilterIntoJoinRule.FilterIntoJoinRuleConfig.class)
          .toRule();

  static final RelOptRule JOIN_CONDITION_PUSH =
      FilterJoinRule.JoinConditionPushRule.JoinConditionPushRuleConfig.DEFAULT
          .withOperandSupplier(
              join -> join.operand(Join.class).predicate(SafeRules::isSafe).anyInputs())
          .as(FilterJoinRule.JoinConditionPushRule.JoinConditionPushRuleConfig.class)
          .toRule();

  static final RelOptRule JOIN_PUSH_EXPRESSIONS =
      JoinPushExpressionsRule.Config.DEFAULT
          .withOperandSupplier(
              join -> join.operand(Join.class).predicate(SafeRules::isSafe).anyInputs())
          .as(JoinPushExpressionsRule.Config.class)
          .toRule();

  static final RelOptRule FILTER_PROJECT_TRANSPOSE =
      FilterProjectTransposeRule.Config.DEFAULT
          .withOperandFor(
              Filter.class, SafeRules::isSafe, Project.class, project -> !project.containsOver())
          .toRule();

  static final RelOptRule FILTER_SET_OP_TRANSPOSE =
      FilterSetOpTransposeRule.Config.DEFAULT
          .withOperandSupplier(
              filter ->
                  filter
                      .operand(Filter.class)
                      .predicate(SafeRules::isSafe)
                      .oneInput(set -> set.operand(SetOp.class).anyInputs()))
          .as(FilterSetOpTransposeRule.Config.class)
          .toRule();

  static final RelOptRule FILTER_AGGREGATE_TRANSPOSE =
      FilterAggregateTransposeRule.Config.DEFAULT
          .withOperandSupplier(
              filter ->
                  filter
                      .operand(Filter.class)
                      .predicate(SafeRules::isSafe)
                      .oneInput(group -> group.operand(Aggregate.class).anyInputs()))
          .as(FilterAggregateTransposeRule.Config.class)
          .toRule();

  private SafeRules() {}

  private static boolean isSafe(Filter filter) {
    return !Fallibility.canFail(filter.getInput().getRowType(), filter.getCondition());
  }

  private static boolean isSafe(Join join) {
    if (join.getJoinType() == JoinRelType.LEFT_MARK) {
      return false; // the rules take the mark for a column of the right side
    }
    RelDataType both =
        SqlValidatorUtil.createJoinType(
            join.getCluster().getTypeFactory(),
            join.getLeft().getRowType(),
            join.getRight().getRowType(),
            null,
            List.of());
    return !Fallibility.canFail(both, join.getCondition());
  }
}
