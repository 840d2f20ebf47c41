// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr;

import static dev.spooky.planner.expr.Rexes.REX;
import static dev.spooky.planner.expr.Rexes.call;
import static dev.spooky.planner.expr.Rexes.eval;
import static dev.spooky.planner.expr.Rexes.nullable;
import static dev.spooky.planner.expr.Rexes.number;
import static dev.spooky.planner.expr.Rexes.ref;
import static dev.spooky.planner.expr.Rexes.row;
import static dev.spooky.planner.expr.Rexes.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.planner.expr.eval.Constant;
import dev.spooky.planner.expr.eval.NotDeterministicException;
import dev.spooky.planner.expr.eval.Settings;
import dev.spooky.planner.type.NotSupportedException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FunctionsTest {
  private final RelDataType texts =
      row(nullable(SqlTypeName.VARCHAR), nullable(SqlTypeName.VARCHAR));
  private final RelDataType times =
      row(
          nullable(SqlTypeName.TIMESTAMP, 6),
          nullable(SqlTypeName.DATE),
          nullable(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 6));

  private static RexNode text(String value) {
    return REX.makeLiteral(value);
  }

  private @Nullable Object ofText(String value, SqlOperator operator, RexNode... more) {
    List<RexNode> operands = new ArrayList<>(List.of(ref(texts, 0)));
    operands.addAll(List.of(more));
    return eval(texts, call(operator, operands.toArray(RexNode[]::new)), value, null);
  }

  @Test
  void texts_countCodePoints() {
    assertThat(ofText("añb𝄞c", SqlStdOperatorTable.CHAR_LENGTH)).isEqualTo(5);
    assertThat(ofText("añb𝄞c", SqlStdOperatorTable.SUBSTRING, number(2), number(3)))
        .isEqualTo("ñb𝄞");
    assertThat(ofText("abc", SqlStdOperatorTable.SUBSTRING, number(-1), number(3))).isEqualTo("a");
    assertThat(ofText("abc", SqlStdOperatorTable.SUBSTRING, number(2))).isEqualTo("bc");
    assertThat(ofText("abc", SqlStdOperatorTable.SUBSTRING, number(1), number(-1)))
        .isEqualTo("FUNCTION: negative substring length not allowed");
    assertThat(ofText("aÑb", SqlStdOperatorTable.LOWER)).isEqualTo("añb");
    assertThat(ofText("abc", SqlStdOperatorTable.UPPER)).isEqualTo("ABC");
    assertThat(ofText("abcabc", SqlStdOperatorTable.REPLACE, text("bc"), text("X")))
        .isEqualTo("aXaX");
    assertThat(ofText("añb", SqlLibraryOperators.REVERSE)).isEqualTo("bña");
    assertThat(ofText("añb", SqlLibraryOperators.LEFT, number(2))).isEqualTo("añ");
    assertThat(ofText("añb", SqlLibraryOperators.RIGHT, number(-1))).isEqualTo("ñb");
    assertThat(ofText("7", SqlLibraryOperators.LPAD, number(3), text("xy"))).isEqualTo("xy7");
    assertThat(ofText("a,b,c", SqlLibraryOperators.SPLIT_PART, text(","), number(2)))
        .isEqualTo("b");
    assertThat(
            eval(
                texts,
                call(SqlStdOperatorTable.POSITION, text("b𝄞"), ref(texts, 0)),
                "ñb𝄞",
                null))
        .isEqualTo(2);
    assertThat(
            eval(texts, call(SqlStdOperatorTable.CONCAT, ref(texts, 0), ref(texts, 1)), "a", "b"))
        .isEqualTo("ab");
    assertThat(
            eval(
                texts,
                call(SqlStdOperatorTable.OVERLAY, ref(texts, 0), text("hom"), number(2), number(4)),
                "Txxxxas",
                null))
        .isEqualTo("Thomas");
    RexNode trim =
        call(
            SqlStdOperatorTable.TRIM,
            REX.makeFlag(SqlTrimFunction.Flag.BOTH),
            text("x"),
            ref(texts, 0));
    assertThat(eval(texts, trim, "xxaxx", null)).isEqualTo("a");
  }

  @Test
  void like_matchesEveryShape() {
    String[][] cases = {
      {"abc", "abc", "true"},
      {"abc", "a%", "true"},
      {"abc", "%c", "true"},
      {"abc", "%b%", "true"},
      {"abc", "a_c", "true"},
      {"añc", "a_c", "true"},
      {"abc", "a%c%d", "false"},
      {"", "%", "true"},
      {"", "_", "false"},
      {"aXbXc", "a%X%c", "true"},
      {"abab", "%ab", "true"},
      {"a%", "a\\%", "true"},
      {"ab", "a\\%", "false"},
      {"aaa", "%a", "true"},
      {"b", "%a", "false"},
      {"", "", "true"}
    };
    for (String[] c : cases) {
      RexNode fixed = call(SqlStdOperatorTable.LIKE, ref(texts, 0), text(c[1]));
      RexNode dynamic = call(SqlStdOperatorTable.LIKE, ref(texts, 0), ref(texts, 1));
      assertThat(eval(texts, fixed, c[0], null)).as("%s LIKE %s", c[0], c[1]).hasToString(c[2]);
      assertThat(eval(texts, dynamic, c[0], c[1])).as("%s LIKE %s", c[0], c[1]).hasToString(c[2]);
    }
    assertThat(ofText("ABC", SqlLibraryOperators.ILIKE, text("a%"))).isEqualTo(true);
    assertThat(ofText("abd", SqlStdOperatorTable.SIMILAR_TO, text("a(b|c)_"))).isEqualTo(true);
    assertThat(ofText("axd", SqlStdOperatorTable.SIMILAR_TO, text("a(b|c)_"))).isEqualTo(false);
  }

  private @Nullable Object ofTime(RexNode node) {
    return eval(
        times,
        node,
        LocalDateTime.of(2024, 2, 29, 13, 14, 15, 123_456_000),
        LocalDate.of(2024, 12, 30),
        Instant.ofEpochSecond(0));
  }

  private RexNode extract(TimeUnitRange unit, RexNode from) {
    return call(SqlStdOperatorTable.EXTRACT, REX.makeFlag(unit), from);
  }

  @Test
  void times_keepMicroseconds() {
    assertThat(ofTime(extract(TimeUnitRange.MICROSECOND, ref(times, 0)))).isEqualTo(15_123_456L);
    assertThat(ofTime(extract(TimeUnitRange.DOW, ref(times, 0)))).isEqualTo(4L);
    assertThat(ofTime(extract(TimeUnitRange.WEEK, ref(times, 1)))).isEqualTo(1L);
    assertThat(ofTime(extract(TimeUnitRange.ISOYEAR, ref(times, 1)))).isEqualTo(2025L);
    assertThat(ofTime(extract(TimeUnitRange.QUARTER, ref(times, 1)))).isEqualTo(4L);
    RexNode floor =
        call(SqlStdOperatorTable.FLOOR, ref(times, 0), REX.makeFlag(TimeUnitRange.HOUR));
    assertThat(ofTime(floor)).isEqualTo(LocalDateTime.of(2024, 2, 29, 13, 0));
    RexNode ceil = call(SqlStdOperatorTable.CEIL, ref(times, 0), REX.makeFlag(TimeUnitRange.MONTH));
    assertThat(ofTime(ceil)).isEqualTo(LocalDateTime.of(2024, 3, 1, 0, 0));
    RexNode year =
        REX.makeIntervalLiteral(
            BigDecimal.valueOf(12),
            new SqlIntervalQualifier(TimeUnit.YEAR, null, SqlParserPos.ZERO));
    assertThat(ofTime(call(SqlStdOperatorTable.DATETIME_PLUS, ref(times, 0), year)))
        .isEqualTo(LocalDateTime.of(2025, 2, 28, 13, 14, 15, 123_456_000));
    RexNode micros =
        REX.makeIntervalLiteral(
            new BigDecimal("0.001"),
            new SqlIntervalQualifier(TimeUnit.SECOND, null, SqlParserPos.ZERO));
    assertThat(ofTime(call(SqlStdOperatorTable.DATETIME_PLUS, ref(times, 0), micros)))
        .isEqualTo(LocalDateTime.of(2024, 2, 29, 13, 14, 15, 123_457_000));
  }

  @Test
  void texts_castToTimesAndBack() {
    RexNode parsed = REX.makeCast(nullable(SqlTypeName.TIMESTAMP, 6), ref(texts, 0));
    assertThat(eval(texts, parsed, " 2024-02-29T13:14:15.1234567 ", null))
        .isEqualTo(LocalDateTime.of(2024, 2, 29, 13, 14, 15, 123_457_000));
    assertThat(eval(texts, parsed, "2023-02-29 00:00", null))
        .isEqualTo("OUT_OF_RANGE: date/time field value out of range: \"2023-02-29 00:00\"");
    assertThat(eval(texts, parsed, "soon", null))
        .isEqualTo("INVALID_TEXT: invalid input syntax for type timestamp: \"soon\"");
    assertThat(ofTime(REX.makeCast(nullable(SqlTypeName.VARCHAR), ref(times, 0))))
        .isEqualTo("2024-02-29 13:14:15.123456");
    Settings berlin = new Settings(ZoneId.of("Europe/Berlin"), null, null);
    assertThat(
            eval(
                new TransformCompiler(berlin),
                times,
                REX.makeCast(nullable(SqlTypeName.VARCHAR), ref(times, 2)),
                null,
                null,
                Instant.ofEpochSecond(0)))
        .isEqualTo("1970-01-01 01:00:00+01");
  }

  @Test
  void numbers_print() {
    RelDataType doubles = row(type(SqlTypeName.DOUBLE), type(SqlTypeName.REAL));
    RexNode text = REX.makeCast(type(SqlTypeName.VARCHAR), ref(doubles, 0));
    assertThat(eval(doubles, text, 0.1, 0f)).isEqualTo("0.1");
    assertThat(eval(doubles, text, 1e15, 0f)).isEqualTo("1e+15");
    assertThat(eval(doubles, text, Double.parseDouble("2e23"), 0f)).isEqualTo("2e+23");
    assertThat(eval(doubles, text, -0.0, 0f)).isEqualTo("0");
    assertThat(eval(doubles, REX.makeCast(type(SqlTypeName.VARCHAR), ref(doubles, 1)), 0.0, 0.1f))
        .isEqualTo("0.1");
    RexNode whole = REX.makeCast(type(SqlTypeName.BIGINT), ref(doubles, 0));
    assertThat(eval(doubles, whole, 2.5, 0f)).isEqualTo(2L);
    assertThat(eval(doubles, whole, 9.3e18, 0f)).isEqualTo("OUT_OF_RANGE: bigint out of range");
  }

  @Test
  void rounding() {
    RelDataType decimals = row(type(SqlTypeName.DECIMAL, 10, 2), type(SqlTypeName.DECIMAL, 30, 4));
    Object[] values = {new BigDecimal("-2.55"), new BigDecimal("12345678901234567890.5555")};
    assertThat(eval(decimals, call(SqlStdOperatorTable.FLOOR, ref(decimals, 0)), values))
        .isEqualTo(new BigDecimal("-3"));
    assertThat(eval(decimals, call(SqlStdOperatorTable.CEIL, ref(decimals, 1)), values))
        .isEqualTo(new BigDecimal("12345678901234567891"));
    assertThat(eval(decimals, call(SqlStdOperatorTable.ROUND, ref(decimals, 0), number(1)), values))
        .isEqualTo(new BigDecimal("-2.60"));
    assertThat(eval(decimals, call(SqlStdOperatorTable.ROUND, ref(decimals, 1), number(2)), values))
        .isEqualTo(new BigDecimal("12345678901234567890.5600"));
    assertThat(
            eval(decimals, call(SqlStdOperatorTable.TRUNCATE, ref(decimals, 0), number(1)), values))
        .isEqualTo(new BigDecimal("-2.50"));
  }

  @Test
  void longTail_goesThroughCalcite() {
    assertThat(ofText("Robert", SqlLibraryOperators.SOUNDEX)).isEqualTo("R163");
    assertThat(ofText("abc", SqlLibraryOperators.MD5))
        .isEqualTo("900150983cd24fb0d6963f7d28e17f72");
    assertThat(ofText("abc", SqlLibraryOperators.REGEXP_REPLACE_3, text("b+"), text("x")))
        .isEqualTo("axc");
    assertThat(eval(texts, call(SqlLibraryOperators.MD5, ref(texts, 0)), null, null)).isNull();
    RexNode json = call(SqlStdOperatorTable.JSON_EXISTS, ref(texts, 0), text("$.a"));
    assertThat(eval(texts, json, "{\"a\": 1}", null)).isEqualTo(true);
  }

  @Test
  void clocks_areRefusedInViewsAndFixedInStatements() {
    RexNode now = call(SqlStdOperatorTable.LOCALTIMESTAMP);
    assertThatThrownBy(() -> eval(now)).isInstanceOf(NotDeterministicException.class);
    Settings statement = new Settings(ZoneId.of("UTC"), Instant.ofEpochSecond(1, 5000), null);
    assertThat(eval(new TransformCompiler(statement), row(), now))
        .isEqualTo(LocalDateTime.of(1970, 1, 1, 0, 0, 1));
    assertThatThrownBy(() -> eval(call(SqlStdOperatorTable.RAND)))
        .isInstanceOf(NotSupportedException.class);
  }

  @Test
  void constants_areComputedOnce_andFailuresStay() {
    RexNode time = REX.makeTimestampLiteral(new TimestampString("2024-01-01 00:00:00.000001"), 6);
    RexNode later =
        call(
            SqlStdOperatorTable.DATETIME_PLUS,
            time,
            REX.makeIntervalLiteral(
                BigDecimal.ONE, new SqlIntervalQualifier(TimeUnit.DAY, null, SqlParserPos.ZERO)));
    RexNode fails = call(SqlStdOperatorTable.DIVIDE, number(1), number(0));
    RexNode guarded =
        call(
            SqlStdOperatorTable.CASE,
            call(SqlStdOperatorTable.EQUALS, number(1), number(2)),
            fails,
            number(7));
    RexNode text = call(SqlStdOperatorTable.CONCAT, text("a"), text("b"));
    RexNode column = call(SqlStdOperatorTable.CONCAT, ref(texts, 0), text("b"));
    Plan plan =
        new TransformCompiler().plan(texts, List.of(later, fails, guarded, text, column), null);
    assertThat(plan.projects())
        .extracting(eval -> eval instanceof Constant)
        .containsExactly(true, false, true, true, false);
    assertThat(eval(later)).isEqualTo(LocalDateTime.parse("2024-01-01T00:00:00.001001"));
    assertThat(eval(fails)).isEqualTo("DIVISION_BY_ZERO: division by zero");
    assertThat(eval(guarded)).isEqualTo(7);
    assertThat(eval(text)).isEqualTo("ab");
  }
}
