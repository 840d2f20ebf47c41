// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.expr.code.Code;
import dev.spooky.planner.expr.code.Emitter;
import dev.spooky.planner.type.kernel.LikePattern;
import dev.spooky.planner.type.kernel.ValueType;

/** LIKE with a pattern known before any row. */
final class Like extends Eval {
  private final Eval text;
  private final LikePattern pattern;

  Like(Eval text, LikePattern pattern) {
    super(ValueType.BOOLEAN, text.isNullable(), text.canFail());
    this.text = text;
    this.pattern = pattern;
  }

  @Override
  public boolean eval(Frame frame) {
    if (!text.eval(frame)) {
      return false;
    }
    lo = pattern.matches(text) ? 1 : 0;
    return true;
  }

  @Override
  protected Code generate(Emitter e) {
    Code code = text.emit(e);
    String compiled = e.constant(pattern, LikePattern.class.getName());
    String test =
        compiled + ".matches(" + code.first() + ", " + code.second() + ", " + code.third() + ")";
    return e.guarded(code.isNull(), "boolean", test);
  }
}
