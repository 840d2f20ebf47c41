// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr;

import dev.spooky.planner.type.NotSupportedException;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/** Whether an expression can fail for some row, and so must stay behind what guards it. */
public final class Fallibility {
  private Fallibility() {}

  /**
   * Whether an expression over such rows can fail; what cannot be compiled counts as if it could.
   */
  public static boolean canFail(RelDataType rows, RexNode expression) {
    try {
      return new TransformCompiler().compile(rows, List.of(expression), null).canFail();
    } catch (NotSupportedException e) {
      return true;
    }
  }
}
