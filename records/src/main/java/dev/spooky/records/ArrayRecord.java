// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.bytes.LittleEndian;
import dev.spooky.records.bytes.Utf8;
import dev.spooky.records.cbor.CborReader;
import dev.spooky.records.value.FieldPath;
import dev.spooky.records.value.SpookyValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads of a record whose bytes are in an array. */
abstract sealed class ArrayRecord extends RecordReader permits SpookyRecord, SpookyRecordMut {
  ArrayRecord() {}

  /** The array. */
  abstract byte[] bytes();

  /** Where the record begins in it. */
  abstract int base();

  @Override
  final long longAt(int offset) {
    return LittleEndian.getLong(bytes(), base() + offset);
  }

  @Override
  final int intAt(int offset) {
    return LittleEndian.getInt(bytes(), base() + offset);
  }

  @Override
  final byte byteAt(int offset) {
    return bytes()[base() + offset];
  }

  @Override
  final void show(int offset, int byteCount, Utf8View window) {
    window.set(bytes(), base() + offset, byteCount);
  }

  @Override
  final @Nullable String text(int offset, int byteCount) {
    return isUtf8(offset, byteCount)
        ? new String(bytes(), base() + offset, byteCount, StandardCharsets.UTF_8)
        : null;
  }

  @Override
  final boolean isUtf8(int offset, int byteCount) {
    return Utf8.isValid(bytes(), base() + offset, byteCount);
  }

  @Override
  final SpookyValue nested(int offset, int byteCount) {
    return CborReader.read(bytes(), base() + offset, byteCount);
  }

  @Override
  final @Nullable SpookyValue nestedPath(int offset, int byteCount, FieldPath path) {
    return CborReader.readPath(bytes(), base() + offset, byteCount, path, 1);
  }

  @Override
  final byte[] copy(int offset, int byteCount) {
    return Arrays.copyOfRange(bytes(), base() + offset, base() + offset + byteCount);
  }
}
