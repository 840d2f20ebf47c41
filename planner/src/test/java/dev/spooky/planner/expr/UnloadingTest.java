// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr;

import static dev.spooky.planner.expr.Rexes.call;
import static dev.spooky.planner.expr.Rexes.number;
import static dev.spooky.planner.expr.Rexes.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.junit.jupiter.api.Test;

/** Generated classes go with the transforms that use them. */
class UnloadingTest {
  private static final int CLASSES = Integer.getInteger("classes", 300);

  @Test
  void droppedTransforms_leaveNoClassesBehind() throws Exception {
    compile(0);
    ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
    int before = settledClassCount(classes);
    for (int i = 0; i < CLASSES; i++) {
      compile(i);
    }
    int after = settledClassCount(classes);
    assertThat(after - before).as("of %d classes", CLASSES).isLessThan(CLASSES / 10);
  }

  private static void compile(int number) throws Exception {
    RexNode condition =
        call(SqlStdOperatorTable.EQUALS, ref(RandomExpressions.ROW, 8), number(number));
    Plan plan =
        new TransformCompiler()
            .plan(RandomExpressions.ROW, List.of(ref(RandomExpressions.ROW, 0)), condition);
    assertThat(HiddenClasses.compile(plan).getClass().isHidden()).isTrue();
  }

  private static int settledClassCount(ClassLoadingMXBean classes) throws InterruptedException {
    int count = Integer.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      System.gc();
      Thread.sleep(50);
      int now = classes.getLoadedClassCount();
      if (now >= count) {
        break;
      }
      count = now;
    }
    return count;
  }
}
