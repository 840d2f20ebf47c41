// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.ValueType;

/** A value that its owner puts here before it asks: an element of an array, for one. */
final class Slot extends Eval {
  /** Whether there is a value; else it is NULL. */
  boolean present;

  Slot(ValueType type) {
    super(type, true, false);
  }

  @Override
  public boolean eval(Frame frame) {
    return present;
  }
}
