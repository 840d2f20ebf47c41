// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Elements;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.records.row.ArrayWriter;
import java.util.List;

/** ARRAY[…]: its elements are values of the array's element type. */
final class ArrayConstructor extends Eval {
  private final Eval[] elements;
  private final ArrayWriter writer;

  ArrayConstructor(ValueType type, List<Eval> elements) {
    super(type, false, anyCanFail(elements.toArray(Eval[]::new)));
    this.elements = elements.toArray(Eval[]::new);
    this.writer = Elements.writer(type);
  }

  @Override
  public boolean eval(Frame frame) {
    writer.begin();
    for (Eval element : elements) {
      if (element.eval(frame)) {
        Elements.add(writer, type().elementType(), element);
      } else {
        writer.addNull();
      }
    }
    setSlice(writer.bytes(), 0, writer.length());
    return true;
  }
}
