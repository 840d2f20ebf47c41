// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Elements;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.records.row.ArrayReader;
import dev.spooky.records.row.ArrayWriter;

/** An array with each of its elements cast. */
final class ArrayCast extends Eval {
  private final Eval array;
  private final Slot slot;
  private final Eval cast;
  private final ArrayReader reader;
  private final ArrayWriter writer;

  private ArrayCast(Eval array, ValueType to, Slot slot, Eval cast) {
    super(to, array.isNullable(), array.canFail() || cast.canFail());
    this.array = array;
    this.slot = slot;
    this.cast = cast;
    this.reader = Elements.reader(array.type());
    this.writer = Elements.writer(to);
  }

  /** The array as one of another type; itself if its bytes need not change. */
  static Eval of(Eval array, ValueType to, Binder binder, long site, boolean implicit) {
    Slot slot = new Slot(array.type().elementType());
    ValueType element = to.elementType();
    Eval cast =
        implicit
            ? Casts.implicit(slot, element, binder, site)
            : Casts.cast(slot, element, binder, site);
    boolean same = cast == slot && slot.type().kind() == element.kind();
    return same ? array : new ArrayCast(array, to, slot, cast);
  }

  @Override
  public boolean eval(Frame frame) {
    if (!array.eval(frame)) {
      return false;
    }
    Elements.open(reader, array);
    writer.begin();
    while (reader.next()) {
      slot.present = !reader.isNull();
      if (slot.present) {
        Elements.load(reader, slot.type(), slot);
      }
      if (cast.eval(frame)) {
        Elements.add(writer, type().elementType(), cast);
      } else {
        writer.addNull();
      }
    }
    setSlice(writer.bytes(), 0, writer.length());
    return true;
  }
}
