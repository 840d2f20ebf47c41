// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.expr.code.Code;
import dev.spooky.planner.expr.code.Emitter;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.ValueType;

/**
 * One node of an expression. {@link #eval} leaves the value in the node's own registers; a tree is
 * therefore used by one thread at a time.
 *
 * <p>What is known before any row: the type, whether NULL can come out, whether it can fail, and
 * for whole numbers the bounds of the value, from which checks that cannot fire are left out.
 */
public abstract class Eval extends Register {
  private final ValueType type;
  private final boolean nullable;
  private final boolean canFail;
  private final long min;
  private final long max;

  /** A node whose values may be anything of its type. */
  protected Eval(ValueType type, boolean nullable, boolean canFail) {
    this(type, nullable, canFail, type.min(), type.max());
  }

  /** A node whose values lie between bounds. */
  protected Eval(ValueType type, boolean nullable, boolean canFail, long min, long max) {
    this.type = type;
    this.nullable = nullable;
    this.canFail = canFail;
    this.min = min;
    this.max = max;
  }

  /** The type of the values. */
  public final ValueType type() {
    return type;
  }

  /** Whether the value can be NULL. */
  public final boolean isNullable() {
    return nullable;
  }

  /** Whether {@link #eval} can throw for some row. */
  public final boolean canFail() {
    return canFail;
  }

  /** No value of domain LONG is less. */
  public final long min() {
    return min;
  }

  /** No value of domain LONG is greater. */
  public final long max() {
    return max;
  }

  /** Computes on the frame's row; returns whether there is a value (false is NULL). */
  public abstract boolean eval(Frame frame);

  /** Appends statements that compute the value; long ones go to a method of their own. */
  public final Code emit(Emitter e) {
    int position = e.position();
    Code code = generate(e);
    return e.isLong(position) ? e.outline(position, code, javaType()) : code;
  }

  private String javaType() {
    return switch (type.domain()) {
      case BOOL -> "boolean";
      case LONG, WIDE -> "long";
      case REAL -> "double";
      case SLICE -> "byte[]";
    };
  }

  /** Appends statements that compute the value. Unless overridden they call {@link #eval}. */
  protected Code generate(Emitter e) {
    return emitCall(e);
  }

  /** Appends statements that call {@link #eval}. */
  final Code emitCall(Emitter e) {
    e.useFrame();
    String self = e.constant(this, Eval.class.getName());
    String isNull = e.declare("boolean", "!" + self + ".eval(frame)");
    if (!nullable) {
      isNull = "false";
    }
    return switch (type.domain()) {
      case BOOL ->
          Code.of(isNull, e.declare("boolean", zeroWhen(isNull, self + ".lo != 0", "false")));
      case LONG -> Code.of(isNull, e.declare("long", zeroWhen(isNull, self + ".lo", "0L")));
      case REAL -> Code.of(isNull, e.declare("double", zeroWhen(isNull, self + ".real", "0.0")));
      case WIDE ->
          new Code(
              isNull,
              e.declare("long", zeroWhen(isNull, self + ".lo", "0L")),
              e.declare("long", zeroWhen(isNull, self + ".hi", "0L")),
              "");
      case SLICE ->
          new Code(
              isNull,
              e.declare("byte[]", self + ".bytes"),
              e.declare("int", self + ".start"),
              e.declare("int", zeroWhen(isNull, self + ".length", "0")));
    };
  }

  private static String zeroWhen(String isNull, String value, String zero) {
    return isNull.equals("false") ? value : isNull + " ? " + zero + " : " + value;
  }

  /** Whether any of the nodes can give NULL. */
  static boolean anyNullable(Eval... nodes) {
    for (Eval node : nodes) {
      if (node.nullable) {
        return true;
      }
    }
    return false;
  }

  /** Whether any of the nodes can fail. */
  static boolean anyCanFail(Eval... nodes) {
    for (Eval node : nodes) {
      if (node.canFail) {
        return true;
      }
    }
    return false;
  }
}
