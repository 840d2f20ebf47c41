// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr;

import static dev.spooky.planner.expr.Rexes.REX;
import static dev.spooky.planner.expr.Rexes.call;
import static dev.spooky.planner.expr.Rexes.nullable;
import static dev.spooky.planner.expr.Rexes.number;
import static dev.spooky.planner.expr.Rexes.ref;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.spooky.planner.expr.eval.Frame;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Native paths allocate nothing per row, in either tier. */
class AllocationTest {
  private static final int ROWS = 2000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** One for each family of evaluators. */
  static List<RexNode> expressions() {
    RelDataType row = RandomExpressions.ROW;
    RexNode text = call(SqlStdOperatorTable.CONCAT, ref(row, 6), REX.makeLiteral("-x"));
    return List.of(
        call(SqlStdOperatorTable.PLUS, ref(row, 8), number(7)),
        call(SqlStdOperatorTable.MULTIPLY, ref(row, 2), ref(row, 2)),
        text,
        call(SqlStdOperatorTable.UPPER, REX.makeCast(nullable(SqlTypeName.VARCHAR), ref(row, 7))),
        call(SqlStdOperatorTable.SUBSTRING, text, number(1), number(2)),
        call(SqlStdOperatorTable.EXTRACT, REX.makeFlag(TimeUnitRange.YEAR), ref(row, 7)),
        REX.makeCast(nullable(SqlTypeName.VARCHAR), ref(row, 7)),
        REX.makeCast(nullable(SqlTypeName.VARCHAR), ref(row, 8)),
        ref(row, 3),
        call(SqlStdOperatorTable.LIKE, ref(row, 6), REX.makeLiteral("a%")),
        call(SqlStdOperatorTable.LESS_THAN, ref(row, 3), ref(row, 2)),
        REX.makeIn(ref(row, 1), List.of(number(1), number(3), number(5))),
        call(
            SqlStdOperatorTable.CASE,
            call(SqlStdOperatorTable.IS_NOT_NULL, ref(row, 1)),
            ref(row, 0),
            ref(row, 8)));
  }

  private static Plan plan(RexNode expression) {
    RexNode condition =
        call(
            SqlStdOperatorTable.OR,
            call(SqlStdOperatorTable.IS_NOT_NULL, ref(RandomExpressions.ROW, 1)),
            call(
                SqlStdOperatorTable.LESS_THAN,
                ref(RandomExpressions.ROW, 3),
                ref(RandomExpressions.ROW, 2)));
    return new TransformCompiler().plan(RandomExpressions.ROW, List.of(expression), condition);
  }

  private static void checkNothingAllocated(BatchKernel kernel, Plan plan) {
    RandomExpressions random = new RandomExpressions(5);
    Object[][] rows = new Object[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      rows[i] = random.row();
    }
    Delta in = Rexes.delta(RandomExpressions.ROW, rows);
    Delta out = new Delta(plan.output());
    Errors errors = new Errors();
    Frame frame = new Frame();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      out.clear();
      errors.clear();
      long before = THREADS.getCurrentThreadAllocatedBytes();
      kernel.apply(in, 0, ROWS, out, errors, frame);
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(out.count()).isPositive();
    assertThat(errors.isEmpty()).isTrue();
    assertThat(least).as("bytes for %d rows", ROWS).isLessThan(ROWS / 10);
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void interpreted_allocatesNothing(RexNode expression) {
    Plan plan = plan(expression);
    checkNothingAllocated(new Interpreter(plan), plan);
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void compiled_allocatesNothing(RexNode expression) throws Exception {
    Plan plan = plan(expression);
    checkNothingAllocated(HiddenClasses.compile(plan), plan);
  }
}
