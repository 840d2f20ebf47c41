// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import dev.spooky.planner.expr.eval.Comparison.Test;
import dev.spooky.planner.type.kernel.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.Sarg;

/** SEARCH: IN lists and ranges, as Calcite's search argument keeps them. */
final class SearchFamily {
  private SearchFamily() {}

  static void register(Operators operators) {
    operators.kinds(SearchFamily::search, SqlKind.SEARCH);
  }

  private static Eval search(RexCall call, Binder binder) {
    Sarg<?> sarg = ((RexLiteral) call.getOperands().get(1)).getValueAs(Sarg.class);
    if (sarg == null) {
      throw Binder.unsupported(call, "");
    }
    Eval value = binder.operand(call, 0);
    // the bounds may be finer than the column's type, so they keep the literal's own
    ValueType type = constantType(call, value);
    boolean complement = sarg.isComplementedPoints();
    Sarg<?> searched = complement ? sarg.negate() : sarg;
    List<Constant> points = new ArrayList<>();
    List<Eval> tests = new ArrayList<>();
    for (Range<?> range : searched.rangeSet.asRanges()) {
      if (range.hasLowerBound()
          && range.hasUpperBound()
          && range.lowerEndpoint().equals(range.upperEndpoint())) {
        points.add(Binder.constant(type, range.lowerEndpoint()));
      } else {
        tests.add(inRange(range, type, call, binder));
      }
    }
    if (!points.isEmpty()) {
      tests.add(0, inPoints(value, points, call, binder));
    }
    Eval found =
        tests.isEmpty()
            ? new Case(
                ValueType.BOOLEAN,
                List.of(new Truth(Truth.Test.IS_NULL, value)),
                List.of(Constant.ofNull(ValueType.BOOLEAN), Constant.of(ValueType.BOOLEAN, 0)))
            : Junction.of(false, tests);
    return withNull(complement ? new Truth(Truth.Test.NOT, found) : found, value, sarg.nullAs);
  }

  private static ValueType constantType(RexCall call, Eval value) {
    ValueType type = Binder.type(call.getOperands().get(1));
    return type.isNumeric() && value.type().isNumeric()
        ? type
        : type.base() == value.type().base() ? type : value.type();
  }

  private static Eval withNull(Eval found, Eval value, RexUnknownAs nullAs) {
    if (nullAs == RexUnknownAs.UNKNOWN || !value.isNullable()) {
      return found;
    }
    return nullAs == RexUnknownAs.TRUE
        ? new Truth(Truth.Test.IS_NOT_FALSE, found)
        : new Truth(Truth.Test.IS_TRUE, found);
  }

  private static Eval inPoints(Eval value, List<Constant> points, RexCall call, Binder binder) {
    List<Eval> constants = new ArrayList<>();
    Eval aligned = value;
    boolean uniform = true;
    for (Constant point : points) {
      Eval[] sides = ComparisonFamily.align(value, point, binder, Binder.site(call));
      uniform &= sides[0] == value;
      aligned = sides[0];
      constants.add(sides[1]);
    }
    if (uniform) {
      return InSet.of(aligned, constants);
    }
    List<Eval> tests = new ArrayList<>();
    for (Constant point : points) {
      Eval operand = binder.operand(call, 0);
      tests.add(ComparisonFamily.compare(Test.EQ, operand, point, binder, Binder.site(call)));
    }
    return Junction.of(false, tests);
  }

  private static Eval inRange(Range<?> range, ValueType type, RexCall call, Binder binder) {
    long site = Binder.site(call);
    List<Eval> tests = new ArrayList<>();
    if (range.hasLowerBound()) {
      Test test = range.lowerBoundType() == BoundType.CLOSED ? Test.GE : Test.GT;
      Constant bound = Binder.constant(type, range.lowerEndpoint());
      tests.add(ComparisonFamily.compare(test, binder.operand(call, 0), bound, binder, site));
    }
    if (range.hasUpperBound()) {
      Test test = range.upperBoundType() == BoundType.CLOSED ? Test.LE : Test.LT;
      Constant bound = Binder.constant(type, range.upperEndpoint());
      tests.add(ComparisonFamily.compare(test, binder.operand(call, 0), bound, binder, site));
    }
    if (tests.isEmpty()) {
      // all values, but NULL stays unknown
      return new Case(
          ValueType.BOOLEAN,
          List.of(new Truth(Truth.Test.IS_NULL, binder.operand(call, 0))),
          List.of(Constant.ofNull(ValueType.BOOLEAN), Constant.of(ValueType.BOOLEAN, 1)));
    }
    return Junction.of(true, tests);
  }
}
