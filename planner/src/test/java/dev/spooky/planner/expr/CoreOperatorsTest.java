// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr;

import static dev.spooky.planner.expr.Rexes.REX;
import static dev.spooky.planner.expr.Rexes.call;
import static dev.spooky.planner.expr.Rexes.delta;
import static dev.spooky.planner.expr.Rexes.eval;
import static dev.spooky.planner.expr.Rexes.nullable;
import static dev.spooky.planner.expr.Rexes.number;
import static dev.spooky.planner.expr.Rexes.ref;
import static dev.spooky.planner.expr.Rexes.row;
import static dev.spooky.planner.expr.Rexes.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.runtime.operator.Transform;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.junit.jupiter.api.Test;

class CoreOperatorsTest {
  private final RelDataType bid =
      row(
          type(SqlTypeName.BIGINT),
          nullable(SqlTypeName.INTEGER),
          nullable(SqlTypeName.DECIMAL, 10, 2),
          nullable(SqlTypeName.VARCHAR),
          nullable(SqlTypeName.DECIMAL, 30, 5));

  @Test
  void filterAndProject_workloadV1_cannotFail() {
    RexNode condition =
        call(
            SqlStdOperatorTable.EQUALS,
            call(SqlStdOperatorTable.MOD, ref(bid, 0), number(123)),
            number(0));
    Transform transform =
        new TransformCompiler().compile(bid, List.of(ref(bid, 0), ref(bid, 3)), condition);
    assertThat(transform.canFail()).isFalse();
    Delta out = new Delta(transform.output());
    transform.apply(
        delta(
            bid, new Object[] {123L, 1, null, "a", null}, new Object[] {124L, 1, null, "b", null}),
        out,
        new Errors());
    assertThat(out.count()).isEqualTo(1);
    assertThat(row(out, 0, List.of(type(SqlTypeName.BIGINT), nullable(SqlTypeName.VARCHAR))))
        .containsExactly(123L, "a");
  }

  @Test
  void mod_ofBigintAndInteger_isBigint() {
    assertThat(call(SqlStdOperatorTable.MOD, ref(bid, 0), number(123)).getType().getSqlTypeName())
        .isEqualTo(SqlTypeName.BIGINT);
  }

  @Test
  void division_byZero_isAnErrorRowWithItsPlace() {
    RexNode node = call(SqlStdOperatorTable.DIVIDE, ref(bid, 0), ref(bid, 1));
    Transform transform = new TransformCompiler().compile(bid, List.of(node), null);
    Errors errors = new Errors();
    Delta out = new Delta(transform.output());
    transform.apply(delta(bid, new Object[] {1L, 0, null, null, null}), out, errors);
    assertThat(out.isEmpty()).isTrue();
    assertThat(errors.kind(0)).isEqualTo(Errors.Kind.DIVISION_BY_ZERO);
    assertThat(errors.line(0)).isEqualTo(3);
    assertThat(errors.column(0)).isEqualTo(7);
  }

  @Test
  void junction_decidesInSpiteOfErrors() {
    RexNode fails =
        call(
            SqlStdOperatorTable.EQUALS,
            call(SqlStdOperatorTable.DIVIDE, number(1), ref(bid, 1)),
            number(1));
    RexNode isFalse = call(SqlStdOperatorTable.EQUALS, ref(bid, 0), number(0));
    Object[] values = {1L, 0, null, null, null};
    assertThat(eval(bid, call(SqlStdOperatorTable.AND, isFalse, fails), values)).isEqualTo(false);
    assertThat(eval(bid, call(SqlStdOperatorTable.AND, fails, isFalse), values)).isEqualTo(false);
    RexNode isTrue = call(SqlStdOperatorTable.NOT, isFalse);
    assertThat(eval(bid, call(SqlStdOperatorTable.OR, fails, isTrue), values)).isEqualTo(true);
    assertThat(eval(bid, call(SqlStdOperatorTable.AND, fails, isTrue), values))
        .isEqualTo("DIVISION_BY_ZERO: division by zero");
  }

  @Test
  void decimals_areExactAcrossWidths() {
    Object[] values = {
      3L, 2, new BigDecimal("12345678.91"), "x", new BigDecimal("1234567890123456789012345.12345")
    };
    assertThat(eval(bid, call(SqlStdOperatorTable.PLUS, ref(bid, 2), ref(bid, 4)), values))
        .isEqualTo(new BigDecimal("1234567890123456801358024.03345"));
    assertThat(eval(bid, call(SqlStdOperatorTable.MULTIPLY, ref(bid, 2), ref(bid, 2)), values))
        .isEqualTo(new BigDecimal("12345678.91").pow(2));
    assertThat(eval(bid, call(SqlStdOperatorTable.DIVIDE, ref(bid, 2), number(3)), values))
        .isEqualTo(new BigDecimal("4115226.3033333333333"));
  }

  @Test
  void overflow_isAnErrorRow() {
    RexNode sum = call(SqlStdOperatorTable.PLUS, ref(bid, 0), number(1));
    assertThat(eval(bid, sum, Long.MAX_VALUE, null, null, null, null))
        .isEqualTo("OUT_OF_RANGE: bigint out of range");
    RexNode narrow = REX.makeCast(nullable(SqlTypeName.INTEGER), ref(bid, 0));
    assertThat(eval(bid, narrow, 1L << 40, null, null, null, null))
        .isEqualTo("OUT_OF_RANGE: integer out of range");
  }

  @Test
  void inList_withNulls_isThreeValued() {
    RexNode in = REX.makeIn(ref(bid, 1), List.of(number(1), number(3), number(5)));
    assertThat(eval(bid, in, 1L, 3, null, null, null)).isEqualTo(true);
    assertThat(eval(bid, in, 1L, 4, null, null, null)).isEqualTo(false);
    assertThat(eval(bid, in, 1L, null, null, null, null)).isNull();
    RexNode between = REX.makeBetween(ref(bid, 2), number(1), number(3));
    assertThat(eval(bid, between, 1L, null, new BigDecimal("2.99"), null, null)).isEqualTo(true);
    assertThat(eval(bid, between, 1L, null, new BigDecimal("3.01"), null, null)).isEqualTo(false);
  }
}
