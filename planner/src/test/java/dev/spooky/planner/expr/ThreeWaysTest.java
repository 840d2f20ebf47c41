// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.planner.expr.calcite.CalciteFunctions;
import dev.spooky.planner.expr.eval.Binder;
import dev.spooky.planner.expr.eval.Eval;
import dev.spooky.planner.expr.eval.Frame;
import dev.spooky.planner.expr.eval.Settings;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every operator in all three ways in which it can run: interpreted, in a generated class and,
 * where Calcite means the same, through Calcite's own code.
 */
class ThreeWaysTest {
  private static final RelDataType ROW =
      Rexes.row(
          Rexes.nullable(SqlTypeName.BIGINT),
          Rexes.nullable(SqlTypeName.INTEGER),
          Rexes.nullable(SqlTypeName.VARCHAR),
          Rexes.nullable(SqlTypeName.VARCHAR),
          Rexes.nullable(SqlTypeName.DECIMAL, 12, 3),
          Rexes.nullable(SqlTypeName.BOOLEAN),
          Rexes.nullable(SqlTypeName.BOOLEAN),
          Rexes.nullable(SqlTypeName.DATE),
          Rexes.nullable(SqlTypeName.TIMESTAMP, 3),
          Rexes.nullable(SqlTypeName.DOUBLE));

  private static final @Nullable Object[][] ROWS = {
    {
      7L,
      3,
      "Hello World",
      "o",
      decimal("12.345"),
      true,
      false,
      date(2024, 2, 29),
      time(1_001L),
      1.5
    },
    {-7L, 3, "", "", decimal("-0.500"), null, true, date(1969, 12, 31), time(-1L), -0.25},
    {0L, -2, "añb", "ñ", decimal("999999999.999"), false, null, null, null, null},
    {null, 1, null, "x", null, null, null, date(1900, 1, 1), time(951_782_400_000L), 0.0},
    {
      9_000_000_000L,
      5,
      "  trim me ",
      " ",
      decimal("2.500"),
      true,
      true,
      date(2000, 12, 31),
      time(1_709_212_455_123L),
      1e10
    },
    {-1L, 7, "aaaa", "aa", decimal("-2.500"), false, false, date(1, 1, 1), time(0), 123.456}
  };

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }

  private static LocalDate date(int year, int month, int day) {
    return LocalDate.of(year, month, day);
  }

  private static LocalDateTime time(long millis) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(millis, 1000L),
        (int) Math.floorMod(millis, 1000L) * 1_000_000,
        ZoneOffset.UTC);
  }

  private static RexNode f(int field) {
    return Rexes.ref(ROW, field);
  }

  private static RexNode n(long value) {
    return Rexes.number(value);
  }

  private static RexNode call(SqlOperator operator, RexNode... operands) {
    return Rexes.call(operator, operands);
  }

  private static RexNode[] expressions() {
    return new RexNode[] {
      call(SqlStdOperatorTable.PLUS, f(0), f(1)),
      call(SqlStdOperatorTable.MULTIPLY, f(1), n(3)),
      call(SqlStdOperatorTable.DIVIDE, f(0), f(1)),
      call(SqlStdOperatorTable.PLUS, f(4), f(4)),
      call(SqlStdOperatorTable.MINUS, f(4), f(1)),
      call(SqlStdOperatorTable.MULTIPLY, f(4), f(1)),
      call(SqlStdOperatorTable.ABS, f(4)),
      call(SqlStdOperatorTable.FLOOR, f(4)),
      call(SqlStdOperatorTable.CEIL, f(4)),
      call(SqlStdOperatorTable.AND, f(5), f(6)),
      call(SqlStdOperatorTable.OR, f(5), f(6)),
      call(SqlStdOperatorTable.NOT, f(5)),
      call(SqlStdOperatorTable.IS_TRUE, f(5)),
      call(SqlStdOperatorTable.IS_NOT_FALSE, f(5)),
      call(SqlStdOperatorTable.IS_DISTINCT_FROM, f(5), f(6)),
      call(SqlStdOperatorTable.LESS_THAN, f(0), f(4)),
      call(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, f(2), f(3)),
      call(SqlStdOperatorTable.CASE, f(5), f(0), f(6), f(1), n(-1)),
      call(SqlStdOperatorTable.COALESCE, f(0), f(1)),
      call(SqlStdOperatorTable.UPPER, f(2)),
      call(SqlStdOperatorTable.LOWER, f(2)),
      call(SqlStdOperatorTable.CONCAT, f(2), f(3)),
      call(SqlStdOperatorTable.CHAR_LENGTH, f(2)),
      call(SqlStdOperatorTable.POSITION, f(3), f(2)),
      call(SqlStdOperatorTable.SUBSTRING, f(2), n(2), n(3)),
      call(SqlLibraryOperators.LPAD, f(2), n(12), Rexes.REX.makeLiteral("xy")),
      call(SqlLibraryOperators.REVERSE, f(2)),
      call(SqlLibraryOperators.LEFT, f(2), n(2)),
      call(SqlStdOperatorTable.LIKE, f(2), Rexes.REX.makeLiteral("%l_o%")),
      call(SqlStdOperatorTable.MINUS, f(0), f(1)),
      call(SqlStdOperatorTable.MOD, f(0), f(1)),
      call(SqlStdOperatorTable.UNARY_MINUS, f(0)),
      call(SqlStdOperatorTable.UNARY_PLUS, f(4)),
      call(SqlStdOperatorTable.PLUS, f(9), f(9)),
      call(SqlStdOperatorTable.MULTIPLY, f(9), f(1)),
      call(SqlStdOperatorTable.IS_FALSE, f(5)),
      call(SqlStdOperatorTable.IS_NOT_TRUE, f(5)),
      call(SqlStdOperatorTable.IS_NULL, f(0)),
      call(SqlStdOperatorTable.IS_NOT_NULL, f(0)),
      call(SqlStdOperatorTable.IS_NOT_DISTINCT_FROM, f(0), f(1)),
      call(SqlStdOperatorTable.EQUALS, f(2), f(3)),
      call(SqlStdOperatorTable.NOT_EQUALS, f(0), f(1)),
      call(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, f(7), f(7)),
      call(SqlStdOperatorTable.GREATER_THAN, f(9), f(1)),
      Rexes.REX.makeIn(f(1), List.of(n(1), n(3), n(5))),
      Rexes.REX.makeBetween(f(0), n(-5), n(100)),
      call(SqlStdOperatorTable.TRIM, trim("BOTH"), Rexes.REX.makeLiteral(" "), f(2)),
      call(SqlStdOperatorTable.TRIM, trim("LEADING"), Rexes.REX.makeLiteral("a"), f(2)),
      overlaid(),
      call(SqlStdOperatorTable.REPLACE, f(2), f(3), Rexes.REX.makeLiteral("<>")),
      call(SqlLibraryOperators.RPAD, f(2), n(12), Rexes.REX.makeLiteral("xy")),
      call(SqlLibraryOperators.RIGHT, f(2), n(2)),
      call(SqlLibraryOperators.REPEAT, f(2), n(3)),
      call(SqlStdOperatorTable.SIMILAR_TO, f(2), Rexes.REX.makeLiteral("%(o|a)%")),
      call(SqlStdOperatorTable.SIGN, f(4)),
      call(SqlStdOperatorTable.ROUND, f(4), n(1)),
      call(SqlStdOperatorTable.TRUNCATE, f(4), n(2)),
      call(SqlStdOperatorTable.EXTRACT, flag(TimeUnitRange.YEAR), f(7)),
      call(SqlStdOperatorTable.EXTRACT, flag(TimeUnitRange.DOY), f(7)),
      call(SqlStdOperatorTable.EXTRACT, flag(TimeUnitRange.MINUTE), f(8)),
      call(SqlStdOperatorTable.FLOOR, f(8), flag(TimeUnitRange.HOUR)),
      call(SqlStdOperatorTable.CEIL, f(7), flag(TimeUnitRange.MONTH)),
      Rexes.REX.makeCast(Rexes.nullable(SqlTypeName.VARCHAR), f(7)),
      Rexes.REX.makeCast(Rexes.nullable(SqlTypeName.TIMESTAMP, 3), f(7)),
      Rexes.REX.makeCast(Rexes.nullable(SqlTypeName.DATE), f(8)),
      Rexes.REX.makeCast(Rexes.nullable(SqlTypeName.VARCHAR), f(0)),
      Rexes.REX.makeCast(Rexes.nullable(SqlTypeName.BIGINT), f(4)),
      Rexes.REX.makeCast(Rexes.nullable(SqlTypeName.DOUBLE), f(4))
    };
  }

  private static RexNode overlaid() {
    // on an empty text Calcite fails
    RexNode text = call(SqlStdOperatorTable.CONCAT, f(2), Rexes.REX.makeLiteral("abc"));
    return call(SqlStdOperatorTable.OVERLAY, text, Rexes.REX.makeLiteral("--"), n(1));
  }

  private static RexNode trim(String side) {
    return Rexes.REX.makeFlag(SqlTrimFunction.Flag.valueOf(side));
  }

  private static RexNode flag(TimeUnitRange unit) {
    return Rexes.REX.makeFlag(unit);
  }

  @Test
  void everyOperator_givesTheSameInEveryWay() throws Exception {
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (RexNode node : expressions()) {
      Plan plan = new TransformCompiler().plan(ROW, List.of(node), null);
      BatchKernel generated = HiddenClasses.compile(plan);
      Binder binder = new Binder(ROW, Settings.VIEW, new CalciteFunctions());
      Eval fallback = new CalciteFunctions().bind((RexCall) node, binder);
      Plan calcite = new Plan(plan.input(), plan.output(), new Eval[] {fallback}, null);
      for (Object[] row : ROWS) {
        String context = node + " on " + Arrays.toString(row);
        Object expected = value(new Interpreter(plan), plan, node, row);
        assertThat(value(generated, plan, node, row)).as(context).isEqualTo(expected);
        Object calcites = value(new Interpreter(calcite), calcite, node, row);
        if (!Objects.equals(normal(calcites), normal(expected))) {
          differences.add(context + ": " + expected + ", in Calcite " + calcites);
        }
        compared++;
      }
    }
    assertThat(differences).isEmpty();
    assertThat(compared).isEqualTo(expressions().length * ROWS.length);
  }

  private static @Nullable Object value(
      BatchKernel kernel, Plan plan, RexNode node, @Nullable Object[] row) {
    Delta out = new Delta(plan.output());
    Errors errors = new Errors();
    kernel.apply(Rexes.delta(ROW, row), 0, 1, out, errors, new Frame());
    return errors.isEmpty() ? Rexes.row(out, 0, List.of(node.getType())).get(0) : errors.kind(0);
  }

  private static @Nullable Object normal(@Nullable Object value) {
    if (value instanceof Number number) {
      return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }
    return value;
  }
}
