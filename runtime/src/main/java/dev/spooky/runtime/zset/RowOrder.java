// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.zset;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import java.util.List;

/**
 * A total order of rows: by some columns, then by the canonical row bytes, so that ties never
 * depend on history. Strings compare as unsigned UTF-8, NaN is greatest.
 */
public final class RowOrder {
  /** One column to order by. */
  public record Term(int column, boolean descending, boolean nullsFirst) {}

  private final RowLayout layout;
  private final Term[] terms;
  private final FieldSlot[] slots;

  /** The order of rows of {@code layout} by {@code terms}. */
  public RowOrder(RowLayout layout, List<Term> terms) {
    this.layout = layout;
    this.terms = terms.toArray(new Term[0]);
    this.slots = new FieldSlot[this.terms.length];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = layout.slot(this.terms[i].column());
    }
  }

  /** Layout of the rows. */
  public RowLayout layout() {
    return layout;
  }

  /** The columns to order by. */
  public List<Term> terms() {
    return List.of(terms);
  }

  /**
   * A number that, compared unsigned, never contradicts the order: smaller prefix, smaller row.
   * Equal prefixes say nothing.
   */
  public long prefix(byte[] bytes, int row) {
    if (slots.length == 0) {
      return 0;
    }
    FieldSlot slot = slots[0];
    if (slot.isNull(bytes, row)) {
      return terms[0].nullsFirst() ? 0 : -1;
    }
    long prefix = ascendingPrefix(slot, bytes, row);
    return terms[0].descending() ? ~prefix : prefix;
  }

  private static long ascendingPrefix(FieldSlot slot, byte[] bytes, int row) {
    return switch (slot.kind()) {
      case BOOL, I8, I16, I32, I64 -> slot.getLong(bytes, row) ^ Long.MIN_VALUE;
      case I128 -> slot.getHigh(bytes, row) ^ Long.MIN_VALUE;
      case F32, F64 -> encode(slot.getDouble(bytes, row));
      case UTF8, BYTES -> Bytes.prefix(bytes, slot.start(bytes, row), slot.length(bytes, row));
    };
  }

  /** A double as a number that orders unsigned as SQL orders doubles. */
  public static long encode(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits ^ ((bits >> 63) | Long.MIN_VALUE);
  }

  /** Inverse of {@link #encode}. */
  public static double decode(long encoded) {
    return Double.longBitsToDouble(encoded ^ ((~encoded >> 63) | Long.MIN_VALUE));
  }

  /** Compares by the terms, then by all bytes: 0 only for equal rows. */
  public int compare(byte[] a, int aRow, byte[] b, int bRow) {
    int byTerms = compareTerms(a, aRow, b, bRow);
    return byTerms != 0
        ? byTerms
        : Bytes.compare(a, aRow, layout.rowLength(a, aRow), b, bRow, layout.rowLength(b, bRow));
  }

  /** Compares by the terms alone: 0 for peers. */
  public int compareTerms(byte[] a, int aRow, byte[] b, int bRow) {
    for (int i = 0; i < slots.length; i++) {
      FieldSlot slot = slots[i];
      boolean aNull = slot.isNull(a, aRow);
      boolean bNull = slot.isNull(b, bRow);
      if (aNull || bNull) {
        if (aNull != bNull) {
          return aNull == terms[i].nullsFirst() ? -1 : 1;
        }
        continue;
      }
      int order = compareValues(slot, a, aRow, slot, b, bRow);
      if (order != 0) {
        return terms[i].descending() ? -order : order;
      }
    }
    return 0;
  }

  /** Compares the values of two fields of one kind, neither NULL. */
  public static int compareValues(
      FieldSlot first, byte[] a, int aRow, FieldSlot second, byte[] b, int bRow) {
    FieldKind kind = first.kind();
    return switch (kind) {
      case BOOL, I8, I16, I32, I64 -> Long.compare(first.getLong(a, aRow), second.getLong(b, bRow));
      case F32, F64 -> Double.compare(first.getDouble(a, aRow), second.getDouble(b, bRow));
      case I128 -> {
        int high = Long.compare(first.getHigh(a, aRow), second.getHigh(b, bRow));
        yield high != 0
            ? high
            : Long.compareUnsigned(first.getLong(a, aRow), second.getLong(b, bRow));
      }
      case UTF8, BYTES ->
          Bytes.compare(
              a,
              first.start(a, aRow),
              first.length(a, aRow),
              b,
              second.start(b, bRow),
              second.length(b, bRow));
    };
  }
}
