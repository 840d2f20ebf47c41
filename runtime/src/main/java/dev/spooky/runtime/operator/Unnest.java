// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.records.row.ArrayReader;
import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowProjection;
import java.util.ArrayList;
import java.util.List;

/**
 * A row for each element of a row's arrays: some of the row's columns, the elements at one place of
 * each array, and the place. The longest array says how many; NULL stands for what shorter ones
 * lack. Linear, no state. Cost: O(elements of the changed rows).
 */
public final class Unnest implements LinearOperator {
  /** An array's column and how its elements are stored. */
  public record Source(int column, FieldKind element) {}

  private final RowLayout output;
  private final RowProjection copy;
  private final FieldSlot[] arrays;
  private final ArrayReader[] readers;
  private final boolean[] present;
  private final int first;
  private final boolean numbered;
  private final boolean outer;

  /**
   * Unnests arrays of rows of {@code input}.
   *
   * @param kept columns of the input that are given on
   * @param numbered whether the last column is the element's place, from 1
   * @param outer whether a row without elements gives one row with NULLs instead of none
   */
  public Unnest(
      RowLayout input, int[] kept, List<Source> sources, boolean numbered, boolean outer) {
    List<RowLayout.Field> fields = new ArrayList<>();
    for (int column : kept) {
      fields.add(input.fields().get(column));
    }
    this.arrays = new FieldSlot[sources.size()];
    this.readers = new ArrayReader[arrays.length];
    this.present = new boolean[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = input.slot(sources.get(i).column());
      readers[i] = new ArrayReader(sources.get(i).element());
      fields.add(new RowLayout.Field(sources.get(i).element(), true));
    }
    if (numbered) {
      fields.add(new RowLayout.Field(FieldKind.I32, outer));
    }
    this.output = RowLayout.of(fields);
    this.copy = new RowProjection(input, kept, output, 0);
    this.first = kept.length;
    this.numbered = numbered;
    this.outer = outer;
  }

  @Override
  public RowLayout output() {
    return output;
  }

  @Override
  public void step(int input, Delta delta, Delta out, Errors errors) {
    for (int i = 0; i < delta.count(); i++) {
      byte[] bytes = delta.bytes();
      int row = delta.offset(i);
      open(bytes, row);
      int place = 0;
      while (advance()) {
        place++;
        write(bytes, row, place, delta.weight(i), out);
      }
      if (place == 0 && outer) {
        write(bytes, row, 0, delta.weight(i), out);
      }
    }
  }

  private void open(byte[] bytes, int row) {
    for (int i = 0; i < arrays.length; i++) {
      boolean isNull = arrays[i].isNull(bytes, row);
      readers[i].reset(
          bytes,
          isNull ? 0 : arrays[i].start(bytes, row),
          isNull ? 0 : arrays[i].length(bytes, row));
    }
  }

  /** Goes to the next place; false if no array has one. */
  private boolean advance() {
    boolean any = false;
    for (int i = 0; i < readers.length; i++) {
      present[i] = readers[i].next();
      any |= present[i];
      present[i] &= present[i] && !readers[i].isNull();
    }
    return any;
  }

  /** Writes a row; place 0 has no elements. */
  private void write(byte[] bytes, int row, int place, long weight, Delta out) {
    int begun = out.begin();
    copy.copy(bytes, row, out, begun);
    for (int i = 0; i < readers.length; i++) {
      FieldSlot slot = output.slot(first + i);
      if (!present[i]) {
        setNull(slot, out, begun);
      } else if (slot.kind().isVariable()) {
        readers[i].findValue();
        out.putTail(
            slot.offset(), readers[i].value(), readers[i].valueStart(), readers[i].valueLength());
      } else {
        readers[i].putFixed(out.bytes(), begun + slot.offset());
      }
    }
    if (numbered) {
      FieldSlot slot = output.slot(first + readers.length);
      if (place == 0) {
        setNull(slot, out, begun);
      } else {
        Bytes.putInt(out.bytes(), begun + slot.offset(), place);
      }
    }
    out.end(weight);
  }

  private static void setNull(FieldSlot slot, Delta out, int begun) {
    out.bytes()[begun + slot.nullOffset()] |= (byte) slot.nullMask();
  }
}
