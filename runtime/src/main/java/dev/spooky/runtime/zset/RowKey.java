// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.zset;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;

/**
 * The values of some fields of a row, as a key: hash and equality without copying them out.
 *
 * <p>Keys of rows of different layouts compare if their fields have equal kinds; NULL equals NULL
 * here (a join must skip NULL keys itself, see {@link #hasNull}).
 */
public final class RowKey {
  private static final long NULL_HASH = 0x9E3779B97F4A7C15L;

  private final RowLayout layout;
  private final int[] columns;
  private final FieldSlot[] slots;
  private final RowLayout keyLayout;
  private final boolean oneLong;
  private final boolean nullable;

  /** The key made of {@code columns} of rows of {@code layout}. */
  public RowKey(RowLayout layout, int... columns) {
    this.layout = layout;
    this.columns = columns.clone();
    this.slots = new FieldSlot[columns.length];
    boolean canBeNull = false;
    for (int i = 0; i < columns.length; i++) {
      slots[i] = layout.slot(columns[i]);
      canBeNull |= slots[i].isNullable();
    }
    this.nullable = canBeNull;
    this.keyLayout = layout.project(columns);
    this.oneLong = slots.length == 1 && slots[0].kind() == FieldKind.I64 && !canBeNull;
  }

  /** The key made of all fields. */
  public static RowKey all(RowLayout layout) {
    int[] columns = new int[layout.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = i;
    }
    return new RowKey(layout, columns);
  }

  /** Layout of the rows. */
  public RowLayout layout() {
    return layout;
  }

  /** Layout of a row that holds just the key's fields. */
  public RowLayout keyLayout() {
    return keyLayout;
  }

  /** The key of rows that hold just the key's fields. */
  public RowKey ofKeyRows() {
    return all(keyLayout);
  }

  /** Ordinals of the key's fields. */
  public int[] columns() {
    return columns.clone();
  }

  /** Number of fields. */
  public int size() {
    return slots.length;
  }

  /** Hash of the key of the row at {@code row}. */
  public long hash(RowHash hash, byte[] bytes, int row) {
    if (oneLong) {
      return hash.end(hash.mix(hash.start(), Bytes.getLong(bytes, row + slots[0].offset())));
    }
    long h = hash.start();
    for (FieldSlot slot : slots) {
      if (slot.isNull(bytes, row)) {
        h = hash.mix(h, NULL_HASH);
        continue;
      }
      switch (slot.kind()) {
        case BOOL, I8, I16, I32, I64 -> h = hash.mix(h, slot.getLong(bytes, row));
        case F32 -> h = hash.mix(h, Bytes.getInt(bytes, row + slot.offset()));
        case F64 -> h = hash.mix(h, Bytes.getLong(bytes, row + slot.offset()));
        case I128 -> h = hash.mix(hash.mix(h, slot.getLong(bytes, row)), slot.getHigh(bytes, row));
        case UTF8, BYTES ->
            h = hash.mixBytes(h, bytes, slot.start(bytes, row), slot.length(bytes, row));
      }
    }
    return hash.end(h);
  }

  /** Whether any field of the key is NULL. */
  public boolean hasNull(byte[] bytes, int row) {
    if (nullable) {
      for (FieldSlot slot : slots) {
        if (slot.isNull(bytes, row)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a row's key equals that of a row of another layout. */
  public boolean matches(byte[] bytes, int row, RowKey other, byte[] otherBytes, int otherRow) {
    if (oneLong && other.oneLong) {
      return Bytes.getLong(bytes, row + slots[0].offset())
          == Bytes.getLong(otherBytes, otherRow + other.slots[0].offset());
    }
    for (int i = 0; i < slots.length; i++) {
      if (!matches(slots[i], bytes, row, other.slots[i], otherBytes, otherRow)) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(
      FieldSlot a, byte[] aBytes, int aRow, FieldSlot b, byte[] bBytes, int bRow) {
    boolean aNull = a.isNull(aBytes, aRow);
    if (aNull || b.isNull(bBytes, bRow)) {
      return aNull && b.isNull(bBytes, bRow);
    }
    return switch (a.kind()) {
      case BOOL, I8, I16, I32, I64 -> a.getLong(aBytes, aRow) == b.getLong(bBytes, bRow);
      case F32 ->
          Bytes.getInt(aBytes, aRow + a.offset()) == Bytes.getInt(bBytes, bRow + b.offset());
      case F64 ->
          Bytes.getLong(aBytes, aRow + a.offset()) == Bytes.getLong(bBytes, bRow + b.offset());
      case I128 ->
          a.getLong(aBytes, aRow) == b.getLong(bBytes, bRow)
              && a.getHigh(aBytes, aRow) == b.getHigh(bBytes, bRow);
      case UTF8, BYTES ->
          Bytes.compare(
                  aBytes,
                  a.start(aBytes, aRow),
                  a.length(aBytes, aRow),
                  bBytes,
                  b.start(bBytes, bRow),
                  b.length(bBytes, bRow))
              == 0;
    };
  }

  /** Writes the key of a row as a row of {@link #keyLayout}. */
  public void copyTo(RowWriter key, byte[] bytes, int row) {
    key.begin();
    for (int i = 0; i < slots.length; i++) {
      key.copy(i, slots[i], bytes, row);
    }
    key.finish();
  }
}
