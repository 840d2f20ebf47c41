// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Checked;
import dev.spooky.planner.type.kernel.Decimals;
import dev.spooky.planner.type.kernel.RealFunctions;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.planner.type.kernel.ValueType.Base;
import dev.spooky.planner.type.kernel.ValueType.Domain;
import dev.spooky.planner.type.kernel.Wide;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** FLOOR, CEIL, ROUND, TRUNCATE of numbers; of times by {@link TimeFamily}. */
final class RoundingFamily {
  private RoundingFamily() {}

  static void register(Operators operators) {
    operators.kinds((call, binder) -> whole(call, binder, RoundingMode.FLOOR), SqlKind.FLOOR);
    operators.kinds((call, binder) -> whole(call, binder, RoundingMode.CEILING), SqlKind.CEIL);
    operators.names((call, binder) -> digits(call, binder, false), "ROUND");
    operators.names((call, binder) -> digits(call, binder, true), "TRUNCATE", "TRUNC");
  }

  private static @Nullable Eval whole(RexCall call, Binder binder, RoundingMode mode) {
    if (call.getOperands().size() == 2) {
      return TimeFamily.cut(call, binder, mode == RoundingMode.FLOOR);
    }
    Eval in = binder.operand(call, 0);
    ValueType type = in.type();
    long site = Binder.site(call);
    if (type.isApproximate()) {
      boolean floor = mode == RoundingMode.FLOOR;
      return Strict.total(
          type,
          (args, out) -> out.real = floor ? Math.floor(args[0].real) : Math.ceil(args[0].real),
          in);
    } else if (type.isInteger()) {
      return Casts.cast(in, Binder.type(call), binder, site);
    } else if (type.base() != Base.DECIMAL) {
      return null;
    }
    ValueType to = new ValueType(Base.DECIMAL, Decimals.MAX_PRECISION, 0);
    BigInteger unit = Decimals.bigPower(type.scale());
    long small = type.scale() <= 18 ? Decimals.power(type.scale()) : 0;
    Eval value =
        Strict.total(to, (args, out) -> divide(args[0], unit, small, mode, out), Numbers.widen(in));
    return Numbers.convert(value, Binder.type(call), site);
  }

  private static void divide(
      Register in, BigInteger unit, long small, RoundingMode mode, Register out) {
    if (small != 0 && Wide.isLong(in.hi, in.lo)) {
      long floor = Math.floorDiv(in.lo, small);
      boolean up = mode == RoundingMode.CEILING && floor * small != in.lo;
      out.lo = up ? floor + 1 : floor;
      out.hi = out.lo >> 63;
      return;
    }
    BigInteger[] parts = Wide.toBig(in.hi, in.lo).divideAndRemainder(unit);
    int sign = parts[1].signum();
    boolean step = mode == RoundingMode.FLOOR ? sign < 0 : sign > 0;
    Wide.fromBig(step ? parts[0].add(BigInteger.valueOf(sign)) : parts[0], out, 0);
  }

  private static @Nullable Eval digits(RexCall call, Binder binder, boolean down) {
    Eval in = roomy(binder.operand(call, 0));
    ValueType type = in.type();
    long site = Binder.site(call);
    if (!type.isNumeric()) {
      return null;
    }
    Eval digits =
        call.getOperands().size() < 2
            ? Constant.of(ValueType.BIGINT, 0)
            : Casts.cast(binder.operand(call, 1), ValueType.BIGINT, binder, site);
    if (type.isApproximate()) {
      boolean plain = call.getOperands().size() < 2 && !down;
      Strict.Kernel kernel =
          plain
              ? (args, out) -> out.real = Math.rint(args[0].real)
              : (args, out) -> out.real = RealFunctions.round(args[0].real, args[1].lo, down);
      return Casts.cast(Strict.total(type, kernel, in, digits), Binder.type(call), binder, site);
    }
    int scale = type.scale();
    Strict.Kernel kernel =
        type.domain() == Domain.LONG
            ? (args, out) -> roundLong(args[0].lo, scale - args[1].lo, type, down, out, site)
            : (args, out) -> roundWide(args[0], scale - args[1].lo, type, down, out, site);
    Eval value =
        down ? Strict.total(type, kernel, in, digits) : Strict.partial(type, kernel, in, digits);
    return Casts.cast(value, Binder.type(call), binder, site);
  }

  /** A decimal with room for one more digit: 9.9 rounds to 10. */
  private static Eval roomy(Eval in) {
    ValueType type = in.type();
    return type.base() == Base.DECIMAL && type.precision() < Decimals.MAX_PRECISION
        ? Numbers.convert(in, new ValueType(Base.DECIMAL, type.precision() + 1, type.scale()), 0)
        : in;
  }

  /** Rounds away the last {@code drop} digits and puts zeros in their place. */
  @SuppressWarnings("checkstyle:ParameterNumber")
  private static void roundLong(
      long value, long drop, ValueType type, boolean down, Register out, long site) {
    if (drop <= 0) {
      out.lo = value;
    } else if (drop > 18) {
      out.lo = 0;
    } else {
      long unit = Decimals.power((int) drop);
      if (down) {
        out.lo = value - value % unit;
      } else {
        long rounded = Checked.multiply(Decimals.divideRound(value, unit), unit, site);
        out.lo = Checked.range(rounded, type.min(), type.max(), site);
      }
    }
  }

  @SuppressWarnings("checkstyle:ParameterNumber")
  private static void roundWide(
      Register in, long drop, ValueType type, boolean down, Register out, long site) {
    if (drop <= 0) {
      out.hi = in.hi;
      out.lo = in.lo;
    } else if (drop > Decimals.MAX_PRECISION) {
      out.hi = 0;
      out.lo = 0;
    } else {
      BigInteger value = Wide.toBig(in.hi, in.lo);
      BigInteger unit = Decimals.bigPower((int) drop);
      BigInteger count = down ? value.divide(unit) : Decimals.divideRound(value, unit);
      Wide.fromBig(count.multiply(unit), out, site);
      Decimals.checkPrecision(out.hi, out.lo, type.precision(), site);
    }
  }
}
