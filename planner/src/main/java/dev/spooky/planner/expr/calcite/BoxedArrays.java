// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.calcite;

import dev.spooky.planner.type.kernel.Elements;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.records.row.ArrayReader;
import dev.spooky.records.row.ArrayWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays as the lists on which Calcite's generated code computes, and back. */
final class BoxedArrays {
  private BoxedArrays() {}

  /** Whether elements pass through lists as they are: times would lose their microseconds. */
  static boolean isExact(ValueType type) {
    return switch (type.base()) {
      case TIME, TIMESTAMP, INSTANT, MICROS -> false;
      case ARRAY -> isExact(type.elementType());
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, DATE, MONTHS -> true;
      case CHAR, VARCHAR, BINARY, VARBINARY, UUID -> true;
    };
  }

  static List<@Nullable Object> box(ValueType type, Register in) {
    List<@Nullable Object> list = new ArrayList<>();
    ArrayReader reader = Elements.reader(type);
    Elements.open(reader, in);
    Register value = new Register();
    while (reader.next()) {
      if (reader.isNull()) {
        list.add(null);
      } else {
        Elements.load(reader, type.elementType(), value);
        list.add(Boxes.box(type.elementType(), value));
      }
    }
    return list;
  }

  static boolean unbox(Object value, ValueType type, Register out, long site) {
    if (!(value instanceof List<?> list)) {
      return false;
    }
    ArrayWriter writer = Elements.writer(type);
    writer.begin();
    Register element = new Register();
    for (Object item : list) {
      if (item == null) {
        writer.addNull();
      } else {
        Boxes.unbox(item, type.elementType(), element, site);
        Elements.add(writer, type.elementType(), element);
      }
    }
    Elements.close(writer, out);
    return true;
  }
}
