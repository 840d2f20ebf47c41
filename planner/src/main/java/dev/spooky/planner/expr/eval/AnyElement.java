// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Elements;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.records.row.ArrayReader;

/**
 * A comparison with ANY or ALL elements of an array, by three-valued logic: of no elements ANY is
 * FALSE and ALL is TRUE, whatever is compared with them.
 */
final class AnyElement extends Eval {
  private final Eval value;
  private final Eval array;
  private final Slot left;
  private final Slot right;
  private final Eval test;
  private final boolean any;
  private final ArrayReader reader;

  /**
   * A comparison.
   *
   * @param value what is compared with the elements
   * @param left stands for it in the test
   * @param right stands for the element in the test
   */
  AnyElement(Eval value, Eval array, Slot left, Slot right, Eval test, boolean any) {
    super(ValueType.BOOLEAN, true, anyCanFail(value, array, test));
    this.value = value;
    this.array = array;
    this.left = left;
    this.right = right;
    this.test = test;
    this.any = any;
    this.reader = Elements.reader(array.type());
  }

  @Override
  public boolean eval(Frame frame) {
    left.present = value.eval(frame);
    if (!array.eval(frame)) {
      return false;
    }
    left.set((Register) value);
    Elements.open(reader, array);
    boolean unknown = false;
    while (reader.next()) {
      right.present = !reader.isNull();
      if (right.present) {
        Elements.load(reader, right.type(), right);
      }
      if (!test.eval(frame)) {
        unknown = true;
      } else if (test.lo != 0 == any) {
        lo = any ? 1 : 0;
        return true;
      }
    }
    lo = any ? 0 : 1;
    return !unknown;
  }
}
