// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr;

import static dev.spooky.planner.expr.Rexes.REX;
import static dev.spooky.planner.expr.Rexes.call;
import static dev.spooky.planner.expr.Rexes.nullable;
import static dev.spooky.planner.expr.Rexes.number;
import static dev.spooky.planner.expr.Rexes.ref;
import static dev.spooky.planner.expr.Rexes.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.planner.expr.eval.Frame;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.junit.jupiter.api.Test;

/** Tier 1 against tier 0: the same rows, the same error rows. */
class TiersTest {
  private static final int PLANS = Integer.getInteger("plans", 120);
  private static final int ROWS = 60;

  @Test
  void randomPlans_giveTheSameInBothTiers() throws Exception {
    long base = Long.getLong("seed", 11);
    int failed = 0;
    int kept = 0;
    for (int i = 0; i < PLANS; i++) {
      long seed = base + i;
      RandomExpressions random = new RandomExpressions(seed);
      List<RexNode> projects = new ArrayList<>();
      for (int p = 0; p < 3; p++) {
        projects.add(random.expression(3));
      }
      RexNode condition = random.condition(3);
      Plan plan = new TransformCompiler().plan(RandomExpressions.ROW, projects, condition);
      Object[][] rows = new Object[ROWS][];
      for (int r = 0; r < ROWS; r++) {
        rows[r] = random.row();
      }
      Delta in = Rexes.delta(RandomExpressions.ROW, rows);
      Errors errors = new Errors();
      Delta out = run(new Interpreter(plan), plan, in, errors);
      Errors compiledErrors = new Errors();
      Delta compiledOut = run(HiddenClasses.compile(plan), plan, in, compiledErrors);
      String context = "seed=" + seed + " projects=" + projects + " condition=" + condition;
      assertThat(hex(compiledOut)).as(context).isEqualTo(hex(out));
      assertThat(hex(compiledErrors.delta())).as(context).isEqualTo(hex(errors.delta()));
      if (!plan.canFail()) {
        assertThat(errors.isEmpty()).as(context).isTrue();
      }
      failed += errors.delta().count();
      kept += out.count();
    }
    assertThat(failed).as("seed=%d", base).isPositive();
    assertThat(kept).as("seed=%d", base).isPositive();
  }

  private static Delta run(BatchKernel kernel, Plan plan, Delta in, Errors errors) {
    Delta out = new Delta(plan.output());
    kernel.apply(in, 0, in.count(), out, errors, new Frame());
    return out;
  }

  private static byte[] bytes(Delta delta) {
    return Arrays.copyOf(delta.bytes(), delta.sizeBytes());
  }

  private static List<String> hex(Delta delta) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < delta.count(); i++) {
      rows.add(
          HexFormat.of()
              .formatHex(delta.bytes(), delta.offset(i), delta.offset(i) + delta.length(i)));
    }
    return rows;
  }

  @Test
  void hugeExpressions_areSplitIntoSmallMethods() throws Exception {
    RelDataType row = RandomExpressions.ROW;
    List<RexNode> terms = new ArrayList<>();
    List<RexNode> branches = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      RexNode sum = call(SqlStdOperatorTable.PLUS, ref(row, 0), number(i));
      terms.add(call(SqlStdOperatorTable.EQUALS, sum, ref(row, 1)));
      branches.add(call(SqlStdOperatorTable.LESS_THAN, ref(row, 2), number(i)));
      branches.add(REX.makeCast(nullable(SqlTypeName.BIGINT), number(i)));
    }
    branches.add(REX.makeNullLiteral(type(SqlTypeName.BIGINT)));
    RexNode any = call(SqlStdOperatorTable.OR, terms.toArray(RexNode[]::new));
    RexNode chosen = call(SqlStdOperatorTable.CASE, branches.toArray(RexNode[]::new));
    Plan plan = new TransformCompiler().plan(row, List.of(chosen), any);
    RandomExpressions random = new RandomExpressions(7);
    Object[][] rows = new Object[200][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = random.row();
    }
    Delta in = Rexes.delta(row, rows);
    Errors errors = new Errors();
    Delta out = run(new Interpreter(plan), plan, in, errors);
    Delta compiled = run(HiddenClasses.compile(plan), plan, in, new Errors());
    assertThat(out.count()).isPositive();
    assertThat(bytes(compiled)).isEqualTo(bytes(out));
  }

  @Test
  void hotTransform_switchesAndGoesOn() throws Exception {
    RelDataType row = RandomExpressions.ROW;
    RexNode condition =
        call(
            SqlStdOperatorTable.EQUALS,
            call(SqlStdOperatorTable.MOD, ref(row, 8), number(123)),
            number(0));
    TieredTransform transform =
        (TieredTransform)
            new TransformCompiler().compile(row, List.of(ref(row, 8), ref(row, 6)), condition);
    RandomExpressions random = new RandomExpressions(1);
    Object[][] rows = new Object[6000][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = random.row();
    }
    Delta in = Rexes.delta(row, rows);
    Delta first = new Delta(transform.output());
    transform.apply(in, first, new Errors());
    for (int i = 0; i < 1000 && !transform.isCompiled(); i++) {
      Thread.sleep(10);
    }
    assertThat(transform.isCompiled()).isTrue();
    assertThat(TransformCompiler.failedTransforms()).isZero();
    Delta second = new Delta(transform.output());
    transform.apply(in, second, new Errors());
    assertThat(bytes(second)).isEqualTo(bytes(first));
  }
}
