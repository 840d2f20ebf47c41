// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.expr.code.Code;
import dev.spooky.planner.expr.code.Emitter;
import dev.spooky.planner.type.kernel.Checked;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.Utf8;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.planner.type.kernel.ValueType.Domain;
import dev.spooky.planner.type.kernel.Wide;

/** A comparison of two values of one domain; NULL when either side is. */
final class Comparison extends Eval {
  /** Which outcomes of a three-way comparison are true. */
  enum Test {
    EQ("=="),
    NE("!="),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">=");

    private final String symbol;

    Test(String symbol) {
      this.symbol = symbol;
    }

    boolean accepts(int order) {
      return switch (this) {
        case EQ -> order == 0;
        case NE -> order != 0;
        case LT -> order < 0;
        case LE -> order <= 0;
        case GT -> order > 0;
        case GE -> order >= 0;
      };
    }
  }

  private final Test test;
  private final Eval left;
  private final Eval right;
  private final Domain domain;

  Comparison(Test test, Eval left, Eval right) {
    super(ValueType.BOOLEAN, anyNullable(left, right), anyCanFail(left, right));
    this.test = test;
    this.left = left;
    this.right = right;
    this.domain = left.type().domain();
  }

  /** Order of two values of a domain. */
  static int order(Domain domain, Register a, Register b) {
    return switch (domain) {
      case BOOL, LONG -> Long.compare(a.lo, b.lo);
      case WIDE -> Wide.compare(a.hi, a.lo, b.hi, b.lo);
      case REAL -> Checked.compareReal(a.real, b.real);
      case SLICE -> Utf8.compare(a, b);
    };
  }

  @Override
  public boolean eval(Frame frame) {
    // both sides, so that an error beside a NULL is an error on either side
    boolean hasLeft = left.eval(frame);
    boolean hasRight = right.eval(frame);
    if (!hasLeft || !hasRight) {
      return false;
    }
    lo = test.accepts(order(domain, left, right)) ? 1 : 0;
    return true;
  }

  @Override
  protected Code generate(Emitter e) {
    Code a = left.emit(e);
    Code b = right.emit(e);
    return Code.of(e.anyNull(a, b), e.declare("boolean", expression(a, b)));
  }

  /** A Java expression for the outcome; harmless when a side is NULL. */
  private String expression(Code a, Code b) {
    return switch (domain) {
      case BOOL -> boolExpression(a, b);
      case LONG -> a.first() + " " + test.symbol + " " + b.first();
      case REAL ->
          "Checked.compareReal(" + a.first() + ", " + b.first() + ") " + test.symbol + " 0";
      case WIDE ->
          "Wide.compare("
              + a.second()
              + ", "
              + a.first()
              + ", "
              + b.second()
              + ", "
              + b.first()
              + ") "
              + test.symbol
              + " 0";
      case SLICE -> {
        String sides = slice(a) + ", " + slice(b) + ")";
        yield switch (test) {
          case EQ -> "Utf8.equal(" + sides;
          case NE -> "!Utf8.equal(" + sides;
          case LT, LE, GT, GE -> "Bytes.compare(" + sides + " " + test.symbol + " 0";
        };
      }
    };
  }

  private String boolExpression(Code a, Code b) {
    return "Boolean.compare(" + a.first() + ", " + b.first() + ") " + test.symbol + " 0";
  }

  private static String slice(Code code) {
    return code.first() + ", " + code.second() + ", " + code.third();
  }
}
