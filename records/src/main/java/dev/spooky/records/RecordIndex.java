// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.bytes.Utf8;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.FieldPath;
import dev.spooky.records.value.SpookyNull;
import dev.spooky.records.value.SpookyString;
import dev.spooky.records.value.SpookyValue;
import org.jspecify.annotations.Nullable;

/**
 * The index of a record and reads by position in it.
 *
 * <p>Precondition of all reads here: the position is below {@link #fieldCount}. Entries are not
 * believed: each read of data checks that it lies within the record.
 */
abstract class RecordIndex {
  RecordIndex() {}

  /** The number of fields. */
  public abstract int fieldCount();

  /** The number of bytes. */
  public abstract int byteLength();

  /** Changes whenever slots go stale; 0 for ever on a record that cannot change. */
  public abstract int generation();

  abstract long longAt(int offset);

  abstract int intAt(int offset);

  abstract byte byteAt(int offset);

  /** Shows a range of the bytes through the window. */
  abstract void show(int offset, int length, Utf8View window);

  /** The string of a range, null if it is not UTF-8. */
  abstract @Nullable String text(int offset, int length);

  abstract boolean isUtf8(int offset, int length);

  abstract SpookyValue nested(int offset, int length);

  abstract @Nullable SpookyValue nestedPath(int offset, int length, FieldPath path);

  abstract byte[] copy(int offset, int length);

  /** The position of a field in the index, -1 if there is none. */
  public final int indexOf(FieldName name) {
    return indexOf(name.hash());
  }

  /**
   * The position of the field with this name hash, -1 if there is none.
   *
   * <p>Looks first where the last search for this hash, in whatever record, found it.
   */
  public final int indexOf(long nameHash) {
    int hint = PositionHints.get(nameHash);
    return hint < fieldCount() && nameHash(hint) == nameHash ? hint : search(nameHash);
  }

  private int search(long nameHash) {
    int count = fieldCount();
    int found = count <= RecordFormat.LINEAR_SEARCH_FIELDS ? 0 : lowerBound(nameHash);
    if (count <= RecordFormat.LINEAR_SEARCH_FIELDS) {
      while (found < count && nameHash(found) != nameHash) {
        found++;
      }
    }
    if (found == count || nameHash(found) != nameHash) {
      return -1;
    }
    PositionHints.learn(nameHash, found);
    return found;
  }

  /** The first position whose hash is not below this one. */
  final int lowerBound(long nameHash) {
    long wanted = nameHash + Long.MIN_VALUE;
    int low = 0;
    int high = fieldCount();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (nameHash(middle) + Long.MIN_VALUE < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  final long nameHash(int position) {
    return longAt(RecordFormat.entry(position));
  }

  final int tag(int position) {
    return byteAt(RecordFormat.entry(position) + RecordFormat.ENTRY_TAG) & 0xff;
  }

  final int length(int position) {
    return intAt(RecordFormat.entry(position) + RecordFormat.ENTRY_LENGTH);
  }

  final int offset(int position) {
    return intAt(RecordFormat.entry(position) + RecordFormat.ENTRY_OFFSET);
  }

  /** The data offset of a field of this tag and length, -1 if it is of others. */
  private int fixed(int position, int tag, int length) {
    int entry = RecordFormat.entry(position);
    long place = longAt(entry + RecordFormat.ENTRY_OFFSET);
    if (byteAt(entry + RecordFormat.ENTRY_TAG) != tag || place >>> 32 != length) {
      return -1;
    }
    int offset = (int) place;
    if (offset < RecordFormat.dataStart(fieldCount()) || offset > byteLength() - length) {
      throw outside(position);
    }
    return offset;
  }

  /** The data offset of a field whose data lies within the record. */
  final int dataOffset(int position) {
    int offset = offset(position);
    int length = length(position);
    if (length < 0 || offset < RecordFormat.dataStart(fieldCount())) {
      throw outside(position);
    }
    return checkedOffset(offset, length);
  }

  /** The offset, if so many bytes from there lie within the record. */
  final int checkedOffset(int offset, int length) {
    if (offset < 0 || offset > byteLength() - length) {
      throw RecordException.invalidBuffer(offset, "data beyond the end");
    }
    return offset;
  }

  /** Where a slot's data of this length lies. */
  int slotOffset(FieldSlot slot, int dataLength) {
    return checkedOffset(slot.offset(), dataLength);
  }

  private RecordException outside(int position) {
    return RecordException.invalidBuffer(
        RecordFormat.entry(position), "entry points outside the data");
  }

  final long i64(int position, long absent) {
    int offset = fixed(position, Tag.I64, 8);
    return offset < 0 ? absent : longAt(offset);
  }

  final long u64(int position, long absent) {
    int offset = fixed(position, Tag.U64, 8);
    return offset < 0 ? absent : longAt(offset);
  }

  final double f64(int position, double absent) {
    int offset = fixed(position, Tag.F64, 8);
    return offset < 0 ? absent : Double.longBitsToDouble(longAt(offset));
  }

  final boolean bool(int position, boolean absent) {
    int offset = fixed(position, Tag.BOOL, 1);
    return offset < 0 ? absent : byteAt(offset) != 0;
  }

  final double numberAsF64(int position, double absent) {
    return switch (effectiveTag(position)) {
      case Tag.I64 -> (double) longAt(dataOffset(position));
      case Tag.U64 -> SpookyValue.ofUnsigned(longAt(dataOffset(position))).toDouble();
      case Tag.F64 -> Double.longBitsToDouble(longAt(dataOffset(position)));
      default -> absent;
    };
  }

  final @Nullable String str(int position) {
    return tag(position) == Tag.STR ? text(dataOffset(position), length(position)) : null;
  }

  final boolean str(int position, Utf8View window) {
    return tag(position) == Tag.STR && showText(dataOffset(position), length(position), window);
  }

  final boolean showText(int offset, int length, Utf8View window) {
    if (!isUtf8(offset, length)) {
      return false;
    }
    show(offset, length, window);
    return true;
  }

  /** The tag, or -1 if the length is not one that it allows. */
  final int effectiveTag(int position) {
    int tag = tag(position);
    return Tag.allowsLength(tag, length(position)) ? tag : -1;
  }

  final @Nullable SpookyValue field(int position) {
    return switch (effectiveTag(position)) {
      case Tag.NULL -> SpookyNull.NULL;
      case Tag.BOOL -> SpookyValue.of(bool(position, false));
      case Tag.I64 -> SpookyValue.of(i64(position, 0));
      case Tag.U64 -> SpookyValue.ofUnsigned(u64(position, 0));
      case Tag.F64 -> SpookyValue.of(f64(position, 0));
      case Tag.STR -> string(position);
      case Tag.NESTED -> nested(dataOffset(position), length(position));
      default -> null;
    };
  }

  private @Nullable SpookyValue string(int position) {
    byte[] bytes = copy(dataOffset(position), length(position));
    return Utf8.isValid(bytes, 0, bytes.length)
        ? SpookyString.ofUtf8(bytes, 0, bytes.length)
        : null;
  }

  final RawField raw(int position) {
    byte[] data = copy(dataOffset(position), length(position));
    return new RawField(nameHash(position), tag(position), data);
  }

  final FieldSlot slot(int position) {
    int offset = dataOffset(position);
    int length = length(position);
    return FieldSlot.of(
        nameHash(position), position, effectiveTag(position), offset, length, generation());
  }
}
