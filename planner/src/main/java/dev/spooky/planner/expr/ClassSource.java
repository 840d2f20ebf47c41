// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr;

import dev.spooky.planner.expr.code.Code;
import dev.spooky.planner.expr.code.Emitter;
import dev.spooky.planner.expr.eval.Eval;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.records.row.FieldSlot;
import java.util.List;

/**
 * The Java source of a transform: one method that loops over the batch, one for the condition, and
 * as many for the projections as keep each of them small.
 */
final class ClassSource {
  /** Simple name of the class; it is hidden, so the name need not be unique. */
  static final String NAME = "GeneratedTransform";

  private static final String HEAD =
      """
      package dev.spooky.planner.expr;

      import dev.spooky.planner.expr.eval.Frame;
      import dev.spooky.planner.type.kernel.Checked;
      import dev.spooky.planner.type.kernel.Decimals;
      import dev.spooky.planner.type.kernel.Utf8;
      import dev.spooky.planner.type.kernel.ValueException;
      import dev.spooky.planner.type.kernel.Wide;
      import dev.spooky.records.row.Bytes;
      import dev.spooky.runtime.zset.Delta;
      import dev.spooky.runtime.zset.Errors;

      """;

  private final Plan plan;
  private final Emitter emitter = new Emitter();
  private final StringBuilder projectCalls = new StringBuilder();
  private int projectMethods;

  ClassSource(Plan plan) {
    this.plan = plan;
  }

  /** Objects for the class's constructor; complete once {@link #text} was called. */
  List<Object> constants() {
    return emitter.constants();
  }

  /** The source text. */
  String text() {
    Eval condition = plan.condition();
    if (condition != null) {
      emitCondition(condition);
    }
    if (!plan.isIdentity()) {
      emitProjects();
    }
    StringBuilder text = new StringBuilder(HEAD);
    text.append("final class ").append(NAME).append(" implements BatchKernel {\n");
    appendConstants(text);
    appendLoop(text);
    return text.append(emitter.members()).append("}\n").toString();
  }

  private void emitCondition(Eval condition) {
    Code code = condition.emit(emitter);
    String test = code.isNeverNull() ? code.first() : "!" + code.isNull() + " && " + code.first();
    emitter.member(
        "  private static boolean test(byte[] in, int row, Frame frame) {\n"
            + emitter.cut(0)
            + "    return "
            + test
            + ";\n  }\n");
  }

  private void emitProjects() {
    for (int i = 0; i < plan.projects().length; i++) {
      emitStore(i, plan.projects()[i].emit(emitter));
      if (emitter.isLong(0)) {
        endProjectMethod();
      }
    }
    if (emitter.position() > 0) {
      endProjectMethod();
    }
  }

  private void endProjectMethod() {
    String name = "project" + projectMethods++;
    projectCalls.append("        ").append(name).append("(in, row, frame, out, to);\n");
    emitter.member(
        "  private static void "
            + name
            + "(byte[] in, int row, Frame frame, Delta out, int to) {\n    byte[] dst = out.bytes();\n"
            + emitter.cut(0)
            + "  }\n");
  }

  private void emitStore(int field, Code value) {
    FieldSlot slot = plan.output().slot(field);
    if (value.isNeverNull()) {
      emitValue(field, slot, value);
    } else if (slot.isNullable()) {
      emitter.open("if (" + value.isNull() + ")");
      emitter.line("dst[to + " + slot.nullOffset() + "] |= (byte) " + slot.nullMask() + ";");
      emitter.next("else");
      emitValue(field, slot, value);
      emitter.close();
    } else {
      emitter.line("if (" + value.isNull() + ") throw GeneratedSupport.nullValue();");
      emitValue(field, slot, value);
    }
  }

  private void emitValue(int field, FieldSlot slot, Code value) {
    String at = "dst, to + " + slot.offset() + ", ";
    String first = value.first();
    switch (slot.kind()) {
      case BOOL ->
          emitter.line("dst[to + " + slot.offset() + "] = (byte) (" + first + " ? 1 : 0);");
      case I8 -> emitter.line("dst[to + " + slot.offset() + "] = (byte) " + first + ";");
      case I16 -> emitter.line("Bytes.putShort(" + at + "(short) " + first + ");");
      case I32 -> emitter.line("Bytes.putInt(" + at + "(int) " + first + ");");
      case I64 -> emitter.line("Bytes.putLong(" + at + first + ");");
      case I128 -> {
        emitter.line("Bytes.putLong(" + at + first + ");");
        emitter.line(
            "Bytes.putLong(dst, to + " + (slot.offset() + 8) + ", " + value.second() + ");");
      }
      case F32 -> emitter.line("Bytes.putFloat(" + at + "(float) " + first + ");");
      case F64 -> emitter.line("Bytes.putDouble(" + at + first + ");");
      case UTF8, BYTES -> emitTail(field, slot, value);
    }
  }

  private void emitTail(int field, FieldSlot slot, Code value) {
    String slice = value.first() + ", " + value.second() + ", ";
    boolean strips = plan.projects()[field].type().base() == ValueType.Base.CHAR;
    String length = strips ? "Utf8.strippedLength(" + slice + value.third() + ")" : value.third();
    emitter.line("out.putTail(" + slot.offset() + ", " + slice + length + ");");
    // the tail may have moved the buffer
    emitter.line("dst = out.bytes();");
  }

  private void appendConstants(StringBuilder text) {
    List<String> types = emitter.constantTypes();
    for (int i = 0; i < types.size(); i++) {
      text.append("  private static final ").append(types.get(i)).append(" k").append(i);
      text.append(" = (").append(types.get(i)).append(") GeneratedSupport.constant(");
      text.append("java.lang.invoke.MethodHandles.lookup(), ").append(i).append(");\n");
    }
  }

  /**
   * The loop is static: Janino's stack maps name the type of {@code this} by a constant that the
   * JVM does not take for the hidden class itself.
   */
  private void appendLoop(StringBuilder text) {
    String parameters = "Delta delta, int from, int end, Delta out, Errors errors, Frame frame";
    text.append("  public void apply(").append(parameters).append(") {\n");
    text.append("    loop(delta, from, end, out, errors, frame);\n  }\n");
    text.append("  private static void loop(").append(parameters).append(") {\n");
    text.append("    byte[] in = delta.bytes();\n");
    if (emitter.usesFrame()) {
      text.append("    frame.bytes = in;\n");
    }
    text.append("    for (int i = from; i < end; i++) {\n      int row = delta.offset(i);\n");
    if (emitter.usesFrame()) {
      text.append("      frame.row = row;\n");
    }
    boolean canFail = plan.canFail();
    text.append(canFail ? "      try {\n" : "");
    text.append(plan.condition() == null ? "      {\n" : "      if (test(in, row, frame)) {\n");
    if (plan.isIdentity()) {
      text.append("        out.add(in, row, delta.length(i), delta.weight(i));\n");
    } else {
      text.append("        int to = out.begin();\n").append(projectCalls);
      text.append("        out.end(delta.weight(i));\n");
    }
    text.append("      }\n");
    if (canFail) {
      text.append("      } catch (ValueException e) {\n");
      text.append("        GeneratedSupport.fail(errors, e, delta, i);\n      }\n");
    }
    text.append("    }\n  }\n");
  }
}
