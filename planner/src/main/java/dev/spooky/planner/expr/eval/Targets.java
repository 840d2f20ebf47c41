// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.expr.code.Code;
import dev.spooky.planner.expr.code.Emitter;
import dev.spooky.planner.type.kernel.ValueType.Domain;

/** Locals that are assigned in several branches of generated code. */
final class Targets {
  private Targets() {}

  static Code declare(Emitter e, Domain domain, boolean nullable) {
    String isNull = nullable ? e.declare("boolean", "false") : "false";
    return switch (domain) {
      case BOOL -> Code.of(isNull, e.declare("boolean", "false"));
      case LONG -> Code.of(isNull, e.declare("long", "0L"));
      case REAL -> Code.of(isNull, e.declare("double", "0.0"));
      case WIDE -> new Code(isNull, e.declare("long", "0L"), e.declare("long", "0L"), "");
      case SLICE ->
          new Code(isNull, e.declare("byte[]", "in"), e.declare("int", "0"), e.declare("int", "0"));
    };
  }

  static void assign(Emitter e, Code target, Code value) {
    if (!target.isNeverNull()) {
      e.line(target.isNull() + " = " + value.isNull() + ";");
    }
    e.line(target.first() + " = " + value.first() + ";");
    if (!target.second().isEmpty()) {
      e.line(target.second() + " = " + value.second() + ";");
    }
    if (!target.third().isEmpty()) {
      e.line(target.third() + " = " + value.third() + ";");
    }
  }
}
