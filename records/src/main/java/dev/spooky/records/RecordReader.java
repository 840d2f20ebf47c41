// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.FieldPath;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be read from a record, whatever holds its bytes.
 *
 * <p>Three ways to a field: by name (hash and search), by {@link FieldSlot} (no search, this record
 * only: the {@code …At} methods), and by position in the index (the {@code …In} methods; {@link
 * ResolvedSchema} is that way made safe across records). Typed getters give what the caller names
 * as {@code absent}, or null, when the field is missing, has another tag or a length that its tag
 * forbids. Nothing but strings and nested values is allocated.
 */
public abstract sealed class RecordReader extends RecordIndex permits ArrayRecord, BufferRecord {
  /** Check slots also without assertions. */
  static final boolean CHECK_SLOTS = Boolean.getBoolean("spooky.records.checkSlots");

  RecordReader() {}

  /** True if there is a field of this name. */
  public final boolean hasField(String name) {
    return indexOf(FieldName.of(name)) >= 0;
  }

  /** The tag of a field, -1 if there is none. */
  public final int fieldTag(String name) {
    int position = indexOf(FieldName.of(name));
    return position < 0 ? -1 : tag(position);
  }

  /** The slot of a field, null if there is none. */
  public final @Nullable FieldSlot resolve(String name) {
    return resolve(FieldName.of(name));
  }

  /** The slot of a field, null if there is none. */
  public final @Nullable FieldSlot resolve(FieldName name) {
    int position = indexOf(name.hash());
    return position < 0 ? null : slot(position);
  }

  // ---- by name ----

  /** A signed integer field. */
  public final long getI64(String name, long absent) {
    return getI64(FieldName.of(name), absent);
  }

  /** A signed integer field. */
  public final long getI64(FieldName name, long absent) {
    int position = indexOf(name.hash());
    return position < 0 ? absent : i64(position, absent);
  }

  /** An unsigned integer field, as its 64 bits. */
  public final long getU64(String name, long absent) {
    return getU64(FieldName.of(name), absent);
  }

  /** An unsigned integer field, as its 64 bits. */
  public final long getU64(FieldName name, long absent) {
    int position = indexOf(name.hash());
    return position < 0 ? absent : u64(position, absent);
  }

  /** A double field. */
  public final double getF64(String name, double absent) {
    return getF64(FieldName.of(name), absent);
  }

  /** A double field. */
  public final double getF64(FieldName name, double absent) {
    int position = indexOf(name.hash());
    return position < 0 ? absent : f64(position, absent);
  }

  /** A boolean field. */
  public final boolean getBool(String name, boolean absent) {
    return getBool(FieldName.of(name), absent);
  }

  /** A boolean field. */
  public final boolean getBool(FieldName name, boolean absent) {
    int position = indexOf(name.hash());
    return position < 0 ? absent : bool(position, absent);
  }

  /** A field of any of the three number tags as the nearest double. */
  public final double getNumberAsF64(String name, double absent) {
    int position = indexOf(FieldName.of(name));
    return position < 0 ? absent : numberAsF64(position, absent);
  }

  /** A string field, null if it is absent. */
  public final @Nullable String getStr(String name) {
    return getStr(FieldName.of(name));
  }

  /** A string field, null if it is absent. */
  public final @Nullable String getStr(FieldName name) {
    int position = indexOf(name.hash());
    return position < 0 ? null : str(position);
  }

  /** Moves the window to a string field; false, and the window stays, if it is absent. */
  public final boolean getStr(String name, Utf8View window) {
    return getStr(FieldName.of(name), window);
  }

  /** Moves the window to a string field; false, and the window stays, if it is absent. */
  public final boolean getStr(FieldName name, Utf8View window) {
    int position = indexOf(name.hash());
    return position >= 0 && str(position, window);
  }

  /** A field of any tag as a value, null if it is absent or of an unknown tag. */
  public final @Nullable SpookyValue getField(String name) {
    return getField(FieldName.of(name));
  }

  /** A field of any tag as a value, null if it is absent or of an unknown tag. */
  public final @Nullable SpookyValue getField(FieldName name) {
    int position = indexOf(name.hash());
    return position < 0 ? null : field(position);
  }

  /** A field as it is stored, null if there is none. */
  public final @Nullable RawField getRaw(String name) {
    int position = indexOf(FieldName.of(name));
    return position < 0 ? null : raw(position);
  }

  /**
   * The value at a path whose first name is a field of this record; null if it is absent.
   *
   * @throws IllegalArgumentException for the root path, since a record does not know its names
   */
  public final @Nullable SpookyValue getPath(FieldPath path) {
    if (path.isRoot()) {
      throw new IllegalArgumentException("a record has no value of its own without names");
    }
    int position = indexOf(path.segments().get(0));
    if (position < 0) {
      return null;
    }
    if (path.segments().size() == 1) {
      return field(position);
    }
    return tag(position) == Tag.NESTED
        ? nestedPath(dataOffset(position), length(position), path)
        : null;
  }

  // ---- by slot ----

  /** A signed integer field. */
  public final long getI64At(FieldSlot slot, long absent) {
    checkSlot(slot);
    return slot.tag() == Tag.I64 ? longAt(slotOffset(slot, 8)) : absent;
  }

  /** An unsigned integer field, as its 64 bits. */
  public final long getU64At(FieldSlot slot, long absent) {
    checkSlot(slot);
    return slot.tag() == Tag.U64 ? longAt(slotOffset(slot, 8)) : absent;
  }

  /** A double field. */
  public final double getF64At(FieldSlot slot, double absent) {
    checkSlot(slot);
    return slot.tag() == Tag.F64 ? Double.longBitsToDouble(longAt(slotOffset(slot, 8))) : absent;
  }

  /** A boolean field. */
  public final boolean getBoolAt(FieldSlot slot, boolean absent) {
    checkSlot(slot);
    return slot.tag() == Tag.BOOL ? byteAt(slotOffset(slot, 1)) != 0 : absent;
  }

  /** A string field, null if it is absent. */
  public final @Nullable String getStrAt(FieldSlot slot) {
    checkSlot(slot);
    return slot.tag() == Tag.STR
        ? text(checkedOffset(slot.offset(), slot.length()), slot.length())
        : null;
  }

  /** Moves the window to a string field; false, and the window stays, if it is absent. */
  public final boolean getStrAt(FieldSlot slot, Utf8View window) {
    checkSlot(slot);
    return slot.tag() == Tag.STR
        && showText(checkedOffset(slot.offset(), slot.length()), slot.length(), window);
  }

  /** Throws if the slot was resolved before the layout changed, under assertions or on demand. */
  final void checkSlot(FieldSlot slot) {
    assert slot.generation() == generation() && describes(slot) : staleText(slot);
    if (CHECK_SLOTS && (slot.generation() != generation() || !describes(slot))) {
      throw RecordException.staleSlot(generation(), slot.generation());
    }
  }

  private String staleText(FieldSlot slot) {
    return "stale FieldSlot: slot generation="
        + slot.generation()
        + " record generation="
        + generation();
  }

  /** True if the index entry still says what the slot says: false on another record's slot. */
  private boolean describes(FieldSlot slot) {
    int position = slot.position();
    return position < fieldCount()
        && nameHash(position) == slot.nameHash()
        && offset(position) == slot.offset()
        && length(position) == slot.length()
        && (tag(position) == slot.tag() || slot.tag() < 0);
  }

  // ---- by position ----

  /** The name hash of the field at a position. */
  public final long nameHashIn(int position) {
    return nameHash(Objects.checkIndex(position, fieldCount()));
  }

  /** The tag of the field at a position, also one that the format does not know. */
  public final int tagIn(int position) {
    return tag(Objects.checkIndex(position, fieldCount()));
  }

  /** The slot of the field at a position. */
  public final FieldSlot slotIn(int position) {
    return slot(Objects.checkIndex(position, fieldCount()));
  }

  /** The value of the field at a position, null if its tag is unknown or its data unreadable. */
  public final @Nullable SpookyValue getFieldIn(int position) {
    return field(Objects.checkIndex(position, fieldCount()));
  }

  /** The field at a position as it is stored. */
  public final RawField getRawIn(int position) {
    return raw(Objects.checkIndex(position, fieldCount()));
  }

  /** All fields in the order of the index, as many as {@link #fieldCount}. */
  public final List<RawField> fields() {
    return new AbstractList<>() {
      @Override
      public RawField get(int index) {
        return getRawIn(index);
      }

      @Override
      public int size() {
        return fieldCount();
      }
    };
  }

  /**
   * The whole record as an object, its names looked up.
   *
   * @throws RecordException if a name is not known or a field cannot be read
   */
  public final SpookyObject toValue(FieldNames names) {
    SpookyObject.Builder object = SpookyObject.builder();
    for (int i = 0; i < fieldCount(); i++) {
      SpookyValue value = field(i);
      if (value == null) {
        throw RecordException.invalidBuffer(RecordFormat.entry(i), "unreadable field");
      }
      object.put(names.require(nameHash(i)), value);
    }
    return object.build();
  }

  /** The fields of the given names that the record has, as an object. */
  public final SpookyObject toValue(Iterable<String> names) {
    SpookyObject.Builder object = SpookyObject.builder();
    for (String name : names) {
      SpookyValue value = getField(name);
      if (value != null) {
        object.put(name, value);
      }
    }
    return object.build();
  }

  /** A hash over the name hashes: equal for records with the same set of fields. */
  public final long layoutFingerprint() {
    long fingerprint = fieldCount();
    for (int i = 0; i < fieldCount(); i++) {
      fingerprint = (fingerprint ^ nameHash(i)) * 0x9e3779b97f4a7c15L;
      fingerprint ^= fingerprint >>> 32;
    }
    return fingerprint;
  }

  /** A copy of the bytes. */
  public final byte[] toByteArray() {
    return copy(0, byteLength());
  }
}
