// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.value;

import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.bytes.Utf8;
import dev.spooky.records.bytes.XxHash64;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The name of a field with its UTF-8 bytes and their hash, worked out once.
 *
 * <p>{@link #of} keeps recently used names in a fixed table, so that reading by a {@link String}
 * costs a table look-up instead of a hash over the name; {@link #ofUtf8} has a table of its own.
 * Both are read and written without synchronisation: their entries are immutable, and a lost write
 * only costs the work again.
 */
public final class FieldName implements Comparable<FieldName> {
  private static final int CACHE_SIZE = 1 << 12;
  private static final int CACHED_CHARS = 64;
  private static final @Nullable FieldName[] CACHE = new FieldName[CACHE_SIZE];
  private static final @Nullable FieldName[] BY_BYTES = new FieldName[CACHE_SIZE];

  private final String text;
  private final byte[] utf8;

  /** The name as CBOR text, zeros up to a whole word behind it. */
  private final byte[] cborKey;

  private final int cborKeyLength;
  private final long hash;

  private FieldName(String text) {
    this.text = text;
    this.utf8 = Utf8.bytes(text);
    this.hash = XxHash64.hash(utf8);
    byte[] key = cborKey(utf8);
    this.cborKey = ByteSink.pad(key, 0, key.length);
    this.cborKeyLength = key.length;
  }

  /** The name for this text. */
  public static FieldName of(String text) {
    int code = text.hashCode();
    FieldName known = CACHE[(code ^ (code >>> 12)) & (CACHE_SIZE - 1)];
    return known != null && known.text.equals(text) ? known : add(text, code);
  }

  /**
   * The name for some bytes, which are UTF-8; one seen lately costs their hash and no new object.
   */
  public static FieldName ofUtf8(byte[] bytes, int offset, int length) {
    int slot = (int) XxHash64.hash(bytes, offset, length, 0) & (CACHE_SIZE - 1);
    FieldName known = BY_BYTES[slot];
    if (known != null && known.matches(bytes, offset, length)) {
      return known;
    }
    FieldName name = of(new String(bytes, offset, length, StandardCharsets.UTF_8));
    if (length <= CACHED_CHARS) {
      BY_BYTES[slot] = name;
    }
    return name;
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

  /** Appends the name as a CBOR text, head and bytes. */
  public void writeCborTo(ByteSink sink) {
    sink.putPadded(cborKey, cborKeyLength);
  }

  /** Major type 3 with the length in 0, 1, 2 or 4 bytes after the head byte, then the text. */
  private static byte[] cborKey(byte[] text) {
    int length = text.length;
    int width = length < 24 ? 0 : length < 1 << 8 ? 1 : length < 1 << 16 ? 2 : 4;
    byte[] key = new byte[1 + width + length];
    int info = width == 0 ? length : 24 + Integer.numberOfTrailingZeros(width);
    key[0] = (byte) (0x60 | info);
    for (int i = 0; i < width; i++) {
      key[1 + i] = (byte) (length >>> (8 * (width - 1 - i)));
    }
    System.arraycopy(text, 0, key, 1 + width, length);
    return key;
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
