// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr;

import dev.spooky.planner.expr.eval.Eval;
import dev.spooky.planner.expr.eval.Frame;
import dev.spooky.planner.type.kernel.Utf8;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import org.jspecify.annotations.Nullable;

/** Tier 0: walks trees of evaluators for every row. */
final class Interpreter implements BatchKernel {
  private final Plan plan;
  private final Eval[] projects;
  private final @Nullable Eval condition;
  private final boolean identity;

  Interpreter(Plan plan) {
    this.plan = plan;
    this.projects = plan.projects();
    this.condition = plan.condition();
    this.identity = plan.isIdentity();
  }

  @Override
  public void apply(Delta in, int from, int to, Delta out, Errors errors, Frame frame) {
    frame.bytes = in.bytes();
    for (int i = from; i < to; i++) {
      frame.row = in.offset(i);
      try {
        if (condition == null || condition.eval(frame) && condition.lo != 0) {
          if (identity) {
            out.addFrom(in, i, 1);
          } else {
            project(out, in.weight(i), frame);
          }
        }
      } catch (ValueException e) {
        GeneratedSupport.fail(errors, e, in, i);
      }
    }
  }

  private void project(Delta out, long weight, Frame frame) {
    int row = out.begin();
    for (int i = 0; i < projects.length; i++) {
      FieldSlot slot = plan.output().slot(i);
      Eval value = projects[i];
      if (!value.eval(frame)) {
        if (!slot.isNullable()) {
          throw GeneratedSupport.nullValue();
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
