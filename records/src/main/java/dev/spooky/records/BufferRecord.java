// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.bytes.Utf8;
import dev.spooky.records.cbor.CborReader;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.FieldPath;
import dev.spooky.records.value.SpookyValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A read-only view of a record in a buffer without an accessible array: direct, mapped, read-only.
 *
 * <p>Numbers are read in place; strings and nested values are copied out to be read.
 */
public final class BufferRecord extends RecordReader {
  private final ByteBuffer buffer;
  private final int count;

  private BufferRecord(ByteBuffer buffer, int count) {
    this.buffer = buffer;
    this.count = count;
  }

  static BufferRecord over(ByteBuffer source) {
    ByteBuffer slice = source.slice().order(ByteOrder.LITTLE_ENDIAN);
    int length = slice.remaining();
    if (length < RecordFormat.HEADER_BYTES) {
      throw RecordException.invalidBuffer(length, "shorter than a header");
    }
    return new BufferRecord(slice, RecordCheck.count(slice.getInt(0), length));
  }

  @Override
  public int fieldCount() {
    return count;
  }

  @Override
  public int byteLength() {
    return buffer.limit();
  }

  /** Always 0: this view never changes. */
  @Override
  public int generation() {
    return 0;
  }

  @Override
  long longAt(int offset) {
    return buffer.getLong(offset);
  }

  @Override
  int intAt(int offset) {
    return buffer.getInt(offset);
  }

  @Override
  byte byteAt(int offset) {
    return buffer.get(offset);
  }

  @Override
  void show(int offset, int byteCount, Utf8View window) {
    byte[] target = window.scratch(byteCount);
    buffer.get(offset, target, 0, byteCount);
    window.set(target, 0, byteCount);
  }

  @Override
  @Nullable String text(int offset, int byteCount) {
    byte[] bytes = copy(offset, byteCount);
    return Utf8.isValid(bytes, 0, byteCount) ? new String(bytes, StandardCharsets.UTF_8) : null;
  }

  @Override
  boolean isUtf8(int offset, int byteCount) {
    return Utf8.isValid(copy(offset, byteCount), 0, byteCount);
  }

  @Override
  SpookyValue nested(int offset, int byteCount) {
    return CborReader.read(copy(offset, byteCount), 0, byteCount);
  }

  @Override
  @Nullable SpookyValue nestedPath(int offset, int byteCount, FieldPath path) {
    return CborReader.readPath(copy(offset, byteCount), 0, byteCount, path, 1);
  }

  @Override
  byte[] copy(int offset, int byteCount) {
    byte[] bytes = new byte[byteCount];
    buffer.get(offset, bytes, 0, byteCount);
    return bytes;
  }
}
