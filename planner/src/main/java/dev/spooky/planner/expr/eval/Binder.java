// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.NotSupportedException;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.RowValues;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.records.row.RowLayout;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Turns expressions over rows of one type into evaluators. */
public final class Binder {
  /** Builds calls that no family here knows. */
  public interface Fallback {
    /** The evaluator of {@code call}, whose operands {@code binder} binds. */
    Eval bind(RexCall call, Binder binder);
  }

  private final List<ValueType> types = new ArrayList<>();
  private final RowLayout layout;
  private final Settings settings;
  private final Fallback fallback;

  /** A binder of expressions over rows of a type. */
  public Binder(RelDataType rowType, Settings settings, Fallback fallback) {
    for (RelDataTypeField field : rowType.getFieldList()) {
      types.add(RowLayouts.valueType(field.getType()));
    }
    this.layout = RowLayouts.layout(rowType);
    this.settings = settings;
    this.fallback = fallback;
  }

  /** Layout of the input rows. */
  public RowLayout layout() {
    return layout;
  }

  /** What expressions depend on beside rows. */
  public Settings settings() {
    return settings;
  }

  /**
   * The evaluator of an expression.
   *
   * @throws NotSupportedException if nothing implements it
   * @throws NotDeterministicException if its value depends on when it is computed
   */
  public Eval bind(RexNode node) {
    if (node instanceof RexInputRef ref) {
      return new Field(types.get(ref.getIndex()), layout.slot(ref.getIndex()));
    } else if (node instanceof RexLiteral literal) {
      return literal(literal);
    } else if (node instanceof RexCall call && !(node instanceof RexOver)) {
      return call(call);
    } else if (node instanceof RexDynamicParam parameter) {
      return parameter(parameter);
    }
    throw new NotSupportedException("expression " + node, "", 0, 0);
  }

  /** The evaluator of an expression, as values of exactly the given type. */
  public Eval bindAs(RexNode node, ValueType type) {
    return Casts.implicit(bind(node), type, this, 0);
  }

  private Eval call(RexCall call) {
    Operators.Builder builder = Operators.find(call);
    Eval built = builder == null ? null : builder.build(call, this);
    Eval eval = built == null ? fallback.bind(call, this) : built;
    return isConstant(call) ? folded(eval) : eval;
  }

  private static boolean isConstant(RexNode node) {
    return node instanceof RexLiteral
        || node instanceof RexCall call
            && !(node instanceof RexOver)
            && call.getOperator().isDeterministic()
            && call.getOperands().stream().allMatch(Binder::isConstant);
  }

  /** The value of a constant call; one that fails stays, to fail where and when a row meets it. */
  private static Eval folded(Eval eval) {
    if (eval instanceof Constant) {
      return eval;
    }
    try {
      return eval.eval(new Frame()) ? Constant.of(eval.type(), eval) : Constant.ofNull(eval.type());
    } catch (ValueException e) {
      return eval;
    }
  }

  private static Eval literal(RexLiteral literal) {
    Object constant = RowValues.constant(literal);
    ValueType type = RowLayouts.valueType(literal.getType());
    return constant == null ? Constant.ofNull(type) : constant(type, constant);
  }

  /** The evaluator of a constant as Calcite keeps it in literals and search arguments. */
  static Constant constant(ValueType type, Object constant) {
    Register value = new Register();
    RowValues.constant(type, constant, value);
    return Constant.of(type, value);
  }

  private Eval parameter(RexDynamicParam node) {
    RelDataType row = settings.parameterType();
    if (row == null || node.getIndex() >= row.getFieldCount()) {
      throw new NotSupportedException("a parameter here", "", 0, 0);
    }
    RelDataType type = row.getFieldList().get(node.getIndex()).getType();
    Eval value =
        new Parameter(RowLayouts.valueType(type), RowLayouts.layout(row).slot(node.getIndex()));
    return Casts.cast(value, RowLayouts.valueType(node.getType()), this, 0);
  }

  /** The evaluator of an operand. */
  Eval operand(RexCall call, int index) {
    return bind(call.getOperands().get(index));
  }

  /** The evaluators of all operands. */
  List<Eval> operands(RexCall call) {
    List<Eval> evals = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      evals.add(bind(operand));
    }
    return evals;
  }

  /** The evaluators of all operands, cast to one type. */
  List<Eval> operandsAs(RexCall call, ValueType type) {
    List<Eval> evals = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      evals.add(Casts.cast(bind(operand), type, this, site(call)));
    }
    return evals;
  }

  /** The type of a call's value. */
  static ValueType type(RexNode node) {
    return RowLayouts.valueType(node.getType());
  }

  /** Where a call stands in the SQL text; 0 when the plan does not tell. */
  public static long site(RexCall call) {
    SqlParserPos pos = call.getParserPosition();
    return pos.getLineNum() > 0 ? ValueException.site(pos.getLineNum(), pos.getColumnNum()) : 0;
  }

  /** The error for a call that nothing implements. */
  public static NotSupportedException unsupported(RexCall call, @Nullable String reason) {
    SqlParserPos pos = call.getParserPosition();
    String types =
        String.join(", ", call.getOperands().stream().map(o -> o.getType().toString()).toList());
    return new NotSupportedException(
        "function " + call.getOperator().getName() + "(" + types + ")",
        reason == null ? "" : reason,
        Math.max(0, pos.getLineNum()),
        Math.max(0, pos.getColumnNum()));
  }
}
