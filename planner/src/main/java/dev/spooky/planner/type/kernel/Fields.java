// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowWriter;

/** Moves values between fields of packed rows and registers. */
public final class Fields {
  private Fields() {}

  /** Reads a field that is not NULL; a string is shared with the row. */
  public static void load(FieldSlot slot, byte[] bytes, int row, Register out) {
    switch (slot.kind()) {
      case BOOL, I8, I16, I32, I64 -> out.lo = slot.getLong(bytes, row);
      case I128 -> {
        out.lo = slot.getLong(bytes, row);
        out.hi = slot.getHigh(bytes, row);
      }
      case F32, F64 -> out.real = slot.getDouble(bytes, row);
      case UTF8, BYTES -> out.setSlice(bytes, slot.start(bytes, row), slot.length(bytes, row));
    }
  }

  /** Writes a value into a field of the row begun last. */
  public static void store(RowWriter writer, int field, Register value) {
    switch (writer.layout().slot(field).kind()) {
      case BOOL -> writer.setBool(field, value.lo != 0);
      case I8, I16, I32, I64 -> writer.setLong(field, value.lo);
      case I128 -> writer.setWide(field, value.hi, value.lo);
      case F32, F64 -> writer.setDouble(field, value.real);
      case UTF8, BYTES -> writer.setBytes(field, value.bytes, value.start, value.length);
    }
  }
}
