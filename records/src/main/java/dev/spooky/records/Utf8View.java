// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.bytes.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A window on the UTF-8 bytes of a string field, to be moved from field to field.
 *
 * <p>Nothing is copied (except out of direct buffers), so the window shows whatever the record's
 * bytes become.
 */
public final class Utf8View {
  private byte[] bytes = new byte[0];
  private int offset;
  private int length;

  /** An empty window. */
  public Utf8View() {}

  void set(byte[] newBytes, int newOffset, int newLength) {
    if (bytes != newBytes) {
      bytes = newBytes; // a store of a reference costs a barrier of the collector
    }
    offset = newOffset;
    length = newLength;
  }

  /** An array of at least this length to copy into. */
  byte[] scratch(int neededBytes) {
    return offset == 0 && bytes.length >= neededBytes ? bytes : new byte[neededBytes];
  }

  /** The array that the window is on. */
  public byte[] array() {
    return bytes;
  }

  /** Where the window begins in its array. */
  public int offset() {
    return offset;
  }

  /** The number of bytes. */
  public int length() {
    return length;
  }

  /** The byte at the index, from 0. */
  public byte get(int index) {
    if (index < 0 || index >= length) {
      throw new IndexOutOfBoundsException(index);
    }
    return bytes[offset + index];
  }

  /** True if the string has these bytes. */
  public boolean contentEquals(byte[] utf8) {
    return contentEquals(utf8, 0, utf8.length);
  }

  /** True if the string has the bytes of this part of an array. */
  public boolean contentEquals(byte[] utf8, int from, int count) {
    return Arrays.equals(bytes, offset, offset + length, utf8, from, from + count);
  }

  /** True if both windows show the same bytes. */
  public boolean contentEquals(Utf8View other) {
    return compareBytes(other) == 0;
  }

  /** Orders by unsigned bytes. */
  public int compareBytes(Utf8View other) {
    return Arrays.compareUnsigned(
        bytes, offset, offset + length, other.bytes, other.offset, other.offset + other.length);
  }

  /** Appends the bytes. */
  public void writeTo(ByteSink sink) {
    sink.putBytes(bytes, offset, length);
  }

  /** The string. */
  @Override
  public String toString() {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }
}
