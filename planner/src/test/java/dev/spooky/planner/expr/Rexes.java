// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr;

import dev.spooky.planner.expr.eval.Settings;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.RowValues;
import dev.spooky.planner.type.SpookyTypeSystem;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.operator.Transform;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Short ways to write expressions and run them over rows, for tests. */
final class Rexes {
  static final RelDataTypeFactory TYPES =
      new SqlTypeFactoryImpl(SpookyTypeSystem.INSTANCE) {
        @Override
        public Charset getDefaultCharset() {
          return StandardCharsets.UTF_8;
        }
      };
  static final RexBuilder REX = new RexBuilder(TYPES);

  private Rexes() {}

  static RelDataType type(SqlTypeName name, int... parameters) {
    return switch (parameters.length) {
      case 0 -> TYPES.createSqlType(name);
      case 1 -> TYPES.createSqlType(name, parameters[0]);
      default -> TYPES.createSqlType(name, parameters[0], parameters[1]);
    };
  }

  static RelDataType nullable(SqlTypeName name, int... parameters) {
    return TYPES.createTypeWithNullability(type(name, parameters), true);
  }

  static RelDataType row(RelDataType... types) {
    RelDataTypeFactory.Builder builder = TYPES.builder();
    for (int i = 0; i < types.length; i++) {
      builder.add("f" + i, types[i]);
    }
    return builder.build();
  }

  static RexNode ref(RelDataType row, int field) {
    return REX.makeInputRef(row.getFieldList().get(field).getType(), field);
  }

  static RexNode number(long value) {
    return REX.makeExactLiteral(BigDecimal.valueOf(value));
  }

  static RexNode call(SqlOperator operator, RexNode... operands) {
    return REX.makeCall(new SqlParserPos(3, 7), operator, Arrays.asList(operands));
  }

  static Delta delta(RelDataType row, Object[]... rows) {
    RowLayout layout = RowLayouts.layout(row);
    Delta delta = new Delta(layout);
    RowWriter writer = new RowWriter(layout);
    for (Object[] values : rows) {
      writer.begin();
      for (int i = 0; i < values.length; i++) {
        RowValues.setObject(writer, i, row.getFieldList().get(i).getType(), values[i]);
      }
      writer.finish();
      delta.add(writer, 1);
    }
    return delta;
  }

  static List<@Nullable Object> row(Delta delta, int index, List<RelDataType> types) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      values.add(
          RowValues.getObject(
              delta.layout().slot(i), types.get(i), delta.bytes(), delta.offset(index)));
    }
    return values;
  }

  /** The value of an expression on one row, or its error as "KIND: message". */
  static @Nullable Object eval(RelDataType row, RexNode node, @Nullable Object... values) {
    return eval(new TransformCompiler(Settings.VIEW), row, node, values);
  }

  static @Nullable Object eval(
      TransformCompiler compiler, RelDataType row, RexNode node, @Nullable Object... values) {
    Transform transform = compiler.compile(row, List.of(node), null);
    Delta out = new Delta(transform.output());
    Errors errors = new Errors();
    transform.apply(delta(row, values), out, errors);
    if (!errors.isEmpty()) {
      return errors.kind(0) + ": " + errors.message(0);
    }
    return row(out, 0, List.of(node.getType())).get(0);
  }

  /** The value of an expression without fields. */
  static @Nullable Object eval(RexNode node) {
    return eval(row(), node);
  }
}
