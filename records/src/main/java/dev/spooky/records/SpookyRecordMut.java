// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.bytes.LittleEndian;
import dev.spooky.records.bytes.Utf8;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.SpookyNull;
import dev.spooky.records.value.SpookyValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A record that is changed in place in a buffer of its own.
 *
 * <p>Invariant: the bytes always are a record as {@link RecordCheck#structure} wants it. Data order
 * is index order, so a change of length moves exactly the fields at higher positions; comparing
 * offsets instead would miss fields after one of length 0.
 *
 * <p>The {@link #generation} rises, and slots go stale, when a field is added or removed, when data
 * changes its length, when a tag changes, and when the buffer is filled anew. It stays for writes
 * of the same tag and length.
 */
public final class SpookyRecordMut extends ArrayRecord {
  private final int maxFields;
  private byte[] bytes;
  private int length;
  private int count;
  private int generation;
  private @Nullable ByteSink scratch;

  private SpookyRecordMut(byte[] bytes, int length, int count, int maxFields) {
    this.bytes = bytes;
    this.length = length;
    this.count = count;
    this.maxFields = maxFields;
  }

  /** A record without fields. */
  public static SpookyRecordMut empty() {
    return empty(RecordFormat.DEFAULT_MAX_FIELDS);
  }

  /** A record without fields that will take so many at most. */
  public static SpookyRecordMut empty(int maxFields) {
    int size = RecordFormat.HEADER_BYTES;
    return new SpookyRecordMut(new byte[size], size, 0, maxFields);
  }

  /** A record in this array, which now belongs to it. The structure is checked. */
  public static SpookyRecordMut wrap(byte[] owned) {
    RecordCheck.structure(owned, 0, owned.length);
    int count = RecordCheck.header(owned, 0, owned.length);
    checkCount(count, RecordFormat.DEFAULT_MAX_FIELDS);
    return new SpookyRecordMut(owned, owned.length, count, RecordFormat.DEFAULT_MAX_FIELDS);
  }

  private static void checkCount(int count, int limit) {
    if (count > limit) {
      throw RecordException.tooManyFields(limit, count);
    }
  }

  /** A copy of a record. The structure is checked. */
  public static SpookyRecordMut copyOf(RecordReader record) {
    return wrap(record.toByteArray());
  }

  /** The record of an object. */
  public static SpookyRecordMut fromValue(SpookyValue value) {
    SpookyRecordMut record = empty();
    record.reset(value, new RecordWriter());
    return record;
  }

  /** The record of an object, in this array if it has room, which now belongs to it. */
  public static SpookyRecordMut fromValueInto(SpookyValue value, byte[] owned) {
    byte[] buffer = owned.length >= RecordFormat.HEADER_BYTES ? owned : new byte[64];
    Arrays.fill(buffer, 0, RecordFormat.HEADER_BYTES, (byte) 0);
    SpookyRecordMut record =
        new SpookyRecordMut(buffer, RecordFormat.HEADER_BYTES, 0, RecordFormat.DEFAULT_MAX_FIELDS);
    record.reset(value, new RecordWriter());
    return record;
  }

  /**
   * Becomes the record of another object, in the same memory if it has room; empty if that fails.
   */
  public void reset(SpookyValue value, RecordWriter writer) {
    ByteSink sink = scratch();
    byte[] spare = sink.exchange(bytes);
    length = RecordFormat.HEADER_BYTES;
    count = 0;
    generation++;
    try {
      int fields = writer.serializeInto(value, sink);
      checkCount(fields, maxFields);
      length = sink.size();
      count = fields;
    } finally {
      bytes = sink.exchange(spare);
      LittleEndian.putInt(bytes, 0, count);
    }
  }

  // ---- writes by name ----

  /** Overwrites a signed integer field. */
  public void setI64(String name, long value) {
    LittleEndian.putLong(bytes, fixedField(name, Tag.I64), value);
  }

  /** Overwrites an unsigned integer field with these 64 bits. */
  public void setU64(String name, long bits) {
    LittleEndian.putLong(bytes, fixedField(name, Tag.U64), bits);
  }

  /** Overwrites a double field. */
  public void setF64(String name, double value) {
    LittleEndian.putLong(bytes, fixedField(name, Tag.F64), Double.doubleToRawLongBits(value));
  }

  /** Overwrites a boolean field. */
  public void setBool(String name, boolean value) {
    bytes[fixedField(name, Tag.BOOL)] = (byte) (value ? 1 : 0);
  }

  private int fixedField(String name, int tag) {
    int position = require(name);
    checkTag(tag, tag(position));
    return offset(position);
  }

  private int require(String name) {
    int position = indexOf(FieldName.of(name).hash());
    if (position < 0) {
      throw RecordException.fieldNotFound(name);
    }
    return position;
  }

  private static void checkTag(int expected, int actual) {
    if (expected != actual) {
      throw RecordException.typeMismatch(expected, actual);
    }
  }

  /** Sets a string field to a text of any length. */
  public void setStr(String name, String text) {
    int position = require(name);
    checkTag(Tag.STR, tag(position));
    ByteSink data = scratch();
    data.putUtf8(text);
    store(position, Tag.STR, data);
  }

  /** Sets a string field to a text of as many UTF-8 bytes as it has. */
  public void setStrExact(String name, String text) {
    int position = require(name);
    checkTag(Tag.STR, tag(position));
    overwriteText(offset(position), length(position), text);
  }

  private void overwriteText(int offset, int oldLength, String text) {
    if (text.length() == oldLength && Utf8.putShortAscii(text, bytes, offset)) {
      return;
    }
    ByteSink data = scratch();
    data.putUtf8(text);
    if (data.size() != oldLength) {
      throw RecordException.lengthMismatch(oldLength, data.size());
    }
    System.arraycopy(data.array(), 0, bytes, offset, oldLength);
  }

  /** Sets a field to any value, of whatever type it was. */
  public void setField(String name, SpookyValue value) {
    int position = require(name);
    ByteSink data = scratch();
    int tag = RecordWriter.writeData(value, data);
    store(position, tag, data);
  }

  /** Sets a field to null, of whatever type it was. */
  public void setNull(String name) {
    setField(name, SpookyNull.NULL);
  }

  /** Adds a field at its place in the order. */
  public void addField(String name, SpookyValue value) {
    long hash = FieldName.of(name).hash();
    int position = lowerBound(hash);
    if (position < count && nameHash(position) == hash) {
      throw RecordException.fieldExists(name);
    }
    checkCount(count + 1, maxFields);
    ByteSink data = scratch();
    int tag = RecordWriter.writeData(value, data);
    insert(position, hash, tag, data);
  }

  /** Removes a field. */
  public void removeField(String name) {
    int position = require(name);
    int dataLength = length(position);
    int dataOffset = offset(position);
    int entry = RecordFormat.entry(position);
    int entryEnd = entry + RecordFormat.ENTRY_BYTES;
    int newLength = length - RecordFormat.ENTRY_BYTES - dataLength;
    System.arraycopy(bytes, entryEnd, bytes, entry, dataOffset - entryEnd);
    System.arraycopy(
        bytes,
        dataOffset + dataLength,
        bytes,
        dataOffset - RecordFormat.ENTRY_BYTES,
        length - dataOffset - dataLength);
    setCount(count - 1);
    length = newLength;
    IndexEntries.shiftOffsets(bytes, 0, position, -RecordFormat.ENTRY_BYTES);
    IndexEntries.shiftOffsets(bytes, position, count, -RecordFormat.ENTRY_BYTES - dataLength);
    generation++;
    if (count == 0) {
      Arrays.fill(bytes, 0, length, (byte) 0); // also what a foreign header kept in reserve
    }
  }

  // ---- writes by slot ----

  /** Overwrites a signed integer field. */
  public void setI64At(FieldSlot slot, long value) {
    LittleEndian.putLong(bytes, fixedField(slot, Tag.I64), value);
  }

  /** Overwrites an unsigned integer field with these 64 bits. */
  public void setU64At(FieldSlot slot, long bits) {
    LittleEndian.putLong(bytes, fixedField(slot, Tag.U64), bits);
  }

  /** Overwrites a double field. */
  public void setF64At(FieldSlot slot, double value) {
    LittleEndian.putLong(bytes, fixedField(slot, Tag.F64), Double.doubleToRawLongBits(value));
  }

  /** Overwrites a boolean field. */
  public void setBoolAt(FieldSlot slot, boolean value) {
    bytes[fixedField(slot, Tag.BOOL)] = (byte) (value ? 1 : 0);
  }

  private int fixedField(FieldSlot slot, int tag) {
    checkSlot(slot);
    checkTag(tag, slot.tag());
    return slot.offset();
  }

  /** Overwrites a string field with a text of as many UTF-8 bytes; slots stay good. */
  public void setStrAt(FieldSlot slot, String text) {
    checkSlot(slot);
    checkTag(Tag.STR, slot.tag());
    overwriteText(checkedOffset(slot.offset(), slot.length()), slot.length(), text);
  }

  /** Sets a string field to a text of any length and gives the field's slot from now on. */
  public FieldSlot replaceStrAt(FieldSlot slot, String text) {
    checkSlot(slot);
    checkTag(Tag.STR, slot.tag());
    ByteSink data = scratch();
    data.putUtf8(text);
    store(slot.position(), Tag.STR, data);
    return slot(slot.position());
  }

  /** A slot's data lay within the record when it was resolved; the array is this record's own. */
  @Override
  int slotOffset(FieldSlot slot, int dataLength) {
    return slot.offset();
  }

  // ---- layout ----

  /** Puts new data in place of a field's old. */
  private void store(int position, int tag, ByteSink data) {
    int oldLength = length(position);
    int offset = offset(position);
    boolean moves = data.size() != oldLength;
    if (moves) {
      resize(position, offset, oldLength, data.size());
    }
    System.arraycopy(data.array(), 0, bytes, offset, data.size());
    if (moves || tag(position) != tag) {
      bytes[RecordFormat.entry(position) + RecordFormat.ENTRY_TAG] = (byte) tag;
      generation++;
    }
  }

  private void resize(int position, int offset, int oldLength, int newLength) {
    int delta = newLength - oldLength;
    ensure(delta);
    int tail = offset + oldLength;
    System.arraycopy(bytes, tail, bytes, tail + delta, length - tail);
    length += delta;
    int entry = RecordFormat.entry(position);
    LittleEndian.putInt(bytes, entry + RecordFormat.ENTRY_LENGTH, newLength);
    IndexEntries.shiftOffsets(bytes, position + 1, count, delta);
  }

  private void insert(int position, long hash, int tag, ByteSink data) {
    int grown = RecordFormat.ENTRY_BYTES + data.size();
    ensure(grown);
    int entry = RecordFormat.entry(position);
    int dataOffset = position < count ? offset(position) : length;
    int newOffset = dataOffset + RecordFormat.ENTRY_BYTES;
    System.arraycopy(bytes, dataOffset, bytes, newOffset + data.size(), length - dataOffset);
    System.arraycopy(bytes, entry, bytes, entry + RecordFormat.ENTRY_BYTES, dataOffset - entry);
    System.arraycopy(data.array(), 0, bytes, newOffset, data.size());
    IndexEntries.put(bytes, position, hash, newOffset, data.size(), tag);
    setCount(count + 1);
    length += grown;
    IndexEntries.shiftOffsets(bytes, 0, position, RecordFormat.ENTRY_BYTES);
    IndexEntries.shiftOffsets(bytes, position + 1, count, grown);
    generation++;
  }

  private void setCount(int newCount) {
    count = newCount;
    LittleEndian.putInt(bytes, 0, newCount);
  }

  private void ensure(int extra) {
    long needed = (long) length + extra;
    if (needed > bytes.length) {
      if (needed > Integer.MAX_VALUE - 16) {
        throw RecordException.tooLarge("record", needed);
      }
      long grown = Math.min(Integer.MAX_VALUE - 16, Math.max(needed, bytes.length * 2L));
      bytes = Arrays.copyOf(bytes, (int) grown);
    }
  }

  private ByteSink scratch() {
    ByteSink sink = scratch;
    if (sink == null) {
      sink = new ByteSink(64);
      scratch = sink;
    }
    sink.clear();
    return sink;
  }

  // ---- the bytes ----

  /** The array behind the record, valid up to {@link #byteLength} and until the next change. */
  public byte[] array() {
    return bytes;
  }

  /** Bytes that the record may have without new memory. */
  public int capacity() {
    return bytes.length;
  }

  /** Shrinks the memory to the larger of the wanted capacity and the record; slots stay good. */
  public void trimTo(int capacity) {
    int wanted = Math.max(capacity, length);
    if (wanted < bytes.length) {
      bytes = Arrays.copyOf(bytes, wanted);
    }
  }

  /** A read-only view of the bytes as they are now, good until the next change. */
  public SpookyRecord asRecord() {
    return new SpookyRecord(bytes, 0, length, count);
  }

  @Override
  public int fieldCount() {
    return count;
  }

  @Override
  public int byteLength() {
    return length;
  }

  @Override
  public int generation() {
    return generation;
  }

  @Override
  byte[] bytes() {
    return bytes;
  }

  @Override
  int base() {
    return 0;
  }
}
