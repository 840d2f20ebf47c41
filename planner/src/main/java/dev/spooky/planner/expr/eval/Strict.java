// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.ValueType;

/** A function that gives NULL when any argument is NULL, and else whatever its kernel computes. */
final class Strict extends Eval {
  /** Computes a value from present arguments; may throw a ValueException. */
  interface Kernel {
    void compute(Register[] in, Register out);
  }

  private final Eval[] arguments;
  private final Kernel kernel;

  private Strict(ValueType type, boolean ownFailure, Kernel kernel, Eval... arguments) {
    super(type, anyNullable(arguments), ownFailure || anyCanFail(arguments));
    this.kernel = kernel;
    this.arguments = arguments;
  }

  /** A function whose kernel never throws. */
  static Strict total(ValueType type, Kernel kernel, Eval... arguments) {
    return new Strict(type, false, kernel, arguments);
  }

  /** A function whose kernel may throw. */
  static Strict partial(ValueType type, Kernel kernel, Eval... arguments) {
    return new Strict(type, true, kernel, arguments);
  }

  @Override
  public boolean eval(Frame frame) {
    boolean present = true;
    for (Eval argument : arguments) {
      // all of them, so that an error beside a NULL is an error in any order
      present &= argument.eval(frame);
    }
    if (!present) {
      return false;
    }
    kernel.compute(arguments, this);
    return true;
  }
}
