// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.code;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects the statements of one generated class.
 *
 * <p>Names that statements may use: {@code in} (bytes of the input row), {@code row} (its offset)
 * and {@code frame} (for interpreted parts).
 */
public final class Emitter {
  private final StringBuilder body = new StringBuilder();
  private final List<Object> constants;
  private final List<String> constantTypes;
  private int locals;
  private int depth = 2;
  private boolean usesFrame;

  /** An emitter whose constants are added to the given lists. */
  public Emitter(List<Object> constants, List<String> constantTypes) {
    this.constants = constants;
    this.constantTypes = constantTypes;
  }

  /** An emitter with constants of its own. */
  public Emitter() {
    this(new ArrayList<>(), new ArrayList<>());
  }

  /** A new name for a local. */
  public String local() {
    return "v" + locals++;
  }

  /** The name of a final field that holds an object. */
  public String constant(Object value, String typeName) {
    constants.add(value);
    constantTypes.add(typeName);
    return "k" + (constants.size() - 1);
  }

  /** Notes that the statements read {@code frame}. */
  public void useFrame() {
    usesFrame = true;
  }

  /** Whether some statement reads {@code frame}. */
  public boolean usesFrame() {
    return usesFrame;
  }

  /** Appends a statement. */
  public void line(String statement) {
    body.append("  ".repeat(depth)).append(statement).append('\n');
  }

  /** Appends a statement that opens a block. */
  public void open(String head) {
    line(head + " {");
    depth++;
  }

  /** Closes a block. */
  public void close() {
    depth--;
    line("}");
  }

  /** Closes a block and opens the next of the same statement. */
  public void next(String head) {
    depth--;
    line("} " + head + " {");
    depth++;
  }

  /** Declares a local with a value; returns its name. */
  public String declare(String type, String value) {
    String name = local();
    line(type + " " + name + " = " + value + ";");
    return name;
  }

  /** An expression that is true when any of the values is NULL. */
  public String anyNull(Code... values) {
    StringBuilder text = new StringBuilder();
    for (Code value : values) {
      if (!value.isNeverNull()) {
        text.append(text.isEmpty() ? "" : " | ").append(value.isNull());
      }
    }
    if (text.isEmpty()) {
      return "false";
    }
    return text.indexOf("|") < 0 ? text.toString() : declare("boolean", text.toString());
  }

  /**
   * Declares a local whose value is computed only when {@code isNull} is false; for expressions
   * that fail or cost much.
   */
  public Code guarded(String isNull, String type, String expression) {
    if (isNull.equals("false")) {
      return Code.of(isNull, declare(type, expression));
    }
    String zero = type.equals("boolean") ? "false" : "0";
    return Code.of(isNull, declare(type, isNull + " ? " + zero + " : " + expression));
  }

  /** The statements so far. */
  public String text() {
    return body.toString();
  }
}
