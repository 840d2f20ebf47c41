// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Checked;
import dev.spooky.planner.type.kernel.Degrees;
import dev.spooky.planner.type.kernel.RealFunctions;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.ValueType;
import java.util.function.DoubleUnaryOperator;
import org.apache.calcite.rex.RexCall;

/** Functions of doubles: powers, logarithms, trigonometry; and SIGN. */
final class NumericFamily {
  /** A function that is told where its call stands. */
  private interface Function {
    double apply(double value, long site);
  }

  /** A function of two numbers that is told where its call stands. */
  private interface BinaryFunction {
    double apply(double first, double second, long site);
  }

  private NumericFamily() {}

  static void register(Operators operators) {
    unary(operators, "LN", (value, site) -> RealFunctions.log(value, false, site));
    unary(operators, "LOG10", (value, site) -> RealFunctions.log(value, true, site));
    unary(operators, "SQRT", RealFunctions::sqrt);
    checked(operators, "EXP", Math::exp);
    checked(operators, "SIN", Math::sin);
    checked(operators, "COS", Math::cos);
    checked(operators, "TAN", Math::tan);
    checked(operators, "COT", value -> 1 / Math.tan(value));
    checked(operators, "ASIN", Math::asin);
    checked(operators, "ACOS", Math::acos);
    checked(operators, "ATAN", Math::atan);
    checked(operators, "SINH", Math::sinh);
    checked(operators, "COSH", Math::cosh);
    checked(operators, "TANH", Math::tanh);
    checked(operators, "ASINH", RealFunctions::asinh);
    checked(operators, "ACOSH", RealFunctions::acosh);
    checked(operators, "ATANH", RealFunctions::atanh);
    unary(operators, "SIND", Degrees::sin);
    unary(operators, "COSD", Degrees::cos);
    unary(operators, "TAND", Degrees::tan);
    unary(operators, "COTD", Degrees::cot);
    unary(operators, "ASIND", Degrees::asin);
    unary(operators, "ACOSD", Degrees::acos);
    checked(operators, "ATAND", Degrees::atan);
    binary(operators, "ATAN2", (y, x, site) -> Math.atan2(y, x));
    binary(operators, "ATAN2D", (y, x, site) -> Math.toDegrees(Math.atan2(y, x)));
    binary(operators, "POWER", RealFunctions::power);
    binary(operators, "POW", RealFunctions::power);
    operators.names(NumericFamily::logarithm, "LOG");
    operators.names((call, binder) -> constant(Math.PI), "PI");
    checked(operators, "CBRT", Math::cbrt);
    checked(operators, "DEGREES", Math::toDegrees);
    checked(operators, "RADIANS", Math::toRadians);
    operators.names(NumericFamily::sign, "SIGN");
  }

  private static void checked(Operators operators, String name, DoubleUnaryOperator function) {
    unary(
        operators,
        name,
        (value, site) -> RealFunctions.checked(function.applyAsDouble(value), value, site));
  }

  private static void unary(Operators operators, String name, Function function) {
    operators.names((call, binder) -> build(call, binder, function), name);
  }

  private static Eval build(RexCall call, Binder binder, Function function) {
    long site = Binder.site(call);
    Eval in = Casts.cast(binder.operand(call, 0), ValueType.DOUBLE, binder, site);
    Eval value =
        Strict.partial(
            ValueType.DOUBLE, (args, out) -> out.real = function.apply(args[0].real, site), in);
    return Casts.cast(value, Binder.type(call), binder, site);
  }

  private static Eval constant(double value) {
    Register register = new Register();
    register.real = value;
    return Constant.of(ValueType.DOUBLE, register);
  }

  private static void binary(Operators operators, String name, BinaryFunction function) {
    operators.names((call, binder) -> build(call, binder, function), name);
  }

  private static Eval build(RexCall call, Binder binder, BinaryFunction function) {
    long site = Binder.site(call);
    Eval value =
        Strict.partial(
            ValueType.DOUBLE,
            (in, out) -> out.real = function.apply(in[0].real, in[1].real, site),
            real(call, 0, binder),
            real(call, 1, binder));
    return Casts.cast(value, Binder.type(call), binder, site);
  }

  private static Eval real(RexCall call, int index, Binder binder) {
    return Casts.cast(binder.operand(call, index), ValueType.DOUBLE, binder, Binder.site(call));
  }

  /** LOG of a number is decimal, of two the first is the base. */
  private static Eval logarithm(RexCall call, Binder binder) {
    return call.getOperands().size() == 1
        ? build(call, binder, (value, site) -> RealFunctions.log(value, true, site))
        : build(call, binder, RealFunctions::log);
  }

  private static Eval sign(RexCall call, Binder binder) {
    Eval in = binder.operand(call, 0);
    ValueType type = in.type();
    Strict.Kernel kernel =
        switch (type.domain()) {
          case REAL -> (args, out) -> out.lo = Checked.compareReal(args[0].real, 0);
          case WIDE ->
              (args, out) -> out.lo = args[0].hi < 0 ? -1 : (args[0].hi | args[0].lo) == 0 ? 0 : 1;
          case BOOL, LONG, SLICE -> (args, out) -> out.lo = Long.signum(args[0].lo);
        };
    ValueType one = new ValueType(ValueType.Base.TINYINT, 3, 0);
    Eval value = Strict.total(one, kernel, in);
    return Casts.cast(value, Binder.type(call), binder, Binder.site(call));
  }
}
