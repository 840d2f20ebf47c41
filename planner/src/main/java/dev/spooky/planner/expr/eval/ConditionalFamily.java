// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlKind;

/** CASE, COALESCE, NULLIF, GREATEST, LEAST, and the value of a scalar sub-query. */
final class ConditionalFamily {
  private ConditionalFamily() {}

  static void register(Operators operators) {
    operators.kinds(ConditionalFamily::caseWhen, SqlKind.CASE, SqlKind.IF);
    operators.kinds(ConditionalFamily::coalesce, SqlKind.COALESCE, SqlKind.NVL);
    operators.kinds(ConditionalFamily::nullIf, SqlKind.NULLIF);
    operators.names(
        (call, binder) ->
            new SingleValue(binder.operand(call, 0), binder.operand(call, 1), Binder.site(call)),
        "$SINGLE_ROW");
    operators.kinds((call, binder) -> new Extreme(call, binder, true), SqlKind.GREATEST_PG);
    operators.kinds((call, binder) -> new Extreme(call, binder, false), SqlKind.LEAST_PG);
    operators.kinds((call, binder) -> new Extreme(call, binder, true), SqlKind.GREATEST);
    operators.kinds((call, binder) -> new Extreme(call, binder, false), SqlKind.LEAST);
  }

  private static Eval caseWhen(RexCall call, Binder binder) {
    ValueType type = Binder.type(call);
    long site = Binder.site(call);
    List<Eval> conditions = new ArrayList<>();
    List<Eval> results = new ArrayList<>();
    int count = call.getOperands().size();
    for (int i = 0; i < count; i++) {
      Eval operand = binder.operand(call, i);
      if ((i & 1) == 0 && i + 1 < count) {
        conditions.add(Casts.cast(operand, ValueType.BOOLEAN, binder, site));
      } else {
        results.add(Casts.implicit(operand, type, binder, site));
      }
    }
    return Case.of(type, conditions, results);
  }

  private static Eval coalesce(RexCall call, Binder binder) {
    ValueType type = Binder.type(call);
    List<Eval> values = new ArrayList<>();
    for (Eval operand : binder.operands(call)) {
      values.add(Casts.implicit(operand, type, binder, Binder.site(call)));
    }
    return new Coalesce(type, values);
  }

  private static Eval nullIf(RexCall call, Binder binder) {
    ValueType type = Binder.type(call);
    Eval equal =
        ComparisonFamily.compare(
            Comparison.Test.EQ,
            binder.operand(call, 0),
            binder.operand(call, 1),
            binder,
            Binder.site(call));
    Eval value = Casts.implicit(binder.operand(call, 0), type, binder, Binder.site(call));
    return new Case(type, List.of(equal), List.of(Constant.ofNull(type), value));
  }
}
