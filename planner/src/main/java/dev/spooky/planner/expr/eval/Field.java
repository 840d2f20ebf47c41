// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.expr.code.Code;
import dev.spooky.planner.expr.code.Emitter;
import dev.spooky.planner.type.kernel.Fields;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.FieldSlot;

/** A field of the input row. */
public final class Field extends Eval {
  private final FieldSlot slot;

  Field(ValueType type, FieldSlot slot) {
    super(type, slot.isNullable(), false);
    this.slot = slot;
  }

  /** Where the field lies. */
  public FieldSlot slot() {
    return slot;
  }

  @Override
  public boolean eval(Frame frame) {
    if (slot.isNull(frame.bytes, frame.row)) {
      return false;
    }
    Fields.load(slot, frame.bytes, frame.row, this);
    return true;
  }

  @Override
  protected Code generate(Emitter e) {
    String isNull =
        slot.isNullable()
            ? e.declare(
                "boolean", "(in[row + " + slot.nullOffset() + "] & " + slot.nullMask() + ") != 0")
            : "false";
    String at = "in, row + " + slot.offset();
    if (slot.kind() == FieldKind.I128) {
      return new Code(
          isNull,
          e.declare("long", "Bytes.getLong(" + at + ")"),
          e.declare("long", "Bytes.getLong(" + at + " + 8)"),
          "");
    } else if (slot.kind().isVariable()) {
      return new Code(
          isNull,
          "in",
          e.declare("int", "row + Bytes.getInt(" + at + ")"),
          e.declare("int", "Bytes.getInt(" + at + " + 4)"));
    }
    return Code.of(isNull, e.declare(javaType(), load(at)));
  }

  private String javaType() {
    return switch (type().domain()) {
      case BOOL -> "boolean";
      case LONG -> "long";
      case REAL -> "double";
      case WIDE, SLICE -> throw new AssertionError(type());
    };
  }

  private String load(String at) {
    return switch (slot.kind()) {
      case BOOL -> "in[row + " + slot.offset() + "] != 0";
      case I8 -> "in[row + " + slot.offset() + "]";
      case I16 -> "Bytes.getShort(" + at + ")";
      case I32 -> "Bytes.getInt(" + at + ")";
      case I64 -> "Bytes.getLong(" + at + ")";
      case F32 -> "Bytes.getFloat(" + at + ")";
      case F64 -> "Bytes.getDouble(" + at + ")";
      case I128, UTF8, BYTES -> throw new AssertionError(slot);
    };
  }
}
