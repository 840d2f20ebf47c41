// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Elements;
import dev.spooky.records.row.ArrayReader;

/** {@code a[i]}, counted from 1; NULL where there is no such element. */
final class ArrayItem extends Eval {
  private final Eval array;
  private final Eval index;
  private final ArrayReader reader;

  ArrayItem(Eval array, Eval index) {
    super(array.type().elementType(), true, anyCanFail(array, index));
    this.array = array;
    this.index = index;
    this.reader = Elements.reader(array.type());
  }

  @Override
  public boolean eval(Frame frame) {
    boolean present = array.eval(frame);
    present &= index.eval(frame);
    if (!present) {
      return false;
    }
    Elements.open(reader, array);
    // an index of -2^63 less 1 is beyond any array, too
    if (!reader.seek(index.lo - 1) || reader.isNull()) {
      return false;
    }
    Elements.load(reader, type(), this);
    return true;
  }
}
