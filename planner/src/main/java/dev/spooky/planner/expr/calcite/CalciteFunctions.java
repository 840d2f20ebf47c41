// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.calcite;

import dev.spooky.planner.expr.eval.Binder;
import dev.spooky.planner.expr.eval.Eval;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.SpookyTypeSystem;
import dev.spooky.planner.type.kernel.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Binds a call by compiling it with Calcite.
 *
 * <p>Operands with a type that rows can hold are bound natively and handed over as arguments;
 * operands of other types (arrays, maps) stay inside the compiled expression.
 */
public final class CalciteFunctions implements Binder.Fallback {
  private final JavaTypeFactoryImpl types = new JavaTypeFactoryImpl(SpookyTypeSystem.INSTANCE);
  private final RexBuilder builder = new RexBuilder(types);

  /** A fallback; compiles anew for every call. */
  public CalciteFunctions() {}

  @Override
  public Eval bind(RexCall call, Binder binder) {
    if (!RexUtil.isDeterministic(call)
        || call.getOperator().isDynamicFunction()
        || !RowLayouts.isSupported(call.getType())) {
      throw Binder.unsupported(call, "");
    }
    List<RexNode> arguments = new ArrayList<>();
    RexNode rewritten = rewrite(call, arguments);
    List<Eval> evals = new ArrayList<>();
    RelDataTypeFactory.Builder row = types.builder();
    for (RexNode argument : arguments) {
      evals.add(binder.bind(argument));
      row.add("a" + evals.size(), argument.getType());
    }
    RelDataType rowType = row.build();
    Function1<Object, Object> function;
    try {
      function = new CallCompiler(types, builder).compile(rewritten, rowType);
    } catch (CallCompiler.CompileFailure e) {
      throw Binder.unsupported(call, "");
    }
    ValueType type = RowLayouts.valueType(call.getType());
    boolean exact =
        evals.stream().allMatch(e -> !e.type().isArray() || BoxedArrays.isExact(e.type()));
    if (!exact || type.isArray() && !BoxedArrays.isExact(type)) {
      throw Binder.unsupported(call, "Use an array without times.");
    }
    return new CalciteCall(
        call.getOperator().getName(),
        type,
        function,
        evals.toArray(Eval[]::new),
        Binder.site(call));
  }

  /** The call over input references, whose expressions are added to the arguments. */
  private RexNode rewrite(RexCall call, List<RexNode> arguments) {
    List<RexNode> operands = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      if (operand instanceof RexLiteral) {
        operands.add(operand);
      } else if (RowLayouts.isSupported(operand.getType())) {
        operands.add(builder.makeInputRef(operand.getType(), arguments.size()));
        arguments.add(operand);
      } else if (operand instanceof RexCall inner) {
        operands.add(rewrite(inner, arguments));
      } else {
        throw Binder.unsupported(call, "");
      }
    }
    return call.clone(call.getType(), operands);
  }
}
