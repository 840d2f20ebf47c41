// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr;

import dev.spooky.planner.expr.eval.Eval;
import dev.spooky.planner.expr.eval.Frame;
import dev.spooky.planner.type.kernel.Utf8;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.operator.Transform;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import org.jspecify.annotations.Nullable;

/** Tier 0: a transform that walks trees of evaluators for every row. */
final class InterpretedTransform implements Transform {
  private final RowLayout input;
  private final RowLayout output;
  private final Eval[] projects;
  private final @Nullable Eval condition;
  private final Frame frame = new Frame();
  private final boolean canFail;

  InterpretedTransform(
      RowLayout input, RowLayout output, Eval[] projects, @Nullable Eval condition) {
    this.input = input;
    this.output = output;
    this.projects = projects;
    this.condition = condition;
    boolean fails = condition != null && condition.canFail();
    for (int i = 0; i < projects.length; i++) {
      fails |= projects[i].canFail();
      fails |= projects[i].isNullable() && !output.slot(i).isNullable();
    }
    this.canFail = fails;
  }

  @Override
  public RowLayout input() {
    return input;
  }

  @Override
  public RowLayout output() {
    return output;
  }

  @Override
  public boolean canFail() {
    return canFail;
  }

  @Override
  public void apply(Delta in, Delta out, Errors errors) {
    int count = in.count();
    frame.bytes = in.bytes();
    for (int i = 0; i < count; i++) {
      frame.row = in.offset(i);
      try {
        if (condition == null || condition.eval(frame) && condition.lo != 0) {
          project(out, in.weight(i));
        }
      } catch (ValueException e) {
        errors.add(
            e.kind(),
            e.line(),
            e.column(),
            e.reason(),
            in.bytes(),
            in.offset(i),
            in.length(i),
            in.weight(i));
      }
    }
  }

  private void project(Delta out, long weight) {
    int row = out.begin();
    for (int i = 0; i < projects.length; i++) {
      FieldSlot slot = output.slot(i);
      Eval value = projects[i];
      if (!value.eval(frame)) {
        if (!slot.isNullable()) {
          throw new ValueException(Errors.Kind.NULL_VALUE, "NULL in a NOT NULL column", 0);
        }
        out.bytes()[row + slot.nullOffset()] |= (byte) slot.nullMask();
      } else {
        store(out, row, slot, value);
      }
    }
    out.end(weight);
  }

  private static void store(Delta out, int row, FieldSlot slot, Eval value) {
    byte[] bytes = out.bytes();
    int at = row + slot.offset();
    switch (slot.kind()) {
      case BOOL, I8 -> bytes[at] = (byte) value.lo;
      case I16 -> Bytes.putShort(bytes, at, (short) value.lo);
      case I32 -> Bytes.putInt(bytes, at, (int) value.lo);
      case I64 -> Bytes.putLong(bytes, at, value.lo);
      case I128 -> {
        Bytes.putLong(bytes, at, value.lo);
        Bytes.putLong(bytes, at + 8, value.hi);
      }
      case F32 -> Bytes.putFloat(bytes, at, (float) value.real);
      case F64 -> Bytes.putDouble(bytes, at, value.real);
      case UTF8, BYTES -> {
        if (value.type().base() == ValueType.Base.CHAR) {
          Utf8.stripBlanks(value, value);
        }
        out.putTail(slot.offset(), value.bytes, value.start, value.length);
      }
    }
  }
}
