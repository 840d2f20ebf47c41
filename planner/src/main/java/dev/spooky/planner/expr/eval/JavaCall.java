// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.RowValues;
import dev.spooky.planner.type.SpookyTypeSystem;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.runtime.zset.Errors;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.jspecify.annotations.Nullable;

/**
 * A call of a {@link JavaFunction}. NULL for a parameter of a primitive type makes NULL without a
 * call; whatever the method throws is an error of the value.
 */
final class JavaCall extends Eval {
  private final Method method;
  private final Eval[] arguments;
  private final boolean[] primitive;
  private final @Nullable Object[] boxes;
  private final String name;
  private final long site;

  private JavaCall(RexCall call, JavaFunction function, Eval[] arguments) {
    super(Binder.type(call), true, true);
    this.method = function.method();
    this.arguments = arguments;
    this.boxes = new Object[arguments.length];
    this.primitive = new boolean[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      primitive[i] = method.getParameterTypes()[i].isPrimitive();
    }
    this.name = call.getOperator().getName().replaceFirst("#\\d+$", "");
    this.site = Binder.site(call);
  }

  static Eval of(RexCall call, JavaFunction function, Binder binder) {
    List<RelDataType> types =
        function.parameterTypes(new SqlTypeFactoryImpl(SpookyTypeSystem.INSTANCE));
    Eval[] arguments = new Eval[types.size()];
    for (int i = 0; i < arguments.length; i++) {
      Eval given = binder.operand(call, i);
      ValueType wanted = RowLayouts.valueType(types.get(i));
      boolean decimals =
          given.type().base() == ValueType.Base.DECIMAL && wanted.base() == ValueType.Base.DECIMAL;
      arguments[i] =
          decimals
              ? given // with its own digits
              : Casts.implicit(given, wanted, binder, Binder.site(call));
    }
    return new JavaCall(call, function, arguments);
  }

  @Override
  public boolean eval(Frame frame) {
    boolean callable = true;
    for (int i = 0; i < arguments.length; i++) {
      Eval argument = arguments[i];
      boolean present = argument.eval(frame);
      boxes[i] = present ? JavaArguments.box(argument, method.getParameterTypes()[i]) : null;
      callable &= present || !primitive[i];
    }
    Object value = callable ? call() : null;
    if (value == null) {
      return false;
    }
    RowValues.fromJava(type(), value, this);
    return true;
  }

  private @Nullable Object call() {
    try {
      return method.invoke(null, boxes);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause instanceof OutOfMemoryError error) {
        throw error;
      }
      throw fail(cause == null ? e : cause);
    } catch (IllegalAccessException e) {
      throw fail(e);
    }
  }

  private ValueException fail(Throwable cause) {
    String message = cause.getMessage();
    String what = cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    return new ValueException(Errors.Kind.EXTERNAL, "function " + name + " failed: " + what, site);
  }
}
