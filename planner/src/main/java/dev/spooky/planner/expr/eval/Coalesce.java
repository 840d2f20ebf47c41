// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.expr.code.Code;
import dev.spooky.planner.expr.code.Emitter;
import dev.spooky.planner.type.kernel.ValueType;
import java.util.List;

/** The first value that is not NULL; later ones are not computed. */
final class Coalesce extends Eval {
  private final Eval[] values;

  Coalesce(ValueType type, List<Eval> values) {
    super(
        type,
        values.stream().allMatch(Eval::isNullable),
        anyCanFail(values.toArray(Eval[]::new)),
        values.stream().mapToLong(Eval::min).min().orElse(type.min()),
        values.stream().mapToLong(Eval::max).max().orElse(type.max()));
    this.values = values.toArray(Eval[]::new);
  }

  @Override
  public boolean eval(Frame frame) {
    for (Eval value : values) {
      if (value.eval(frame)) {
        set(value);
        return true;
      }
    }
    return false;
  }

  @Override
  protected Code generate(Emitter e) {
    Code target = Targets.declare(e, type().domain(), true);
    e.line(target.isNull() + " = true;");
    int opened = 0;
    for (Eval value : values) {
      if (opened > 0) {
        e.open("if (" + target.isNull() + ")");
      }
      opened++;
      Targets.assign(e, target, value.emit(e));
    }
    for (int i = 1; i < opened; i++) {
      e.close();
    }
    return isNullable()
        ? target
        : new Code("false", target.first(), target.second(), target.third());
  }
}
