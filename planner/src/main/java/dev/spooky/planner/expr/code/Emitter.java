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
  /**
   * Longest text of one method: about 2,000 bytecodes. HotSpot never compiles methods beyond 8,000.
   */
  private static final int MAX_METHOD_TEXT = 6000;

  private final StringBuilder body = new StringBuilder();
  private final StringBuilder members = new StringBuilder();
  private final List<Object> constants = new ArrayList<>();
  private final List<String> constantTypes = new ArrayList<>();
  private int locals;
  private boolean usesFrame;

  /** An emitter without statements. */
  public Emitter() {}

  /** Objects that the class needs, in the order of their fields. */
  public List<Object> constants() {
    return constants;
  }

  /** Java types of the constants. */
  public List<String> constantTypes() {
    return constantTypes;
  }

  /** Methods and fields that statements were moved to. */
  public String members() {
    return members.toString();
  }

  /** How much text there is so far. */
  public int position() {
    return body.length();
  }

  /** Whether the text since a position is too long to stay in one method with what follows. */
  public boolean isLong(int position) {
    return body.length() - position > MAX_METHOD_TEXT;
  }

  /** Takes away the statements since a position. */
  public String cut(int position) {
    String text = body.substring(position);
    body.setLength(position);
    return text;
  }

  /** Adds a method or field to the class. */
  public void member(String text) {
    members.append(text);
  }

  /**
   * Moves the statements since a position, which compute a value and nothing else, into a method of
   * their own. The value passes through fields.
   */
  public Code outline(int position, Code value, String firstType) {
    String text = cut(position);
    String name = "m" + local();
    StringBuilder method = new StringBuilder();
    method.append("  private static ").append(firstType).append(' ').append(name).append("a;\n");
    String secondType = firstType.equals("long") ? "long" : "int";
    if (!value.second().isEmpty()) {
      method.append("  private static ").append(secondType).append(' ').append(name).append("b;\n");
    }
    if (!value.third().isEmpty()) {
      method.append("  private static int ").append(name).append("c;\n");
    }
    method.append("  private static boolean ").append(name);
    method.append("(byte[] in, int row, Frame frame) {\n").append(text);
    method.append("    ").append(name).append("a = ").append(value.first()).append(";\n");
    if (!value.second().isEmpty()) {
      method.append("    ").append(name).append("b = ").append(value.second()).append(";\n");
    }
    if (!value.third().isEmpty()) {
      method.append("    ").append(name).append("c = ").append(value.third()).append(";\n");
    }
    method.append("    return ").append(value.isNull()).append(";\n  }\n");
    member(method.toString());
    String isNull = declare("boolean", name + "(in, row, frame)");
    return new Code(
        value.isNeverNull() ? "false" : isNull,
        declare(firstType, name + "a"),
        value.second().isEmpty() ? "" : declare(secondType, name + "b"),
        value.third().isEmpty() ? "" : declare("int", name + "c"));
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
    body.append("    ").append(statement).append('\n');
  }

  /** Appends a statement that opens a block. */
  public void open(String head) {
    line(head + " {");
  }

  /** Closes a block. */
  public void close() {
    line("}");
  }

  /** Closes a block and opens the next of the same statement. */
  public void next(String head) {
    line("} " + head + " {");
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
