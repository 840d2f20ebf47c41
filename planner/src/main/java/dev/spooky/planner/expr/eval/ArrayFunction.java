// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.ValueType;

/** A function of arrays that itself decides about NULL arguments and a NULL result. */
final class ArrayFunction extends Eval {
  /** Computes a value; false for NULL. */
  interface Kernel {
    boolean compute(Register[] in, boolean[] present, Register out);
  }

  private final Eval[] arguments;
  private final boolean[] present;
  private final Kernel kernel;

  ArrayFunction(ValueType type, boolean nullable, Kernel kernel, Eval... arguments) {
    super(type, nullable, anyCanFail(arguments));
    this.arguments = arguments;
    this.present = new boolean[arguments.length];
    this.kernel = kernel;
  }

  @Override
  public boolean eval(Frame frame) {
    for (int i = 0; i < arguments.length; i++) {
      present[i] = arguments[i].eval(frame);
    }
    return kernel.compute(arguments, present, this);
  }
}
