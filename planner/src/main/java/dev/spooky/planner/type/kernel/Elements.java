// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import dev.spooky.records.row.ArrayReader;
import dev.spooky.records.row.ArrayWriter;

/** Elements of arrays to and from registers. */
public final class Elements {
  private Elements() {}

  /** A reader of arrays of a type. */
  public static ArrayReader reader(ValueType array) {
    return new ArrayReader(array.elementType().kind());
  }

  /** A writer of arrays of a type. */
  public static ArrayWriter writer(ValueType array) {
    return new ArrayWriter(array.elementType().kind());
  }

  /** Stands before the first element of the array in a register. */
  public static void open(ArrayReader reader, Register array) {
    reader.reset(array.bytes, array.start, array.length);
  }

  /** Takes the element at which a reader stands, which is not NULL; a string is shared. */
  public static void load(ArrayReader reader, ValueType element, Register out) {
    switch (element.domain()) {
      case BOOL, LONG -> out.lo = reader.getLong();
      case WIDE -> {
        out.lo = reader.getLong();
        out.hi = reader.getHigh();
      }
      case REAL -> out.real = reader.getDouble();
      case SLICE -> {
        reader.findValue();
        out.setSlice(reader.value(), reader.valueStart(), reader.valueLength());
      }
    }
  }

  /** Appends a value that is not NULL. */
  public static void add(ArrayWriter writer, ValueType element, Register in) {
    switch (element.domain()) {
      case BOOL, LONG -> writer.addLong(in.lo);
      case WIDE -> writer.addWide(in.hi, in.lo);
      case REAL -> writer.addDouble(in.real);
      case SLICE -> {
        int length = in.length;
        if (element.base() == ValueType.Base.CHAR) {
          while (length > 0 && in.bytes[in.start + length - 1] == ' ') {
            length--;
          }
        }
        writer.addBytes(in.bytes, in.start, length);
      }
    }
  }

  /** Points a register at a copy of the array that was written. */
  public static void close(ArrayWriter writer, Register out) {
    out.reserve(writer.length());
    out.append(writer.bytes(), 0, writer.length());
  }
}
