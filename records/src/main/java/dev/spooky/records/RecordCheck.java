// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.bytes.LittleEndian;
import dev.spooky.records.bytes.Utf8;
import dev.spooky.records.cbor.CborReader;
import dev.spooky.records.error.RecordException;

/**
 * How far bytes from outside are believed.
 *
 * <ul>
 *   <li>{@link #header}: header and index fit. Enough to read, since reads check the rest.
 *   <li>{@link #structure}: the invariant of the package, on which changes in place rely.
 *   <li>{@link #strict}: also the tags are known, booleans 0 or 1, strings UTF-8, nested data CBOR.
 * </ul>
 */
public final class RecordCheck {
  private RecordCheck() {}

  /** Checks that header and index fit, and gives the number of fields. */
  static int header(byte[] bytes, int offset, int length) {
    if ((offset | length) < 0 || length > bytes.length - offset) {
      throw new IndexOutOfBoundsException(
          "offset=" + offset + " length=" + length + " of " + bytes.length);
    }
    if (length < RecordFormat.HEADER_BYTES) {
      throw RecordException.invalidBuffer(length, "shorter than a header");
    }
    return count(LittleEndian.getInt(bytes, offset), length);
  }

  /** The claimed field count, if a record of this length can have it. */
  static int count(int claimed, int length) {
    int room = (length - RecordFormat.HEADER_BYTES) / RecordFormat.ENTRY_BYTES;
    if (claimed < 0 || claimed > room) {
      throw RecordException.invalidBuffer(
          0, "index of " + Integer.toUnsignedString(claimed) + " fields does not fit");
    }
    return claimed;
  }

  /** Checks order, contiguity, total length and the lengths of known tags. */
  public static void structure(byte[] bytes, int offset, int length) {
    int count = header(bytes, offset, length);
    int expectedOffset = RecordFormat.dataStart(count);
    for (int i = 0; i < count; i++) {
      int entry = RecordFormat.entry(i);
      int at = offset + entry;
      if (i > 0 && !ascends(bytes, at)) {
        throw RecordException.invalidBuffer(entry, "name hashes do not ascend");
      }
      if (LittleEndian.getInt(bytes, at + RecordFormat.ENTRY_OFFSET) != expectedOffset) {
        throw RecordException.invalidBuffer(entry, "data is not contiguous");
      }
      int dataLength = LittleEndian.getInt(bytes, at + RecordFormat.ENTRY_LENGTH);
      if (dataLength < 0 || dataLength > length - expectedOffset) {
        throw RecordException.invalidBuffer(entry, "data beyond the end");
      }
      if (!Tag.allowsLength(bytes[at + RecordFormat.ENTRY_TAG] & 0xff, dataLength)) {
        throw RecordException.invalidBuffer(entry, "length does not fit the tag");
      }
      expectedOffset += dataLength;
    }
    if (expectedOffset != length) {
      throw RecordException.invalidBuffer(expectedOffset, "bytes after the data");
    }
  }

  private static boolean ascends(byte[] bytes, int entry) {
    return Long.compareUnsigned(
            LittleEndian.getLong(bytes, entry - RecordFormat.ENTRY_BYTES),
            LittleEndian.getLong(bytes, entry))
        < 0;
  }

  /** Checks everything that can be checked without knowing the names. */
  public static void strict(byte[] bytes, int offset, int length) {
    structure(bytes, offset, length);
    SpookyRecord record = SpookyRecord.of(bytes, offset, length);
    for (int i = 0; i < record.fieldCount(); i++) {
      int entry = RecordFormat.entry(i);
      int tag = record.tag(i);
      if (!Tag.isKnown(tag)) {
        throw RecordException.invalidBuffer(entry, "unknown tag " + tag);
      }
      int at = offset + record.offset(i);
      if (tag == Tag.BOOL && (bytes[at] & 0xfe) != 0) {
        throw RecordException.invalidBuffer(record.offset(i), "boolean is neither 0 nor 1");
      }
      if (tag == Tag.STR && !Utf8.isValid(bytes, at, record.length(i))) {
        throw RecordException.invalidBuffer(record.offset(i), "string is not UTF-8");
      }
      if (tag == Tag.NESTED) {
        CborReader.validate(bytes, at, record.length(i));
      }
    }
  }
}
