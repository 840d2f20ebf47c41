// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.value.SpookyValue;
import java.nio.ByteBuffer;

/** A read-only view of a record that lies in a byte array; nothing is copied. */
public final class SpookyRecord extends ArrayRecord {
  private final byte[] bytes;
  private final int base;
  private final int length;
  private final int count;

  SpookyRecord(byte[] bytes, int base, int length, int count) {
    this.bytes = bytes;
    this.base = base;
    this.length = length;
    this.count = count;
  }

  /**
   * A view of a whole array.
   *
   * @throws dev.spooky.records.error.RecordException if header and index do not fit
   */
  public static SpookyRecord of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** A view of a part of an array; only the room for header and index is checked. */
  public static SpookyRecord of(byte[] bytes, int offset, int length) {
    int count = RecordCheck.header(bytes, offset, length);
    return new SpookyRecord(bytes, offset, length, count);
  }

  /** A view of what a sink holds, until it is written again. */
  public static SpookyRecord of(ByteSink sink) {
    return of(sink.array(), 0, sink.size());
  }

  /** A view of a part of an array, all of whose bytes are checked. */
  public static SpookyRecord ofChecked(byte[] bytes, int offset, int length) {
    RecordCheck.strict(bytes, offset, length);
    return of(bytes, offset, length);
  }

  /** A view of a buffer between its position and its limit, whatever its byte order. */
  public static RecordReader of(ByteBuffer buffer) {
    return buffer.hasArray()
        ? of(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining())
        : BufferRecord.over(buffer);
  }

  /** The record of an object, in bytes of its own. */
  public static SpookyRecord fromValue(SpookyValue value) {
    return of(serialize(value));
  }

  /** The bytes of an object's record. */
  public static byte[] serialize(SpookyValue value) {
    ByteSink sink = new ByteSink();
    new RecordWriter().serializeInto(value, sink);
    return sink.toByteArray();
  }

  @Override
  public int fieldCount() {
    return count;
  }

  @Override
  public int byteLength() {
    return length;
  }

  /** Always 0: this view never changes. */
  @Override
  public int generation() {
    return 0;
  }

  @Override
  byte[] bytes() {
    return bytes;
  }

  @Override
  int base() {
    return base;
  }
}
