// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.bytes.LittleEndian;

/** Writes to the index of a record that begins at the start of its array. */
final class IndexEntries {
  private IndexEntries() {}

  /** Fills an entry. */
  static void put(byte[] bytes, int position, long hash, int offset, int length, int tag) {
    LittleEndian.putLong(bytes, RecordFormat.entry(position), hash);
    putPlace(bytes, position, offset, length, tag);
  }

  /** Fills an entry that has its hash already. */
  static void putPlace(byte[] bytes, int position, int offset, int length, int tag) {
    int entry = RecordFormat.entry(position);
    LittleEndian.putInt(bytes, entry + RecordFormat.ENTRY_OFFSET, offset);
    LittleEndian.putInt(bytes, entry + RecordFormat.ENTRY_LENGTH, length);
    LittleEndian.putInt(bytes, entry + RecordFormat.ENTRY_TAG, tag);
  }

  /** Moves the data offsets of the entries in [from, to). */
  static void shiftOffsets(byte[] bytes, int from, int to, int delta) {
    for (int i = from; i < to; i++) {
      int at = RecordFormat.entry(i) + RecordFormat.ENTRY_OFFSET;
      LittleEndian.putInt(bytes, at, LittleEndian.getInt(bytes, at) + delta);
    }
  }
}
