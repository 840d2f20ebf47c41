// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.value;

import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.bytes.Utf8;
import dev.spooky.records.bytes.XxHash64;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The name of a field with its UTF-8 bytes and their hash, worked out once.
 *
 * <p>{@link #of} keeps recently used names in a fixed table, so that reading by a {@link String}
 * costs a table look-up instead of a hash over the name. The table is read and written without
 * synchronisation: its entries are immutable, and a lost write only costs the work again.
 */
public final class FieldName implements Comparable<FieldName> {
  private static final int CACHE_SIZE = 1 << 12;
  private static final int CACHED_CHARS = 64;
  private static final @Nullable FieldName[] CACHE = new FieldName[CACHE_SIZE];

  private final String text;
  private final byte[] utf8;
  private final long hash;

  private FieldName(String text) {
    this.text = text;
    this.utf8 = Utf8.bytes(text);
    this.hash = XxHash64.hash(utf8);
  }

  /** The name for this text. */
  public static FieldName of(String text) {
    int code = text.hashCode();
    FieldName known = CACHE[(code ^ (code >>> 12)) & (CACHE_SIZE - 1)];
    return known != null && known.text.equals(text) ? known : add(text, code);
  }

  private static FieldName add(String text, int code) {
    FieldName name = new FieldName(text);
    if (text.length() <= CACHED_CHARS) {
      CACHE[(code ^ (code >>> 12)) & (CACHE_SIZE - 1)] = name;
    }
    return name;
  }

  /** The name as text. */
  public String text() {
    return text;
  }

  /** xxHash64 with seed 0 of the UTF-8 bytes. */
  public long hash() {
    return hash;
  }

  /** The number of UTF-8 bytes. */
  public int byteLength() {
    return utf8.length;
  }

  /** Appends the UTF-8 bytes. */
  public void writeTo(ByteSink sink) {
    sink.putBytes(utf8, 0, utf8.length);
  }

  /** True if the part of the array is this name. */
  public boolean matches(byte[] bytes, int offset, int length) {
    return Arrays.equals(utf8, 0, utf8.length, bytes, offset, offset + length);
  }

  /** Orders by unsigned UTF-8 bytes, as nested objects are written. */
  @Override
  public int compareTo(FieldName other) {
    return this == other ? 0 : Arrays.compareUnsigned(utf8, other.utf8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof FieldName name && text.equals(name.text));
  }

  @Override
  public int hashCode() {
    return Long.hashCode(hash);
  }

  @Override
  public String toString() {
    return text;
  }
}
