// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.zset;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;

/**
 * Copies fields of rows into rows of another layout: output field {@code i} is input field {@code
 * columns[i]}. A nullable field may go into a NOT NULL one only where it is never NULL.
 */
public final class RowProjection {
  private final FieldSlot[] from;
  private final FieldSlot[] to;

  /**
   * Copies {@code columns} of {@code input} into the fields of {@code output} from {@code first}
   * on.
   */
  public RowProjection(RowLayout input, int[] columns, RowLayout output, int first) {
    this.from = new FieldSlot[columns.length];
    this.to = new FieldSlot[columns.length];
    for (int i = 0; i < columns.length; i++) {
      from[i] = input.slot(columns[i]);
      to[i] = output.slot(first + i);
      if (from[i].kind() != to[i].kind()) {
        throw new IllegalArgumentException("kinds differ: " + from[i] + " to " + to[i]);
      }
    }
  }

  /** Copies into the row begun last in {@code out}. */
  public void copy(byte[] source, int row, Delta out, int begun) {
    for (int i = 0; i < from.length; i++) {
      copy(from[i], source, row, to[i], out, begun);
    }
  }

  /** Copies one field into a field of the same kind of the row begun last in {@code out}. */
  public static void copy(
      FieldSlot in, byte[] source, int row, FieldSlot slot, Delta out, int begun) {
    if (in.isNull(source, row)) {
      assert slot.isNullable() : "NULL from " + in + " into " + slot;
      out.bytes()[begun + slot.nullOffset()] |= (byte) slot.nullMask();
    } else if (in.kind().isVariable()) {
      out.putTail(slot.offset(), source, in.start(source, row), in.length(source, row));
    } else {
      copyFixed(in, source, row, slot, out.bytes(), begun);
    }
  }

  private static void copyFixed(
      FieldSlot in, byte[] source, int row, FieldSlot slot, byte[] target, int at) {
    int read = row + in.offset();
    int write = at + slot.offset();
    switch (in.kind().width()) {
      case 1 -> target[write] = source[read];
      case 2 -> Bytes.putShort(target, write, Bytes.getShort(source, read));
      case 4 -> Bytes.putInt(target, write, Bytes.getInt(source, read));
      case 8 -> Bytes.putLong(target, write, Bytes.getLong(source, read));
      default -> {
        Bytes.putLong(target, write, Bytes.getLong(source, read));
        Bytes.putLong(target, write + 8, Bytes.getLong(source, read + 8));
      }
    }
  }
}
