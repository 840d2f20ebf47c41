// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.expr.eval.Comparison.Test;
import dev.spooky.planner.type.kernel.Decimals;
import dev.spooky.planner.type.kernel.Utf8;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.planner.type.kernel.ValueType.Base;
import dev.spooky.planner.type.kernel.ValueType.Domain;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlKind;

/** = &lt;&gt; &lt; &lt;= &gt; &gt;= and IS [NOT] DISTINCT FROM, on any two comparable types. */
final class ComparisonFamily {
  private ComparisonFamily() {}

  static void register(Operators operators) {
    operators.kinds((call, binder) -> compare(Test.EQ, call, binder), SqlKind.EQUALS);
    operators.kinds((call, binder) -> compare(Test.NE, call, binder), SqlKind.NOT_EQUALS);
    operators.kinds((call, binder) -> compare(Test.LT, call, binder), SqlKind.LESS_THAN);
    operators.kinds((call, binder) -> compare(Test.LE, call, binder), SqlKind.LESS_THAN_OR_EQUAL);
    operators.kinds((call, binder) -> compare(Test.GT, call, binder), SqlKind.GREATER_THAN);
    operators.kinds(
        (call, binder) -> compare(Test.GE, call, binder), SqlKind.GREATER_THAN_OR_EQUAL);
    operators.kinds((call, binder) -> distinct(true, call, binder), SqlKind.IS_DISTINCT_FROM);
    operators.kinds((call, binder) -> distinct(false, call, binder), SqlKind.IS_NOT_DISTINCT_FROM);
    operators.kinds(ComparisonFamily::between, SqlKind.BETWEEN);
  }

  private static Eval between(RexCall call, Binder binder) {
    long site = Binder.site(call);
    return new Junction(
        true,
        compare(Test.GE, binder.operand(call, 0), binder.operand(call, 1), binder, site),
        compare(Test.LE, binder.operand(call, 0), binder.operand(call, 2), binder, site));
  }

  private static Eval compare(Test test, RexCall call, Binder binder) {
    return compare(
        test, binder.operand(call, 0), binder.operand(call, 1), binder, Binder.site(call));
  }

  private static Eval distinct(boolean whenDistinct, RexCall call, Binder binder) {
    Eval[] sides =
        align(binder.operand(call, 0), binder.operand(call, 1), binder, Binder.site(call));
    return new Distinct(sides[0], sides[1], whenDistinct);
  }

  /** A comparison of two values of any comparable types. */
  static Eval compare(Test test, Eval left, Eval right, Binder binder, long site) {
    Eval[] sides = align(left, right, binder, site);
    return new Comparison(test, sides[0], sides[1]);
  }

  /** Both sides in one domain and at one scale, so that their registers compare. */
  static Eval[] align(Eval left, Eval right, Binder binder, long site) {
    if (isNull(left)) {
      return new Eval[] {Constant.ofNull(right.type()), right};
    } else if (isNull(right)) {
      return new Eval[] {left, Constant.ofNull(left.type())};
    }
    ValueType a = left.type();
    ValueType b = right.type();
    if (a.isNumeric() && b.isNumeric()) {
      return alignNumbers(left, right, site);
    } else if (a.isText() && b.isText()) {
      return new Eval[] {strip(left, b), strip(right, a)};
    } else if (a.isArray() && b.isArray()) {
      ValueType common = commonArray(a, b);
      return new Eval[] {
        Casts.implicit(left, common, binder, site), Casts.implicit(right, common, binder, site)
      };
    } else if (a.base() == b.base()
        || a.domain() == Domain.SLICE
            && b.domain() == a.domain()
            && !a.isArray()
            && !b.isArray()
            && a.base() != Base.UUID
            && b.base() != Base.UUID) {
      return new Eval[] {left, right};
    }
    ValueType common = common(a, b);
    return new Eval[] {
      Casts.cast(left, common, binder, site), Casts.cast(right, common, binder, site)
    };
  }

  private static boolean isNull(Eval eval) {
    return eval instanceof Constant constant && constant.isNull();
  }

  /** Text gives way to anything, a date to a timestamp, a timestamp to one with a zone. */
  private static ValueType common(ValueType a, ValueType b) {
    if (a.isText()) {
      return b;
    } else if (b.isText()) {
      return a;
    }
    return a.base().compareTo(b.base()) >= 0 ? a : b;
  }

  /** Arrays whose elements can hold those of both. */
  static ValueType commonArray(ValueType a, ValueType b) {
    ValueType x = a.elementType();
    ValueType y = b.elementType();
    if (x.isArray() && y.isArray()) {
      return ValueType.arrayOf(commonArray(x, y));
    } else if (x.sharesBytesWith(y) || x.isText() && y.isText()) {
      return a;
    } else if (!x.isNumeric() || !y.isNumeric()) {
      return ValueType.arrayOf(common(x, y));
    } else if (x.isApproximate() || y.isApproximate()) {
      return ValueType.arrayOf(ValueType.DOUBLE);
    }
    int scale = Math.max(x.scale(), y.scale());
    int whole = Math.max(x.precision() - x.scale(), y.precision() - y.scale());
    int digits = Math.min(Decimals.MAX_PRECISION, whole + scale);
    return ValueType.arrayOf(new ValueType(Base.DECIMAL, digits, scale));
  }

  /** A constant beside a CHAR loses its trailing blanks, as stored CHAR values have. */
  private static Eval strip(Eval eval, ValueType other) {
    boolean padded = eval instanceof Constant && eval.type().base() == Base.CHAR;
    if (padded && other.base() == Base.CHAR) {
      dev.spooky.planner.type.kernel.Register value = new dev.spooky.planner.type.kernel.Register();
      Utf8.stripBlanks(eval, value);
      return Constant.of(eval.type(), value);
    }
    return eval;
  }

  private static Eval[] alignNumbers(Eval left, Eval right, long site) {
    ValueType a = left.type();
    ValueType b = right.type();
    if (a.isApproximate() || b.isApproximate()) {
      return new Eval[] {
        Numbers.convert(left, ValueType.DOUBLE, site),
        Numbers.convert(right, ValueType.DOUBLE, site)
      };
    }
    int scale = Math.max(a.scale(), b.scale());
    boolean narrow = a.domain() == Domain.LONG && b.domain() == Domain.LONG;
    if (narrow && a.scale() == b.scale()) {
      return new Eval[] {left, right};
    }
    int leftDigits = Numbers.digits(left) - a.scale() + scale;
    int rightDigits = Numbers.digits(right) - b.scale() + scale;
    int digits = Math.max(leftDigits, rightDigits);
    if (digits <= Decimals.MAX_LONG_PRECISION) {
      return new Eval[] {
        Numbers.convert(left, new ValueType(Base.DECIMAL, leftDigits, scale), site),
        Numbers.convert(right, new ValueType(Base.DECIMAL, rightDigits, scale), site)
      };
    } else if (digits <= Decimals.MAX_PRECISION) {
      return new Eval[] {Numbers.widenTo(left, scale, site), Numbers.widenTo(right, scale, site)};
    }
    return new Eval[] {byBigDecimal(left, right), Constant.of(ValueType.BIGINT, 0)};
  }

  /** The sign of a difference that 128 bits might not hold. */
  private static Eval byBigDecimal(Eval left, Eval right) {
    int leftScale = left.type().scale();
    int rightScale = right.type().scale();
    return Strict.total(
        ValueType.BIGINT,
        (in, out) ->
            out.lo =
                Decimals.toBigDecimal(in[0].hi, in[0].lo, leftScale)
                    .compareTo(Decimals.toBigDecimal(in[1].hi, in[1].lo, rightScale)),
        Numbers.widen(left),
        Numbers.widen(right));
  }
}
