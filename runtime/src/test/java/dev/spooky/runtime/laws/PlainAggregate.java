// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.aggregate.Accumulator;
import dev.spooky.runtime.aggregate.BitCounts;
import dev.spooky.runtime.aggregate.Count;
import dev.spooky.runtime.aggregate.MinMax;
import dev.spooky.runtime.aggregate.Spread;
import dev.spooky.runtime.aggregate.SpreadDouble;
import dev.spooky.runtime.aggregate.SpreadExact;
import dev.spooky.runtime.aggregate.SumDouble;
import dev.spooky.runtime.aggregate.SumExact;
import dev.spooky.runtime.operator.Aggregate;
import dev.spooky.runtime.storage.Storage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** An aggregate call beside its plain meaning. */
record PlainAggregate(Function function, int column, int filter) {
  enum Function {
    COUNT,
    SUM,
    AVG,
    MIN,
    MAX,
    BIT_AND,
    BIT_OR,
    BIT_XOR,
    VAR_POP,
    VAR_SAMP,
    STDDEV_POP,
    STDDEV_SAMP;

    boolean isBits() {
      return name().startsWith("BIT");
    }

    boolean isSpread() {
      return ordinal() >= VAR_POP.ordinal();
    }
  }

  private static final int RESULT_SCALE = 5;

  private static final BigInteger LIMIT = BigInteger.TEN.pow(38);
  private static final MathContext MANY = new MathContext(1500, RoundingMode.DOWN);
  private static final int MORE_DIGITS = 4;

  /** Whether the function takes arguments of this kind. */
  static boolean takes(Function function, FieldKind kind) {
    boolean number = !kind.isVariable() && kind != FieldKind.BOOL;
    if (function.isBits()) {
      return number && !isFloat(kind) && kind != FieldKind.I128;
    } else if (function.isSpread()) {
      return number && kind != FieldKind.I128;
    }
    return number || (function != Function.SUM && function != Function.AVG);
  }

  private static boolean isFloat(FieldKind kind) {
    return kind == FieldKind.F32 || kind == FieldKind.F64;
  }

  RowLayout.Field result(RowLayout input) {
    if (function == Function.COUNT) {
      return new RowLayout.Field(FieldKind.I64, false);
    }
    FieldKind kind = input.fields().get(column).kind();
    return new RowLayout.Field(
        switch (function) {
          case COUNT -> FieldKind.I64;
          case MIN, MAX, BIT_AND, BIT_OR, BIT_XOR -> kind;
          case SUM ->
              isFloat(kind)
                  ? FieldKind.F64
                  : kind == FieldKind.I64 || kind == FieldKind.I128
                      ? FieldKind.I128
                      : FieldKind.I64;
          case AVG, VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP ->
              isFloat(kind) ? FieldKind.F64 : FieldKind.I128;
        },
        true);
  }

  Aggregate.Call call(Storage storage, RowLayout input) {
    return new Aggregate.Call(accumulator(storage, input), filter < 0 ? null : input.slot(filter));
  }

  private Accumulator accumulator(Storage storage, RowLayout input) {
    if (function == Function.COUNT) {
      return new Count(column < 0 ? null : input.slot(column));
    }
    boolean floating = isFloat(input.fields().get(column).kind());
    return switch (function) {
      case COUNT -> throw new AssertionError();
      case MIN, MAX -> new MinMax(storage, input, column, function == Function.MAX);
      case SUM ->
          floating
              ? new SumDouble(storage, input.slot(column), false, false)
              : SumExact.sum(input.slot(column), false);
      case AVG ->
          floating
              ? new SumDouble(storage, input.slot(column), true, false)
              : SumExact.average(input.slot(column), MORE_DIGITS);
      case BIT_AND -> new BitCounts(input.slot(column), BitCounts.Kind.AND);
      case BIT_OR -> new BitCounts(input.slot(column), BitCounts.Kind.OR);
      case BIT_XOR -> new BitCounts(input.slot(column), BitCounts.Kind.XOR);
      case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> {
        Spread spread = Spread.valueOf(function.name());
        yield floating
            ? new SpreadDouble(storage, input.slot(column), spread)
            : new SpreadExact(input.slot(column), spread, 2, RESULT_SCALE);
      }
    };
  }

  /** The value over a group of rows. */
  Object value(PlainZSet rows, RowLayout input) {
    PlainZSet values = new PlainZSet();
    rows.forEach(
        (row, weight) -> {
          boolean chosen = filter < 0 || Boolean.TRUE.equals(row.get(filter));
          Object value = column < 0 ? true : row.get(column);
          if (chosen && value != null) {
            values.add(java.util.List.of(value), weight);
          }
        });
    long[] count = new long[1];
    values.forEach((value, weight) -> count[0] += weight);
    return switch (function) {
      case COUNT -> count[0];
      case MIN, MAX -> extreme(values);
      case SUM, AVG -> count[0] == 0 ? null : sum(values, count[0], input);
      case BIT_AND, BIT_OR, BIT_XOR -> count[0] == 0 ? null : bits(values, count[0]);
      case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP ->
          spread(values, count[0], isFloat(input.fields().get(column).kind()));
    };
  }

  private Object bits(PlainZSet values, long count) {
    long result = 0;
    for (int bit = 0; bit < 64; bit++) {
      long mask = 1L << bit;
      long[] ones = new long[1];
      values.forEach((row, weight) -> ones[0] += ((Long) row.get(0) & mask) != 0 ? weight : 0);
      boolean set =
          function == Function.BIT_AND
              ? ones[0] == count
              : function == Function.BIT_OR ? ones[0] != 0 : (ones[0] & 1) != 0;
      result |= set ? mask : 0;
    }
    return result;
  }

  /** By decimals: the mean of squared distances from the mean would be the same. */
  private Object spread(PlainZSet values, long count, boolean floating) {
    BigDecimal[] sums = {BigDecimal.ZERO, BigDecimal.ZERO};
    long[] odd = new long[2];
    values.forEach(
        (row, weight) -> {
          Object value = row.get(0);
          if (value instanceof Double d && !Double.isFinite(d)) {
            odd[0] += weight;
          } else if (value instanceof Double d && Double.isInfinite(d * d)) {
            odd[1] += weight;
          } else {
            BigDecimal exact =
                floating ? new BigDecimal((Double) value) : BigDecimal.valueOf((Long) value, 2);
            BigDecimal square = exact.multiply(exact);
            if (floating) {
              double high = (Double) value * (Double) value;
              double low = Math.fma((Double) value, (Double) value, -high);
              square = new BigDecimal(high).add(new BigDecimal(low));
            }
            BigDecimal times = BigDecimal.valueOf(weight);
            sums[0] = sums[0].add(exact.multiply(times));
            sums[1] = sums[1].add(square.multiply(times));
          }
        });
    if (odd[1] != 0) {
      throw new Rel.PlainError("out of range");
    }
    boolean sample = function == Function.VAR_SAMP || function == Function.STDDEV_SAMP;
    if (count < (sample ? 2 : 1)) {
      return null;
    } else if (odd[0] != 0) {
      return Double.NaN;
    }
    MathContext digits = new MathContext(120);
    BigDecimal n = BigDecimal.valueOf(count);
    BigDecimal variance =
        sums[1]
            .subtract(sums[0].multiply(sums[0]).divide(n, new MathContext(3000)))
            .max(BigDecimal.ZERO)
            .divide(sample ? n.subtract(BigDecimal.ONE) : n, digits);
    boolean root = function == Function.STDDEV_POP || function == Function.STDDEV_SAMP;
    BigDecimal result = root ? variance.sqrt(digits) : variance;
    if (floating) {
      double rounded = result.doubleValue();
      if (Double.isInfinite(rounded)) {
        throw new Rel.PlainError("out of range");
      }
      return rounded;
    }
    BigInteger unscaled = result.setScale(RESULT_SCALE, RoundingMode.HALF_UP).unscaledValue();
    if (unscaled.compareTo(LIMIT) >= 0) {
      throw new Rel.PlainError("out of range");
    }
    return unscaled;
  }

  private Object extreme(PlainZSet values) {
    Object[] best = new Object[1];
    values.forEach(
        (row, weight) -> {
          int order = best[0] == null ? 0 : Rows.compare(row.get(0), best[0]);
          if (weight > 0
              && (best[0] == null || (function == Function.MAX ? order > 0 : order < 0))) {
            best[0] = row.get(0);
          }
        });
    return best[0];
  }

  private Object sum(PlainZSet values, long count, RowLayout input) {
    boolean average = function == Function.AVG;
    if (isFloat(input.fields().get(column).kind())) {
      return doubleSum(values, average ? count : 1);
    }
    BigInteger[] sum = {BigInteger.ZERO};
    values.forEach(
        (row, weight) ->
            sum[0] =
                sum[0].add(
                    new BigInteger(row.get(0).toString()).multiply(BigInteger.valueOf(weight))));
    BigInteger exact = sum[0];
    if (average) {
      exact =
          new BigDecimal(sum[0].multiply(BigInteger.TEN.pow(MORE_DIGITS)))
              .divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_UP)
              .toBigInteger();
    }
    boolean wide = result(input).kind() == FieldKind.I128;
    if (wide ? exact.abs().compareTo(LIMIT) >= 0 : exact.bitLength() > 63) {
      throw new Rel.PlainError("out of range");
    }
    return wide ? (Object) exact : (Object) exact.longValue();
  }

  /** The correctly rounded sum of the values, divided; by way of decimals. */
  static Double doubleSum(PlainZSet values, long divisor) {
    boolean[] seen = new boolean[3];
    BigDecimal[] sum = {BigDecimal.ZERO};
    long[] specials = new long[3];
    values.forEach(
        (row, weight) -> {
          double value = (Double) row.get(0);
          if (Double.isFinite(value)) {
            sum[0] = sum[0].add(new BigDecimal(value).multiply(BigDecimal.valueOf(weight)));
          } else {
            specials[Double.isNaN(value) ? 0 : value > 0 ? 1 : 2] += weight;
          }
        });
    for (int i = 0; i < 3; i++) {
      seen[i] = specials[i] != 0;
    }
    if (seen[0] || (seen[1] && seen[2])) {
      return Double.NaN;
    }
    if (seen[1] || seen[2]) {
      return seen[1] ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    double rounded =
        (divisor == 1 ? sum[0] : sum[0].divide(BigDecimal.valueOf(divisor), MANY)).doubleValue();
    if (Double.isInfinite(rounded)) {
      throw new Rel.PlainError("out of range");
    }
    return rounded + 0.0;
  }
}
