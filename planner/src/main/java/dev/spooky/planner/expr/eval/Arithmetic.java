// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Decimals;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.planner.type.kernel.ValueType.Base;
import dev.spooky.planner.type.kernel.Wide;

/** Chooses how numbers of any types are added, multiplied and divided. */
final class Arithmetic {
  private Arithmetic() {}

  /** {@code left op right} as a value of the result type. */
  static Eval binary(Op op, Eval left, Eval right, ValueType result, long site) {
    if (left.type().isApproximate() || right.type().isApproximate()) {
      boolean single = left.type().base() == Base.REAL && right.type().base() == Base.REAL;
      ValueType type = single ? left.type() : ValueType.DOUBLE;
      Eval value =
          new RealArithmetic(
              op,
              Numbers.convert(left, type, site),
              Numbers.convert(right, type, site),
              single,
              site);
      return Numbers.convert(value, result, site);
    }
    boolean decimal =
        left.type().base() == Base.DECIMAL
            || right.type().base() == Base.DECIMAL
            || result.base() == Base.DECIMAL;
    if (!decimal) {
      ValueType type = result.isExact() || result.isInterval() ? result : ValueType.BIGINT;
      Eval value = LongArithmetic.of(op, left, right, type, site);
      return result.isNumeric() ? Numbers.convert(value, result, site) : value;
    }
    Eval value = decimal(op, left, right, result, site);
    return Numbers.convert(value, result, site);
  }

  private static Eval decimal(Op op, Eval left, Eval right, ValueType result, long site) {
    int leftScale = left.type().scale();
    int rightScale = right.type().scale();
    return switch (op) {
      case PLUS, MINUS, MOD -> aligned(op, left, right, Math.max(leftScale, rightScale), site);
      case TIMES -> product(left, right, site);
      case DIVIDE, DIVIDE_ROUND -> quotient(left, right, result, site);
    };
  }

  /** Both sides at one scale; in 64 bits when the bounds allow it. */
  private static Eval aligned(Op op, Eval left, Eval right, int scale, long site) {
    int digits =
        Math.max(integerDigits(left), integerDigits(right)) + scale + (op == Op.MOD ? 0 : 1);
    if (digits <= Decimals.MAX_LONG_PRECISION) {
      ValueType type = new ValueType(Base.DECIMAL, Math.max(digits, 1), scale);
      return LongArithmetic.of(
          op, atScale(left, scale, site), atScale(right, scale, site), type, site);
    }
    ValueType type = new ValueType(Base.DECIMAL, Decimals.MAX_PRECISION, scale);
    Eval a = Numbers.widenTo(left, scale, site);
    Eval b = Numbers.widenTo(right, scale, site);
    Strict.Kernel kernel =
        switch (op) {
          case PLUS -> (in, out) -> Wide.add(in[0], in[1], out, site);
          case MINUS -> (in, out) -> Wide.subtract(in[0], in[1], out, site);
          case MOD -> (in, out) -> Decimals.mod(in[0], in[1], out, site);
          case TIMES, DIVIDE, DIVIDE_ROUND -> throw new AssertionError(op);
        };
    return wide(kernel, op == Op.MOD, digits, type, site, a, b);
  }

  /** A wide computation; beyond 38 digits its result is checked. */
  private static Eval wide(
      Strict.Kernel kernel, boolean fails, int digits, ValueType type, long site, Eval... inputs) {
    if (digits <= Decimals.MAX_PRECISION) {
      ValueType exact = new ValueType(Base.DECIMAL, Math.max(digits, 19), type.scale());
      return fails ? Strict.partial(exact, kernel, inputs) : Strict.total(exact, kernel, inputs);
    }
    return Strict.partial(
        type,
        (in, out) -> {
          kernel.compute(in, out);
          Decimals.checkPrecision(out.hi, out.lo, Decimals.MAX_PRECISION, site);
        },
        inputs);
  }

  private static Eval atScale(Eval from, int scale, long site) {
    int digits = Math.max(integerDigits(from) + scale, 1);
    return Numbers.convert(from, new ValueType(Base.DECIMAL, digits, scale), site);
  }

  private static int integerDigits(Eval node) {
    return Numbers.digits(node) - node.type().scale();
  }

  private static Eval product(Eval left, Eval right, long site) {
    int scale = left.type().scale() + right.type().scale();
    int digits = Numbers.digits(left) + Numbers.digits(right);
    if (digits <= Decimals.MAX_LONG_PRECISION) {
      return LongArithmetic.of(
          Op.TIMES, left, right, new ValueType(Base.DECIMAL, digits, scale), site);
    }
    Eval a = Numbers.widen(left);
    Eval b = Numbers.widen(right);
    Strict.Kernel kernel = (in, out) -> Wide.multiply(in[0], in[1], out, site);
    // beyond 38 digits only 128 bits bound the product; its conversion to the result type checks it
    ValueType type =
        new ValueType(
            Base.DECIMAL, Math.min(Math.max(digits, 19), Decimals.MAX_PRECISION + 1), scale);
    return digits <= Decimals.MAX_PRECISION
        ? Strict.total(type, kernel, a, b)
        : Strict.partial(type, kernel, a, b);
  }

  /** A quotient at the result's scale, rounded once. */
  private static Eval quotient(Eval left, Eval right, ValueType result, long site) {
    int scale = result.scale();
    int shift = scale - left.type().scale() + right.type().scale();
    int digits = integerDigits(left) + right.type().scale() + scale;
    if (shift >= 0
        && Numbers.digits(left) + shift <= Decimals.MAX_LONG_PRECISION
        && right.type().domain() == ValueType.Domain.LONG) {
      Eval scaled = atScale(left, left.type().scale() + shift, site);
      return LongArithmetic.of(
          Op.DIVIDE_ROUND,
          scaled,
          right,
          new ValueType(Base.DECIMAL, Decimals.MAX_LONG_PRECISION, scale),
          site);
    }
    ValueType type = new ValueType(Base.DECIMAL, Decimals.MAX_PRECISION, scale);
    Strict.Kernel kernel = (in, out) -> Decimals.divide(in[0], in[1], shift, out, site);
    return wide(kernel, true, digits, type, site, Numbers.widen(left), Numbers.widen(right));
  }
}
