// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr;

import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;

/** What the loops of both tiers do besides computing; called from generated code too. */
final class GeneratedSupport {
  private GeneratedSupport() {}

  /** Adds an error row for entry {@code index}. */
  static void fail(Errors errors, ValueException e, Delta in, int index) {
    errors.add(
        e.kind(),
        e.line(),
        e.column(),
        e.reason(),
        in.bytes(),
        in.offset(index),
        in.length(index),
        in.weight(index));
  }

  /** Object {@code index} that a generated class was given when it was loaded. */
  static Object constant(MethodHandles.Lookup lookup, int index) {
    try {
      return MethodHandles.classDataAt(lookup, ConstantDescs.DEFAULT_NAME, Object.class, index);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The failure of a row that has NULL where none may be. */
  static ValueException nullValue() {
    return new ValueException(Errors.Kind.NULL_VALUE, "NULL in a NOT NULL column", 0);
  }
}
