// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.ValueType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlKind;

/** AND, OR, NOT and the IS tests. */
final class LogicFamily {
  private LogicFamily() {}

  static void register(Operators operators) {
    operators.kinds((call, binder) -> junction(true, call, binder), SqlKind.AND);
    operators.kinds((call, binder) -> junction(false, call, binder), SqlKind.OR);
    test(operators, SqlKind.NOT, Truth.Test.NOT);
    test(operators, SqlKind.IS_NULL, Truth.Test.IS_NULL);
    test(operators, SqlKind.IS_UNKNOWN, Truth.Test.IS_NULL);
    test(operators, SqlKind.IS_NOT_NULL, Truth.Test.IS_NOT_NULL);
    test(operators, SqlKind.IS_TRUE, Truth.Test.IS_TRUE);
    test(operators, SqlKind.IS_NOT_TRUE, Truth.Test.IS_NOT_TRUE);
    test(operators, SqlKind.IS_FALSE, Truth.Test.IS_FALSE);
    test(operators, SqlKind.IS_NOT_FALSE, Truth.Test.IS_NOT_FALSE);
    operators.names(
        (call, binder) -> new Truth(Truth.Test.IS_NOT_NULL, binder.operand(call, 0)),
        "IS NOT UNKNOWN");
  }

  private static void test(Operators operators, SqlKind kind, Truth.Test test) {
    operators.kinds((call, binder) -> new Truth(test, binder.operand(call, 0)), kind);
  }

  private static Eval junction(boolean isAnd, RexCall call, Binder binder) {
    return Junction.of(isAnd, binder.operandsAs(call, ValueType.BOOLEAN));
  }
}
