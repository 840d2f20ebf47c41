// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.expr.eval.Comparison.Test;
import dev.spooky.planner.type.kernel.Elements;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.records.row.ArrayReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.jspecify.annotations.Nullable;

/** Arrays: made of values, their elements, and comparisons with ANY and ALL of these. */
final class ArrayFamily {
  private static final ValueType INTEGER = new ValueType(ValueType.Base.INTEGER, 10, 0);

  private ArrayFamily() {}

  static void register(Operators operators) {
    operators.kinds(ArrayFamily::constructor, SqlKind.ARRAY_VALUE_CONSTRUCTOR);
    operators.kinds(ArrayFamily::item, SqlKind.ITEM);
    operators.kinds(ArrayFamily::quantified, SqlKind.SOME, SqlKind.ALL);
    operators.names(ArrayFamily::cardinality, "CARDINALITY", "ARRAY_SIZE");
    operators.names(ArrayFamily::length, "ARRAY_LENGTH");
    ArrayFunctionFamily.register(operators);
  }

  private static @Nullable Eval constructor(RexCall call, Binder binder) {
    ValueType type = Binder.type(call);
    List<Eval> elements = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      elements.add(binder.bindAs(operand, type.elementType()));
    }
    return new ArrayConstructor(type, elements);
  }

  private static @Nullable Eval item(RexCall call, Binder binder) {
    Eval array = binder.operand(call, 0);
    return array.type().isArray()
        ? new ArrayItem(array, binder.bindAs(call.getOperands().get(1), ValueType.BIGINT))
        : null;
  }

  private static @Nullable Eval cardinality(RexCall call, Binder binder) {
    Eval array = binder.operand(call, 0);
    if (!array.type().isArray() || call.getOperands().size() > 1) {
      return null;
    }
    ArrayReader reader = Elements.reader(array.type());
    return Strict.total(
        INTEGER,
        (in, out) -> {
          Elements.open(reader, in[0]);
          out.lo = reader.count();
        },
        array);
  }

  /** With a dimension, of which there is one: NULL of an empty array, and of other dimensions. */
  private static @Nullable Eval length(RexCall call, Binder binder) {
    Eval array = binder.operand(call, 0);
    if (call.getOperands().size() == 1) {
      return cardinality(call, binder);
    } else if (array.type().elementType().isArray()) {
      throw Binder.unsupported(call, "Use CARDINALITY of the array or of its elements.");
    }
    ArrayReader reader = Elements.reader(array.type());
    return new ArrayFunction(
        INTEGER,
        true,
        (in, present, out) -> {
          if (!present[0] || !present[1] || in[1].lo != 1 || in[0].length == 0) {
            return false;
          }
          Elements.open(reader, in[0]);
          out.lo = reader.count();
          return true;
        },
        array,
        binder.bindAs(call.getOperands().get(1), ValueType.BIGINT));
  }

  private static @Nullable Eval quantified(RexCall call, Binder binder) {
    if (!(call.getOperator() instanceof SqlQuantifyOperator operator)
        || call.getOperands().size() != 2) {
      return null;
    }
    Eval value = binder.operand(call, 0);
    Eval array = binder.operand(call, 1);
    if (!array.type().isArray()) {
      return null;
    }
    Test test =
        switch (operator.comparisonKind) {
          case EQUALS -> Test.EQ;
          case NOT_EQUALS -> Test.NE;
          case LESS_THAN -> Test.LT;
          case LESS_THAN_OR_EQUAL -> Test.LE;
          case GREATER_THAN -> Test.GT;
          case GREATER_THAN_OR_EQUAL -> Test.GE;
          default -> throw Binder.unsupported(call, "");
        };
    boolean any = call.getKind() == SqlKind.SOME;
    return quantified(value, array, test, any, binder, Binder.site(call));
  }

  /** A comparison of a value with any or all elements of an array. */
  static Eval quantified(Eval value, Eval array, Test test, boolean any, Binder binder, long site) {
    Slot left = new Slot(value.type());
    Slot right = new Slot(array.type().elementType());
    Eval comparison = ComparisonFamily.compare(test, left, right, binder, site);
    return new AnyElement(value, array, left, right, comparison, any);
  }
}
