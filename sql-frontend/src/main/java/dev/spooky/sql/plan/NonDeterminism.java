// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.error.SpookySqlException;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Finds calls whose value changes without a change of data, such as {@code now()}. */
public final class NonDeterminism {
  /**
   * A call found.
   *
   * @param function its name
   * @param position its place
   */
  public record Finding(String function, SqlParserPos position) {}

  private NonDeterminism() {}

  /** The first such call of a plan. */
  public static Optional<Finding> find(RelNode plan) {
    Finder finder = new Finder();
    new RelVisitor() {
      @Override
      public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
        node.accept(finder);
        super.visit(node, ordinal, parent);
      }
    }.go(plan);
    return Optional.ofNullable(finder.finding);
  }

  /**
   * Refuses such calls, for what is kept up to date.
   *
   * @throws SpookySqlException that names the function and its place
   */
  public static void refuse(RelNode plan) {
    find(plan)
        .ifPresent(
            finding -> {
              throw SpookySqlException.unsupported(
                  "function " + finding.function() + " in a view",
                  finding.position(),
                  "keep the time in a column, or use the function where the view is read");
            });
  }

  private static final class Finder extends RexShuttle {
    private @Nullable Finding finding;

    @Override
    public RexNode visitCall(RexCall call) {
      boolean changes =
          call.getOperator().isDynamicFunction() || !call.getOperator().isDeterministic();
      if (finding == null && changes) {
        finding = new Finding(call.getOperator().getName(), call.getParserPosition());
      }
      return super.visitCall(call);
    }
  }
}
