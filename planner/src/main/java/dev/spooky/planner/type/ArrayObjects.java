// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type;

import dev.spooky.planner.type.kernel.Elements;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.planner.type.kernel.ValueText;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.records.row.ArrayReader;
import dev.spooky.records.row.ArrayWriter;
import dev.spooky.runtime.zset.Errors;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays to and from Java's lists and arrays. */
final class ArrayObjects {
  private ArrayObjects() {}

  /** The elements as canonical Java objects, null for NULL; a list that cannot be changed. */
  static List<@Nullable Object> toList(ValueType type, Register in) {
    List<@Nullable Object> list = new ArrayList<>();
    ArrayReader reader = Elements.reader(type);
    Elements.open(reader, in);
    Register value = new Register();
    while (reader.next()) {
      if (reader.isNull()) {
        list.add(null);
      } else {
        Elements.load(reader, type.elementType(), value);
        list.add(JavaValues.toJava(type.elementType(), value));
      }
    }
    return Collections.unmodifiableList(list);
  }

  /** Stores a collection or a Java array of anything that can be assigned to the elements. */
  static boolean fromJava(ValueType type, Object value, Register out) {
    ArrayWriter writer = Elements.writer(type);
    writer.begin();
    Register element = new Register();
    if (value instanceof Collection<?> collection) {
      for (Object item : collection) {
        add(type, item, writer, element);
      }
    } else if (value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        add(type, Array.get(value, i), writer, element);
      }
    } else {
      return false;
    }
    Elements.close(writer, out);
    return true;
  }

  /** Stores the array that a text is; its elements must fit, as those of a list must. */
  static void fromText(ValueType type, Register text, Register out) {
    ValueType open = open(type);
    Register array = new Register();
    ValueText.parse(open, text, array, 0);
    if (open.equals(type)) {
      out.setSlice(array.bytes, array.start, array.length);
    } else {
      fromJava(type, toList(open, array), out);
    }
  }

  /** The type without a limit of the length of texts. */
  private static ValueType open(ValueType type) {
    if (type.isArray()) {
      return ValueType.arrayOf(open(type.elementType()));
    }
    return type.isText() ? ValueType.TEXT : type;
  }

  private static void add(
      ValueType type, @Nullable Object item, ArrayWriter writer, Register element) {
    ValueType of = type.elementType();
    if (item == null) {
      writer.addNull();
      return;
    } else if (of.isArray() && item instanceof CharSequence) {
      throw new ValueException(
          Errors.Kind.INVALID_TEXT, "a text is not a value of type " + of.label(), 0);
    }
    JavaValues.fromJava(of, item, element);
    Elements.add(writer, of, element);
  }
}
