// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Temporal;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.planner.type.kernel.ValueType.Base;
import java.time.Instant;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.parser.SqlParserPos;

/** CURRENT_TIMESTAMP and its like: constant within a statement, refused in views. */
final class NowFamily {
  private NowFamily() {}

  static void register(Operators operators) {
    operators.names(
        NowFamily::now,
        "CURRENT_TIMESTAMP",
        "CURRENT_DATE",
        "CURRENT_TIME",
        "CURRENT_DATETIME",
        "LOCALTIMESTAMP",
        "LOCALTIME",
        "NOW",
        "TRANSACTION_TIMESTAMP",
        "STATEMENT_TIMESTAMP",
        "GETDATE",
        "SYSDATE",
        "SYSTIMESTAMP");
    operators.names(
        (call, binder) -> {
          throw refused(call);
        },
        "RAND",
        "RANDOM",
        "RAND_INTEGER",
        "GEN_RANDOM_UUID",
        "UUID",
        "CLOCK_TIMESTAMP");
  }

  private static NotDeterministicException refused(RexCall call) {
    SqlParserPos pos = call.getParserPosition();
    return new NotDeterministicException(
        call.getOperator().getName(),
        Math.max(0, pos.getLineNum()),
        Math.max(0, pos.getColumnNum()));
  }

  private static Eval now(RexCall call, Binder binder) {
    Instant now = binder.settings().now();
    if (now == null) {
      throw refused(call);
    }
    long micros = now.getEpochSecond() * Temporal.MICROS_PER_SECOND + now.getNano() / 1000;
    Eval value = Constant.of(new ValueType(Base.INSTANT, 6, 0), micros);
    return Casts.cast(value, Binder.type(call), binder, Binder.site(call));
  }
}
