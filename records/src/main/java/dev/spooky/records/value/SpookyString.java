// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.value;

import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.bytes.Utf8;
import dev.spooky.records.error.RecordException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Text, kept as the UTF-8 bytes that records and comparisons want.
 *
 * <p>The {@link String} is made when first asked for and then kept.
 */
public final class SpookyString implements SpookyValue {
  /** The bytes, zeros up to a whole word behind them. */
  private final byte[] utf8;

  private final int length;
  private @Nullable String text;

  private SpookyString(byte[] bytes, int offset, int length, @Nullable String text) {
    this.utf8 = ByteSink.pad(bytes, offset, length);
    this.length = length;
    this.text = text;
  }

  /**
   * The value of a string.
   *
   * @throws RecordException if a surrogate stands alone
   */
  public static SpookyString of(String text) {
    byte[] bytes = Utf8.bytes(text);
    return new SpookyString(bytes, 0, bytes.length, text);
  }

  /**
   * The value of some bytes, which are copied.
   *
   * @throws RecordException if they are not UTF-8
   */
  public static SpookyString ofUtf8(byte[] bytes, int offset, int length) {
    if (!Utf8.isValid(bytes, offset, length)) {
      throw RecordException.invalidText(offset, "not UTF-8");
    }
    return new SpookyString(bytes, offset, length, null);
  }

  /** The number of UTF-8 bytes. */
  public int byteLength() {
    return length;
  }

  /** Appends the bytes. */
  public void writeTo(ByteSink sink) {
    sink.putPadded(utf8, length);
  }

  /** The text. */
  public String text() {
    String known = text;
    if (known == null) {
      known = new String(utf8, 0, length, StandardCharsets.UTF_8);
      text = known;
    }
    return known;
  }

  @Override
  public Kind kind() {
    return Kind.STR;
  }

  @Override
  public int compareTo(SpookyValue other) {
    return other instanceof SpookyString string
        ? Arrays.compareUnsigned(utf8, 0, length, string.utf8, 0, string.length)
        : Integer.compare(kind().rank(), other.kind().rank());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SpookyString string
        && length == string.length
        && Arrays.equals(utf8, string.utf8);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(utf8);
  }

  @Override
  public String toString() {
    return '"' + text() + '"';
  }
}
