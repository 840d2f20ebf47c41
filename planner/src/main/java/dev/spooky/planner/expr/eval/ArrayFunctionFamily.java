// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.ArrayFunctions;
import dev.spooky.planner.type.kernel.Elements;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.records.row.ArrayReader;
import dev.spooky.records.row.ArrayWriter;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Functions of arrays, as PostgreSQL has them. */
final class ArrayFunctionFamily {
  private static final ValueType INTEGER = new ValueType(ValueType.Base.INTEGER, 10, 0);

  /** A function from an array to an array. */
  private interface Change {
    void compute(ArrayReader reader, ArrayWriter out, Register array);
  }

  private ArrayFunctionFamily() {}

  static void register(Operators operators) {
    operators.addName("||", ArrayFunctionFamily::concat);
    operators.names(
        ArrayFunctionFamily::concat, "ARRAY_CAT", "ARRAY_CONCAT", "ARRAY_APPEND", "ARRAY_PREPEND");
    operators.names(ArrayFunctionFamily::contains, "ARRAY_CONTAINS");
    operators.names(ArrayFunctionFamily::position, "ARRAY_POSITION");
    operators.names(ArrayFunctionFamily::remove, "ARRAY_REMOVE");
    operators.names(ArrayFunctionFamily::replace, "ARRAY_REPLACE");
    change(operators, ArrayFunctions::distinct, "ARRAY_DISTINCT");
    change(operators, ArrayFunctions::sort, "ARRAY_SORT");
    change(operators, ArrayFunctions::reverse, "ARRAY_REVERSE");
    operators.names(ArrayFunctionFamily::trim, "TRIM_ARRAY");
    operators.names((call, binder) -> extreme(call, binder, false), "ARRAY_MIN");
    operators.names((call, binder) -> extreme(call, binder, true), "ARRAY_MAX");
    operators.names(ArrayFunctionFamily::join, "ARRAY_TO_STRING");
    operators.names(ArrayFunctionFamily::split, "STRING_TO_ARRAY");
  }

  /** Arrays one after the other; a NULL one adds nothing, unless all are NULL. */
  private static @Nullable Eval concat(RexCall call, Binder binder) {
    ValueType type = Binder.type(call);
    if (!type.isArray()) {
      return null;
    }
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    int element = name.equals("ARRAY_APPEND") ? 1 : name.equals("ARRAY_PREPEND") ? 0 : -1;
    Eval[] arrays = new Eval[call.getOperands().size()];
    boolean nullable = true;
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] =
          i == element
              ? element(call, i, type, binder)
              : binder.bindAs(call.getOperands().get(i), type);
      nullable &= arrays[i].isNullable();
    }
    return new ArrayFunction(type, nullable, ArrayFunctionFamily::append, arrays);
  }

  private static boolean append(Register[] in, boolean[] present, Register out) {
    boolean any = false;
    out.reserve(0);
    for (int i = 0; i < in.length; i++) {
      if (present[i]) {
        out.append(in[i].bytes, in[i].start, in[i].length);
        any = true;
      }
    }
    return any;
  }

  /** An array and an element, both in a type that holds all their elements. */
  private static Eval[] aligned(RexCall call, Binder binder) {
    Eval array = binder.operand(call, 0);
    Eval element = binder.operand(call, 1);
    ValueType type =
        element instanceof Constant constant && constant.isNull()
            ? array.type()
            : ComparisonFamily.commonArray(array.type(), ValueType.arrayOf(element.type()));
    long site = Binder.site(call);
    Eval wanted =
        new ArrayConstructor(
            type, List.of(Casts.implicit(element, type.elementType(), binder, site)));
    return new Eval[] {Casts.implicit(array, type, binder, site), wanted};
  }

  /** As {@code = ANY}: NULL where an unknown element might be the one. */
  private static Eval contains(RexCall call, Binder binder) {
    return ArrayFamily.quantified(
        binder.operand(call, 1),
        binder.operand(call, 0),
        Comparison.Test.EQ,
        true,
        binder,
        Binder.site(call));
  }

  private static Eval position(RexCall call, Binder binder) {
    Eval[] sides = aligned(call, binder);
    ArrayReader reader = Elements.reader(sides[0].type());
    Eval from =
        call.getOperands().size() > 2
            ? binder.bindAs(call.getOperands().get(2), ValueType.BIGINT)
            : Constant.of(ValueType.BIGINT, 1);
    return new ArrayFunction(
        INTEGER,
        true,
        (in, present, out) -> {
          if (!present[0] || !present[2]) {
            return false;
          }
          out.lo = ArrayFunctions.position(reader, in[0], in[1], in[2].lo);
          return out.lo > 0;
        },
        sides[0],
        sides[1],
        from);
  }

  private static Eval remove(RexCall call, Binder binder) {
    ValueType type = Binder.type(call);
    long site = Binder.site(call);
    ArrayReader reader = Elements.reader(type);
    ArrayWriter writer = Elements.writer(type);
    return Strict.total(
        type,
        (in, out) -> {
          ArrayFunctions.remove(reader, writer, in[0], in[1]);
          out.setSlice(writer.bytes(), 0, writer.length());
        },
        Casts.implicit(binder.operand(call, 0), type, binder, site),
        element(call, 1, type, binder));
  }

  private static Eval replace(RexCall call, Binder binder) {
    ValueType type = Binder.type(call);
    long site = Binder.site(call);
    ArrayReader reader = Elements.reader(type);
    ArrayWriter writer = Elements.writer(type);
    return Strict.total(
        type,
        (in, out) -> {
          ArrayFunctions.replace(reader, writer, in[0], in[1], in[2]);
          out.setSlice(writer.bytes(), 0, writer.length());
        },
        Casts.implicit(binder.operand(call, 0), type, binder, site),
        element(call, 1, type, binder),
        element(call, 2, type, binder));
  }

  private static Eval element(RexCall call, int index, ValueType type, Binder binder) {
    RexNode operand = call.getOperands().get(index);
    return new ArrayConstructor(type, List.of(binder.bindAs(operand, type.elementType())));
  }

  private static void change(Operators operators, Change change, String name) {
    operators.names(
        (call, binder) -> {
          Eval array = binder.operand(call, 0);
          ArrayReader reader = Elements.reader(array.type());
          ArrayWriter writer = Elements.writer(array.type());
          return Strict.total(
              array.type(),
              (in, out) -> {
                change.compute(reader, writer, in[0]);
                out.setSlice(writer.bytes(), 0, writer.length());
              },
              array);
        },
        name);
  }

  /** Without its last elements; of more than there are, or of a negative number, an error. */
  private static Eval trim(RexCall call, Binder binder) {
    Eval array = binder.operand(call, 0);
    ArrayReader reader = Elements.reader(array.type());
    ArrayWriter writer = Elements.writer(array.type());
    long site = Binder.site(call);
    return Strict.partial(
        array.type(),
        (in, out) -> {
          Elements.open(reader, in[0]);
          int count = reader.count();
          if (in[1].lo < 0 || in[1].lo > count) {
            throw new dev.spooky.planner.type.kernel.ValueException(
                dev.spooky.runtime.zset.Errors.Kind.OUT_OF_RANGE,
                "number of elements to trim must be between 0 and " + count,
                site);
          }
          ArrayFunctions.first(reader, writer, in[0], count - in[1].lo);
          out.setSlice(writer.bytes(), 0, writer.length());
        },
        array,
        binder.bindAs(call.getOperands().get(1), ValueType.BIGINT));
  }

  private static Eval extreme(RexCall call, Binder binder, boolean greatest) {
    Eval array = binder.operand(call, 0);
    ArrayReader reader = Elements.reader(array.type());
    ValueType element = array.type().elementType();
    return new ArrayFunction(
        element,
        true,
        (in, present, out) -> {
          if (!present[0] || !ArrayFunctions.extreme(reader, in[0], greatest)) {
            return false;
          }
          Elements.load(reader, element, out);
          return true;
        },
        array);
  }

  private static Eval join(RexCall call, Binder binder) {
    Eval array = binder.operand(call, 0);
    ArrayReader reader = Elements.reader(array.type());
    return new ArrayFunction(
        Binder.type(call),
        true,
        (in, present, out) -> {
          if (!present[0] || !present[1]) {
            return false;
          }
          boolean hasAbsent = in.length > 2 && present[2];
          ArrayFunctions.join(array.type(), reader, in, hasAbsent, out);
          return true;
        },
        texts(call, 1, array, binder));
  }

  private static Eval split(RexCall call, Binder binder) {
    ValueType type = Binder.type(call);
    ArrayWriter writer = Elements.writer(type);
    Eval text = binder.bindAs(call.getOperands().get(0), ValueType.TEXT);
    return new ArrayFunction(
        type,
        true,
        (in, present, out) -> {
          if (!present[0]) {
            return false;
          }
          boolean hasAbsent = in.length > 2 && present[2];
          ArrayFunctions.split(in, present[1], hasAbsent, writer);
          out.setSlice(writer.bytes(), 0, writer.length());
          return true;
        },
        texts(call, 1, text, binder));
  }

  private static Eval[] texts(RexCall call, int from, Eval first, Binder binder) {
    Eval[] arguments = new Eval[call.getOperands().size()];
    arguments[0] = first;
    for (int i = from; i < arguments.length; i++) {
      arguments[i] = binder.bindAs(call.getOperands().get(i), ValueType.TEXT);
    }
    return arguments;
  }
}
