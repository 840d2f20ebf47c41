// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.expr.code.Code;
import dev.spooky.planner.expr.code.Emitter;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.planner.type.kernel.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * AND or OR of any number of conditions, in three-valued logic. An operand that decides (FALSE for
 * AND, TRUE for OR) does so even when another one fails, wherever it stands.
 */
final class Junction extends Eval {
  private static final int MOST_OPERANDS = 16;

  private final Eval[] operands;
  private final boolean isAnd;

  Junction(boolean isAnd, Eval... operands) {
    super(ValueType.BOOLEAN, anyNullable(operands), anyCanFail(operands));
    this.operands = operands;
    this.isAnd = isAnd;
  }

  /** A junction of any number of conditions; many become a tree, for the sake of generated code. */
  static Eval of(boolean isAnd, List<Eval> operands) {
    if (operands.size() == 1) {
      return operands.get(0);
    }
    List<Eval> level = operands;
    while (level.size() > MOST_OPERANDS) {
      List<Eval> next = new ArrayList<>();
      for (int i = 0; i < level.size(); i += MOST_OPERANDS) {
        next.add(of(isAnd, level.subList(i, Math.min(level.size(), i + MOST_OPERANDS))));
      }
      level = next;
    }
    return new Junction(isAnd, level.toArray(Eval[]::new));
  }

  @Override
  public boolean eval(Frame frame) {
    long deciding = isAnd ? 0 : 1;
    boolean unknown = false;
    ValueException failure = null;
    for (Eval operand : operands) {
      try {
        if (!operand.eval(frame)) {
          unknown = true;
        } else if (operand.lo == deciding) {
          lo = deciding;
          return true;
        }
      } catch (ValueException e) {
        failure = first(failure, e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    lo = 1 - deciding;
    return !unknown;
  }

  private static ValueException first(@Nullable ValueException earlier, ValueException later) {
    return earlier == null ? later : earlier;
  }

  @Override
  protected Code generate(Emitter e) {
    // value starts undecided (true for AND) and turns once; later operands are then skipped
    String value = e.declare("boolean", isAnd ? "true" : "false");
    String unknown = isNullable() ? e.declare("boolean", "false") : "false";
    String failure = canFail() ? e.declare("ValueException", "null") : "";
    for (int i = 0; i < operands.length; i++) {
      if (i > 0) {
        e.open("if (" + (isAnd ? value : "!" + value) + ")");
      }
      emitOperand(e, operands[i], value, unknown, failure);
    }
    if (canFail()) {
      e.line(
          "if ("
              + (isAnd ? value : "!" + value)
              + " && "
              + failure
              + " != null) throw "
              + failure
              + ";");
    }
    for (int i = 1; i < operands.length; i++) {
      e.close();
    }
    if (!isNullable()) {
      return Code.of("false", value);
    }
    String undecided = isAnd ? value : "!" + value;
    String isNull = e.declare("boolean", unknown + " && " + undecided);
    return Code.of(isNull, e.declare("boolean", value + " && !" + isNull));
  }

  private void emitOperand(Emitter e, Eval operand, String value, String unknown, String failure) {
    if (operand.canFail()) {
      e.open("try");
    }
    Code code = operand.emit(e);
    if (code.isNeverNull()) {
      e.line(value + " = " + code.first() + ";");
    } else {
      e.line(
          "if ("
              + code.isNull()
              + ") "
              + unknown
              + " = true; else "
              + value
              + " = "
              + code.first()
              + ";");
    }
    if (operand.canFail()) {
      String caught = e.local();
      e.next("catch (ValueException " + caught + ")");
      e.line("if (" + failure + " == null) " + failure + " = " + caught + ";");
      e.close();
    }
  }
}
