// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.expr.code.Code;
import dev.spooky.planner.expr.code.Emitter;
import dev.spooky.planner.type.kernel.ValueType;

/** NOT, IS [NOT] NULL, IS [NOT] TRUE, IS [NOT] FALSE. */
final class Truth extends Eval {
  /** The test of one operand. */
  enum Test {
    NOT,
    IS_NULL,
    IS_NOT_NULL,
    IS_TRUE,
    IS_NOT_TRUE,
    IS_FALSE,
    IS_NOT_FALSE
  }

  private final Test test;
  private final Eval operand;

  Truth(Test test, Eval operand) {
    super(ValueType.BOOLEAN, test == Test.NOT && operand.isNullable(), operand.canFail());
    this.test = test;
    this.operand = operand;
  }

  @Override
  public boolean eval(Frame frame) {
    boolean present = operand.eval(frame);
    boolean value =
        switch (test) {
          case NOT -> operand.lo == 0;
          case IS_NULL -> !present;
          case IS_NOT_NULL -> present;
          case IS_TRUE -> present && operand.lo != 0;
          case IS_NOT_TRUE -> !present || operand.lo == 0;
          case IS_FALSE -> present && operand.lo == 0;
          case IS_NOT_FALSE -> !present || operand.lo != 0;
        };
    lo = value ? 1 : 0;
    return present || test != Test.NOT;
  }

  @Override
  protected Code generate(Emitter e) {
    Code code = operand.emit(e);
    String isNull = code.isNull();
    String value = code.first();
    String expression =
        switch (test) {
          case NOT -> "!" + value;
          case IS_NULL -> isNull;
          case IS_NOT_NULL -> "!" + isNull;
          case IS_TRUE -> "!" + isNull + " && " + value;
          case IS_NOT_TRUE -> isNull + " || !" + value;
          case IS_FALSE -> "!" + isNull + " && !" + value;
          case IS_NOT_FALSE -> isNull + " || " + value;
        };
    return Code.of(test == Test.NOT ? isNull : "false", e.declare("boolean", expression));
  }
}
