// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.RowValues;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Values as the objects that a method's parameters take. */
final class JavaArguments {
  private JavaArguments() {}

  static Object box(Eval value, Class<?> parameter) {
    Object object = RowValues.toJava(value.type(), value);
    return parameter == Instant.class && object instanceof OffsetDateTime time
        ? time.toInstant()
        : object;
  }
}
