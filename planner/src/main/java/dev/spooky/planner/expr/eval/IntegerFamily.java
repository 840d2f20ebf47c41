// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Decimals;
import dev.spooky.planner.type.kernel.Integers;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.planner.type.kernel.ValueType.Base;
import dev.spooky.planner.type.kernel.ValueType.Domain;
import dev.spooky.runtime.zset.Errors;
import java.math.BigDecimal;
import org.apache.calcite.rex.RexCall;
import org.jspecify.annotations.Nullable;

/** GCD, LCM, FACTORIAL, DIV, WIDTH_BUCKET. */
final class IntegerFamily {
  private static final ValueType WIDE = new ValueType(Base.DECIMAL, Decimals.MAX_PRECISION, 0);

  private IntegerFamily() {}

  static void register(Operators operators) {
    Natives natives = new Natives(operators);
    natives.partial(
        "GCD",
        "NN",
        ValueType.BIGINT,
        (in, out, site) -> out.lo = Integers.gcd(in[0].lo, in[1].lo, site));
    natives.partial(
        "LCM",
        "NN",
        ValueType.BIGINT,
        (in, out, site) -> out.lo = Integers.lcm(in[0].lo, in[1].lo, site));
    natives.partial(
        "FACTORIAL", "N", WIDE, (in, out, site) -> Integers.factorial(in[0].lo, out, site));
    operators.names(IntegerFamily::div, "DIV");
    operators.names(IntegerFamily::bucket, "WIDTH_BUCKET");
  }

  /** The quotient without its fraction, exactly. */
  private static @Nullable Eval div(RexCall call, Binder binder) {
    Eval left = binder.operand(call, 0);
    Eval right = binder.operand(call, 1);
    if (!left.type().isExact() || !right.type().isExact()) {
      return null;
    }
    long site = Binder.site(call);
    Eval quotient =
        Strict.partial(
            WIDE,
            (in, out) -> {
              BigDecimal divisor = decimal(right.type(), in[1], site);
              if (divisor.signum() == 0) {
                throw ValueException.divisionByZero(site);
              }
              BigDecimal value = decimal(left.type(), in[0], site).divideToIntegralValue(divisor);
              Decimals.fromBigDecimal(value, Decimals.MAX_PRECISION, 0, out, site);
            },
            left,
            right);
    return Casts.cast(quotient, Binder.type(call), binder, site);
  }

  private static @Nullable Eval bucket(RexCall call, Binder binder) {
    Eval[] arguments = binder.operands(call).toArray(Eval[]::new);
    for (Eval argument : arguments) {
      if (!argument.type().isNumeric()) {
        return null;
      }
    }
    long site = Binder.site(call);
    arguments[3] = Casts.cast(arguments[3], ValueType.BIGINT, binder, site);
    ValueType[] types = {arguments[0].type(), arguments[1].type(), arguments[2].type()};
    Eval bucket =
        Strict.partial(
            ValueType.BIGINT,
            (in, out) -> {
              BigDecimal[] numbers = new BigDecimal[3];
              for (int i = 0; i < 3; i++) {
                numbers[i] = decimal(types[i], in[i], site);
              }
              out.lo = Integers.bucket(numbers[0], numbers[1], numbers[2], in[3].lo, site);
            },
            arguments);
    return Casts.cast(bucket, Binder.type(call), binder, site);
  }

  /** A number of any type, exactly. */
  static BigDecimal decimal(ValueType type, Register in, long site) {
    if (type.domain() == Domain.WIDE) {
      return Decimals.toBigDecimal(in.hi, in.lo, type.scale());
    } else if (type.domain() == Domain.LONG) {
      return BigDecimal.valueOf(in.lo, type.scale());
    } else if (Double.isNaN(in.real) || Double.isInfinite(in.real)) {
      throw new ValueException(
          Errors.Kind.FUNCTION, in.real + " is not allowed as an argument", site);
    }
    return new BigDecimal(
        type.base() == Base.REAL ? Float.toString((float) in.real) : Double.toString(in.real));
  }
}
