// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where each field of a packed row lies. Immutable; equal layouts have equal fields.
 *
 * <pre>
 *   0                                             fixedBytes
 *   +--------+--------+------+------+-----+-------+--------------------------+
 *   | 16 B   | 8 B    | 4 B  | 2 B  | 1 B | null  | tail: variable values in |
 *   | fields | fields |      |      |     | bits  | field order, then zeros  |
 *   +--------+--------+------+------+-----+-------+--------------------------+
 *                                           pad to 8                pad to 8
 * </pre>
 *
 * A variable-length field has, among the 8-byte fields, an int offset (from the row's start) and an
 * int length in bytes. NULL fields are all zero bytes, variable ones (0, 0). Padding is zero. A
 * row's length is a multiple of 8 and can be derived from the row.
 */
public final class RowLayout {
  /** A field of a layout: how it is stored and whether it can be NULL. */
  public record Field(FieldKind kind, boolean nullable) {}

  private static final int[] WIDTHS = {16, 8, 4, 2, 1};

  private final List<Field> fields;
  private final FieldSlot[] slots;
  private final int[] variable;
  private final int fixedBytes;

  private RowLayout(List<Field> fields) {
    this.fields = List.copyOf(fields);
    this.slots = new FieldSlot[fields.size()];
    int[] offsets = new int[fields.size()];
    int end = placeFields(offsets);
    int bit = 0;
    for (int i = 0; i < slots.length; i++) {
      Field field = fields.get(i);
      if (field.nullable()) {
        slots[i] = new FieldSlot(i, field.kind(), offsets[i], end + (bit >> 3), 1 << (bit & 7));
        bit++;
      } else {
        slots[i] = new FieldSlot(i, field.kind(), offsets[i], -1, 0);
      }
    }
    this.fixedBytes = align(end + ((bit + 7) >> 3));
    this.variable = variableFields();
  }

  private int placeFields(int[] offsets) {
    int end = 0;
    for (int width : WIDTHS) {
      for (int i = 0; i < offsets.length; i++) {
        if (fields.get(i).kind().width() == width) {
          offsets[i] = end;
          end += width;
        }
      }
    }
    return end;
  }

  private int[] variableFields() {
    int[] found = new int[slots.length];
    int count = 0;
    for (FieldSlot slot : slots) {
      if (slot.kind().isVariable()) {
        found[count++] = slot.index();
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** The layout of rows with these fields, in this order. */
  public static RowLayout of(List<Field> fields) {
    return new RowLayout(fields);
  }

  /** The layout of rows with NOT NULL fields of these kinds. */
  public static RowLayout of(FieldKind... kinds) {
    List<Field> fields = new ArrayList<>();
    for (FieldKind kind : kinds) {
      fields.add(new Field(kind, false));
    }
    return new RowLayout(fields);
  }

  /** The layout of the given fields of this one, in the given order. */
  public RowLayout project(int... columns) {
    List<Field> chosen = new ArrayList<>(columns.length);
    for (int column : columns) {
      chosen.add(fields.get(column));
    }
    return new RowLayout(chosen);
  }

  /** The fields in order. */
  public List<Field> fields() {
    return fields;
  }

  /** Number of fields. */
  public int size() {
    return slots.length;
  }

  /** The slot of field {@code index}. */
  public FieldSlot slot(int index) {
    return slots[index];
  }

  /** Bytes of the fixed part: the whole row when {@link #isFixed}. A multiple of 8. */
  public int fixedBytes() {
    return fixedBytes;
  }

  /** Whether all rows have the same length. */
  public boolean isFixed() {
    return variable.length == 0;
  }

  /** Ordinals of the variable-length fields, ascending. */
  int[] variableFieldIndexes() {
    return variable;
  }

  /** Length in bytes of the row at {@code row}: O(variable fields). */
  public int rowLength(byte[] bytes, int row) {
    for (int i = variable.length - 1; i >= 0; i--) {
      FieldSlot slot = slots[variable[i]];
      int start = Bytes.getInt(bytes, row + slot.offset());
      if (start != 0) {
        return align(start + slot.length(bytes, row));
      }
    }
    return fixedBytes;
  }

  /** The next multiple of 8. */
  public static int align(int length) {
    return (length + 7) & ~7;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowLayout that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return "RowLayout" + fields;
  }
}
