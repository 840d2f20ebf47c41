// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.calcite;

import dev.spooky.planner.expr.eval.Eval;
import dev.spooky.planner.expr.eval.Frame;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.runtime.zset.Errors;
import java.util.Locale;
import org.apache.calcite.linq4j.function.Function1;
import org.jspecify.annotations.Nullable;

/** A call that Calcite compiled, over boxed arguments. */
final class CalciteCall extends Eval {
  private final String name;
  private final Function1<Object, Object> function;
  private final Eval[] arguments;
  private final @Nullable Object[] boxes;
  private final long site;

  CalciteCall(
      String name,
      ValueType type,
      Function1<Object, Object> function,
      Eval[] arguments,
      long site) {
    super(type, true, true);
    this.name = name;
    this.function = function;
    this.arguments = arguments;
    this.boxes = new Object[arguments.length];
    this.site = site;
  }

  @Override
  public boolean eval(Frame frame) {
    for (int i = 0; i < arguments.length; i++) {
      Eval argument = arguments[i];
      boxes[i] = argument.eval(frame) ? Boxes.box(argument.type(), argument) : null;
    }
    Object result = call();
    if (result == null) {
      return false;
    }
    Boxes.unbox(result, type(), this, site);
    return true;
  }

  private @Nullable Object call() {
    try {
      return function.apply(boxes);
    } catch (ValueException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failure(e);
    }
  }

  private ValueException failure(RuntimeException e) {
    Throwable cause = e.getCause() != null && e.getMessage() == null ? e.getCause() : e;
    String message =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    boolean byZero =
        e instanceof ArithmeticException && message.toLowerCase(Locale.ROOT).contains("zero");
    Errors.Kind kind = byZero ? Errors.Kind.DIVISION_BY_ZERO : Errors.Kind.FUNCTION;
    return new ValueException(kind, name + ": " + message, site);
  }
}
