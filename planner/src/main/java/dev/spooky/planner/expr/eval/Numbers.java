// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Checked;
import dev.spooky.planner.type.kernel.Decimals;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.planner.type.kernel.ValueType.Base;
import dev.spooky.planner.type.kernel.ValueType.Domain;

/** Conversions between numeric types; they round half away from zero and check ranges. */
final class Numbers {
  private Numbers() {}

  /** A number as a value of another numeric type. */
  static Eval convert(Eval from, ValueType to, long site) {
    ValueType type = from.type();
    if (type.equals(to) || type.base() == to.base() && !type.base().equals(Base.DECIMAL)) {
      return from;
    }
    if (from instanceof Constant constant && constant.isNull()) {
      return Constant.ofNull(to);
    }
    if (to.isApproximate()) {
      return toReal(from, to.base() == Base.REAL, site);
    } else if (type.isApproximate()) {
      return fromReal(from, to, site);
    } else if (to.domain() == Domain.LONG && type.domain() == Domain.LONG) {
      return rescale(from, to, site);
    }
    return wideToType(from, to, site);
  }

  private static Eval toReal(Eval from, boolean single, long site) {
    ValueType to = new ValueType(single ? Base.REAL : Base.DOUBLE, -1, 0);
    if (from.type().isApproximate()) {
      return single
          ? Strict.partial(to, (in, out) -> out.real = Checked.toFloat(in[0].real, site), from)
          : new LongToReal(to, from);
    }
    return from.type().domain() == Domain.LONG && from.type().scale() == 0
        ? new LongToReal(to, from)
        : decimalToReal(to, from);
  }

  private static Eval decimalToReal(ValueType to, Eval from) {
    int scale = from.type().scale();
    boolean wide = from.type().domain() == Domain.WIDE;
    return Strict.total(
        to,
        (in, out) -> {
          double value = Decimals.toDouble(wide ? in[0].hi : in[0].lo >> 63, in[0].lo, scale);
          out.real = to.base() == Base.REAL ? (float) value : value;
        },
        from);
  }

  private static Eval fromReal(Eval from, ValueType to, long site) {
    if (to.isInteger()) {
      long min = to.min();
      long max = to.max();
      return Strict.partial(
          to, (in, out) -> out.lo = Checked.realToLong(in[0].real, min, max, site), from);
    }
    boolean single = from.type().base() == Base.REAL;
    return Strict.partial(
        to, (in, out) -> Decimals.fromReal(in[0].real, single, to, out, site), from);
  }

  /** Changes the scale of a number of at most 18 digits. */
  private static Eval rescale(Eval from, ValueType to, long site) {
    int shift = to.scale() - from.type().scale();
    if (shift > 18 || shift < -18) {
      return wideToType(from, to, site);
    } else if (shift >= 0) {
      Eval factor = Constant.of(ValueType.BIGINT, Decimals.power(shift));
      return LongArithmetic.of(Op.TIMES, from, factor, to, site);
    }
    Eval divisor = Constant.of(ValueType.BIGINT, Decimals.power(-shift));
    return LongArithmetic.of(Op.DIVIDE_ROUND, from, divisor, to, site);
  }

  /** A number of any width in 128 bits, at its own scale. */
  static Eval widen(Eval from) {
    if (from.type().domain() == Domain.WIDE) {
      return from;
    }
    ValueType to = new ValueType(Base.DECIMAL, Decimals.MAX_PRECISION, from.type().scale());
    return Strict.total(
        to,
        (in, out) -> {
          out.lo = in[0].lo;
          out.hi = in[0].lo >> 63;
        },
        from);
  }

  /** A number in 128 bits at a given scale, without a check of its digits. */
  static Eval widenTo(Eval from, int scale, long site) {
    Eval wide = widen(from);
    int shift = scale - from.type().scale();
    if (shift == 0) {
      return wide;
    }
    ValueType to = new ValueType(Base.DECIMAL, Decimals.MAX_PRECISION, scale);
    Strict.Kernel kernel = (in, out) -> Decimals.rescale(in[0], shift, out, site);
    int digits = digits(from) + Math.max(shift, 0);
    return digits <= Decimals.MAX_PRECISION
        ? Strict.total(to, kernel, wide)
        : Strict.partial(to, kernel, wide);
  }

  /** Digits that values of a node can have. */
  static int digits(Eval node) {
    return node.type().base() == Base.BIGINT ? 19 : node.type().precision();
  }

  private static Eval wideToType(Eval from, ValueType to, long site) {
    Eval wide = widenTo(from, to.scale(), site);
    int integerDigits = digits(from) - from.type().scale();
    boolean fits = !to.isInteger() && integerDigits < to.precision() - to.scale();
    fits |=
        to.base() == Base.DECIMAL
            && integerDigits <= to.precision() - to.scale()
            && from.type().scale() <= to.scale();
    if (fits) {
      return Strict.total(to, Numbers::copy, wide);
    }
    return Strict.partial(to, (in, out) -> narrow(in[0], to, out, site), wide);
  }

  private static void copy(Register[] in, Register out) {
    out.lo = in[0].lo;
    out.hi = in[0].hi;
  }

  private static void narrow(Register in, ValueType to, Register out, long site) {
    if (to.isInteger()) {
      if (in.hi != in.lo >> 63) {
        throw dev.spooky.planner.type.kernel.ValueException.outOfRange(to.label(), site);
      }
      Checked.range(in.lo, to.min(), to.max(), site);
    } else {
      Decimals.checkPrecision(in.hi, in.lo, to.precision(), site);
    }
    out.lo = in.lo;
    out.hi = in.hi;
  }
}
