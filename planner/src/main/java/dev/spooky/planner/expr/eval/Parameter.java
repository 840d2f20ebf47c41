// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Fields;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.records.row.FieldSlot;

/** A parameter of a prepared statement: a field of the frame's parameter row. */
final class Parameter extends Eval {
  private final FieldSlot slot;

  Parameter(ValueType type, FieldSlot slot) {
    super(type, slot.isNullable(), false);
    this.slot = slot;
  }

  @Override
  public boolean eval(Frame frame) {
    if (slot.isNull(frame.parameters, 0)) {
      return false;
    }
    Fields.load(slot, frame.parameters, 0, this);
    return true;
  }
}
