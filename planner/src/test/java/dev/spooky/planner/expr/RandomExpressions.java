// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr;

import static dev.spooky.planner.expr.Rexes.REX;
import static dev.spooky.planner.expr.Rexes.nullable;
import static dev.spooky.planner.expr.Rexes.ref;
import static dev.spooky.planner.expr.Rexes.type;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Random well-typed expressions and rows with NULLs and edge values. */
final class RandomExpressions {
  static final RelDataType ROW =
      Rexes.row(
          nullable(SqlTypeName.BIGINT),
          nullable(SqlTypeName.INTEGER),
          nullable(SqlTypeName.DECIMAL, 10, 2),
          nullable(SqlTypeName.DECIMAL, 30, 5),
          nullable(SqlTypeName.DOUBLE),
          nullable(SqlTypeName.BOOLEAN),
          nullable(SqlTypeName.VARCHAR),
          nullable(SqlTypeName.TIMESTAMP, 6),
          type(SqlTypeName.BIGINT),
          type(SqlTypeName.SMALLINT),
          nullable(SqlTypeName.CHAR, 4),
          nullable(SqlTypeName.REAL));

  private static final long[] LONGS = {
    0, 1, -1, 2, 7, -123, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
  };
  private static final double[] DOUBLES = {
    0, -0.0, 1, -2.5, 1e300, -1e300, Double.NaN, Double.POSITIVE_INFINITY, 0.1
  };
  private static final String[] TEXTS = {"", "a", "ab", "abc", "añb", "b𝄞", "ab ", "12", "-3.5"};
  private static final SqlOperator[] COMPARE = {
    SqlStdOperatorTable.EQUALS,
    SqlStdOperatorTable.NOT_EQUALS,
    SqlStdOperatorTable.LESS_THAN,
    SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
    SqlStdOperatorTable.IS_NOT_DISTINCT_FROM
  };
  private static final SqlOperator[] CALCULATE = {
    SqlStdOperatorTable.PLUS,
    SqlStdOperatorTable.MINUS,
    SqlStdOperatorTable.MULTIPLY,
    SqlStdOperatorTable.DIVIDE,
    SqlStdOperatorTable.MOD
  };
  private static final SqlOperator[] TESTS = {
    SqlStdOperatorTable.IS_NULL, SqlStdOperatorTable.IS_NOT_NULL
  };
  private static final SqlOperator[] TRUTHS = {
    SqlStdOperatorTable.NOT,
    SqlStdOperatorTable.IS_TRUE,
    SqlStdOperatorTable.IS_NOT_TRUE,
    SqlStdOperatorTable.IS_FALSE,
    SqlStdOperatorTable.IS_NOT_FALSE
  };
  private static final int[] NUMBERS = {0, 1, 2, 3, 4, 8, 9, 11};
  private static final int[] SLICES = {6, 10};

  private final Random random;

  RandomExpressions(long seed) {
    this.random = new Random(seed);
  }

  private SqlOperator any(SqlOperator[] operators) {
    return operators[random.nextInt(operators.length)];
  }

  private RexNode call(SqlOperator operator, RexNode... operands) {
    return REX.makeCall(
        new SqlParserPos(1 + random.nextInt(9), 1 + random.nextInt(9)),
        operator,
        List.of(operands));
  }

  /** An expression of any kind. */
  RexNode expression(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> condition(depth);
      case 1 -> text(depth);
      default -> number(depth);
    };
  }

  RexNode condition(int depth) {
    if (depth == 0) {
      return random.nextInt(6) == 0 ? REX.makeNullLiteral(type(SqlTypeName.BOOLEAN)) : ref(ROW, 5);
    }
    return switch (random.nextInt(9)) {
      case 0, 1 -> call(any(COMPARE), number(depth - 1), number(depth - 1));
      case 2 -> call(any(COMPARE), text(depth - 1), text(depth - 1));
      case 3 -> call(SqlStdOperatorTable.AND, conditions(depth));
      case 4 -> call(SqlStdOperatorTable.OR, conditions(depth));
      case 5 -> call(any(TRUTHS), condition(depth - 1));
      case 6 -> call(any(TESTS), expression(depth - 1));
      case 7 -> in(depth);
      default ->
          call(
              SqlStdOperatorTable.LIKE,
              text(depth - 1),
              REX.makeLiteral(List.of("a%", "%b", "_b%", "abc").get(random.nextInt(4))));
    };
  }

  private RexNode[] conditions(int depth) {
    RexNode[] nodes = new RexNode[2 + random.nextInt(2)];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = condition(depth - 1);
    }
    return nodes;
  }

  private RexNode in(int depth) {
    if (random.nextBoolean()) {
      RexNode value = text(0);
      return REX.makeIn(value, List.of(REX.makeLiteral("ab"), REX.makeLiteral("añb")));
    }
    List<RexNode> values = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      values.add(Rexes.number(LONGS[random.nextInt(7)]));
    }
    return depth > 1
        ? REX.makeIn(ref(ROW, 0), values)
        : REX.makeBetween(ref(ROW, 2), Rexes.number(-1), Rexes.number(7));
  }

  RexNode text(int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return random.nextInt(4) == 0
          ? REX.makeLiteral(TEXTS[random.nextInt(TEXTS.length)])
          : ref(ROW, SLICES[random.nextInt(2)]);
    }
    return switch (random.nextInt(5)) {
      case 0 -> call(SqlStdOperatorTable.CONCAT, text(depth - 1), text(depth - 1));
      case 1 -> call(SqlStdOperatorTable.UPPER, text(depth - 1));
      case 2 -> call(SqlStdOperatorTable.SUBSTRING, text(depth - 1), number(0), Rexes.number(2));
      case 3 ->
          call(SqlStdOperatorTable.CASE, condition(depth - 1), text(depth - 1), text(depth - 1));
      default -> REX.makeCast(nullable(SqlTypeName.VARCHAR), number(depth - 1));
    };
  }

  RexNode number(int depth) {
    if (depth == 0) {
      return random.nextInt(5) == 0
          ? Rexes.number(LONGS[random.nextInt(8)])
          : ref(ROW, NUMBERS[random.nextInt(NUMBERS.length)]);
    }
    return switch (random.nextInt(7)) {
      case 0 ->
          call(
              SqlStdOperatorTable.CASE,
              condition(depth - 1),
              number(depth - 1),
              condition(depth - 1),
              number(depth - 1),
              number(depth - 1));
      case 1 -> call(SqlStdOperatorTable.UNARY_MINUS, number(depth - 1));
      case 2 -> REX.makeCast(castType(), number(depth - 1));
      case 3 -> call(SqlStdOperatorTable.COALESCE, number(depth - 1), number(depth - 1));
      default -> calculate(depth);
    };
  }

  private RexNode calculate(int depth) {
    SqlOperator operator = any(CALCULATE);
    RexNode left = number(depth - 1);
    RexNode right = number(depth - 1);
    boolean real =
        SqlTypeName.APPROX_TYPES.contains(left.getType().getSqlTypeName())
            || SqlTypeName.APPROX_TYPES.contains(right.getType().getSqlTypeName());
    return call(
        real && operator.equals(SqlStdOperatorTable.MOD) ? SqlStdOperatorTable.PLUS : operator,
        left,
        right);
  }

  private RelDataType castType() {
    return switch (random.nextInt(6)) {
      case 0 -> nullable(SqlTypeName.BIGINT);
      case 1 -> nullable(SqlTypeName.INTEGER);
      case 2 -> nullable(SqlTypeName.DECIMAL, 12, 3);
      case 3 -> nullable(SqlTypeName.DECIMAL, 25, 2);
      case 4 -> nullable(SqlTypeName.DOUBLE);
      default -> nullable(SqlTypeName.SMALLINT);
    };
  }

  /** A row's values, NULL where the type allows it one time in five. */
  @Nullable Object[] row() {
    @Nullable Object[] values = {
      LONGS[random.nextInt(LONGS.length)],
      (int) LONGS[random.nextInt(8)],
      BigDecimal.valueOf(random.nextInt(2_000_000) - 1_000_000, 2),
      new BigDecimal(random.nextInt()).movePointRight(random.nextInt(15)).movePointLeft(3),
      DOUBLES[random.nextInt(DOUBLES.length)],
      random.nextBoolean(),
      TEXTS[random.nextInt(TEXTS.length)],
      LocalDateTime.of(2024, 1, 1 + random.nextInt(28), random.nextInt(24), 0, 0, 1000),
      (long) random.nextInt(1000),
      (short) (random.nextInt(5) - 2),
      TEXTS[random.nextInt(7)],
      (float) DOUBLES[random.nextInt(4)]
    };
    for (int i = 0; i < values.length; i++) {
      if (i != 8 && i != 9 && random.nextInt(5) == 0) {
        values[i] = null;
      }
    }
    return values;
  }
}
