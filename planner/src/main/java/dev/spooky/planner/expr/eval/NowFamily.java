// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Temporal;
import dev.spooky.planner.type.kernel.ValueText;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.planner.type.kernel.ValueType.Base;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * CURRENT_TIMESTAMP and its like, constant within a statement, and random values; refused in views.
 */
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
        "RAND_INTEGER",
        "UUID",
        "CLOCK_TIMESTAMP");
    operators.names((call, binder) -> random(call, binder, new RandomNumber()), "RAND", "RANDOM");
    operators.names((call, binder) -> random(call, binder, new RandomUuid()), "GEN_RANDOM_UUID");
  }

  private static NotDeterministicException refused(RexCall call) {
    SqlParserPos pos = call.getParserPosition();
    return new NotDeterministicException(
        call.getOperator().getName(),
        Math.max(0, pos.getLineNum()),
        Math.max(0, pos.getColumnNum()));
  }

  private static Eval random(RexCall call, Binder binder, Eval value) {
    if (binder.settings().now() == null) {
      throw refused(call);
    }
    return value;
  }

  /** Another number from 0 up to 1 for each row. */
  private static final class RandomNumber extends Eval {
    RandomNumber() {
      super(ValueType.DOUBLE, false, false);
    }

    @Override
    public boolean eval(Frame frame) {
      real = ThreadLocalRandom.current().nextDouble();
      return true;
    }
  }

  /** Another UUID of version 4 for each row. */
  private static final class RandomUuid extends Eval {
    RandomUuid() {
      super(new ValueType(Base.UUID, -1, 0), false, false);
    }

    @Override
    public boolean eval(Frame frame) {
      ValueText.setUuid(UUID.randomUUID(), this);
      return true;
    }
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
