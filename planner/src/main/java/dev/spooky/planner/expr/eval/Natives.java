// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.planner.type.kernel.ValueType.Base;
import dev.spooky.planner.type.kernel.ValueType.Domain;
import org.apache.calcite.rex.RexCall;
import org.jspecify.annotations.Nullable;

/**
 * Registers strict functions by the signatures of their arguments, one letter for each:
 *
 * <pre>
 *   T text      B bytes     N whole number    R number, as DOUBLE
 *   D date      M timestamp, or a date as one at midnight
 *   I instant   V interval of days to seconds
 * </pre>
 *
 * <p>Several signatures of a name are tried in the order of their registration.
 */
final class Natives {
  static final ValueType INTEGER = new ValueType(Base.INTEGER, 10, 0);
  static final ValueType DATE = new ValueType(Base.DATE, 0, 0);
  static final ValueType TIMESTAMP = new ValueType(Base.TIMESTAMP, 6, 0);
  static final ValueType INSTANT = new ValueType(Base.INSTANT, 6, 0);
  static final ValueType BYTES = new ValueType(Base.VARBINARY, -1, 0);

  /** A kernel that is told where its call stands. */
  interface Function {
    void compute(Register[] in, Register out, long site);
  }

  private final Operators operators;

  Natives(Operators operators) {
    this.operators = operators;
  }

  /** Adds a function that never fails. */
  void total(String name, String signature, ValueType result, Function function) {
    add(name, signature, result, false, function);
  }

  /** Adds a function that can fail. */
  void partial(String name, String signature, ValueType result, Function function) {
    add(name, signature, result, true, function);
  }

  private void add(
      String name, String signature, ValueType result, boolean fails, Function function) {
    operators.addName(
        name,
        (call, binder) -> {
          Eval[] arguments = arguments(call, binder, signature);
          if (arguments == null) {
            return null;
          }
          long site = Binder.site(call);
          Strict.Kernel kernel = (in, out) -> function.compute(in, out, site);
          Eval value =
              fails
                  ? Strict.partial(result, kernel, arguments)
                  : Strict.total(result, kernel, arguments);
          return Casts.implicit(value, Binder.type(call), binder, site);
        });
  }

  /** The arguments of a call as its signature asks for; null if they are of other types. */
  static Eval @Nullable [] arguments(RexCall call, Binder binder, String signature) {
    if (call.getOperands().size() != signature.length()) {
      return null;
    }
    Eval[] arguments = new Eval[signature.length()];
    for (int i = 0; i < arguments.length; i++) {
      Eval argument = argument(binder.operand(call, i), signature.charAt(i), binder, call);
      if (argument == null) {
        return null;
      }
      arguments[i] = argument;
    }
    return arguments;
  }

  private static @Nullable Eval argument(Eval in, char letter, Binder binder, RexCall call) {
    ValueType type = in.type();
    if (in instanceof Constant constant && constant.isNull()) {
      return Constant.ofNull(wanted(letter));
    }
    boolean bytes = type.domain() == Domain.SLICE && !type.isText();
    boolean fits =
        switch (letter) {
          case 'T' -> type.isText();
          case 'B' -> bytes;
          case 'N' -> type.isExact();
          case 'R' -> type.isNumeric();
          case 'D' -> type.base() == Base.DATE;
          case 'M' -> type.base() == Base.DATE || type.base() == Base.TIMESTAMP;
          case 'I' -> type.base() == Base.INSTANT;
          case 'V' -> type.base() == Base.MICROS;
          default -> throw new IllegalArgumentException("letter=" + letter);
        };
    return fits ? Casts.implicit(in, wanted(letter), binder, Binder.site(call)) : null;
  }

  private static ValueType wanted(char letter) {
    return switch (letter) {
      case 'T' -> ValueType.TEXT;
      case 'B' -> BYTES;
      case 'N' -> ValueType.BIGINT;
      case 'R' -> ValueType.DOUBLE;
      case 'D' -> DATE;
      case 'M' -> TIMESTAMP;
      case 'I' -> INSTANT;
      case 'V' -> new ValueType(Base.MICROS, 0, 0);
      default -> throw new IllegalArgumentException("letter=" + letter);
    };
  }
}
