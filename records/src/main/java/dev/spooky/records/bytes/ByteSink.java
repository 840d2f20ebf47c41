// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.bytes;

import dev.spooky.records.error.RecordException;
import java.util.Arrays;

/**
 * A growable byte buffer that is filled from the front and used again.
 *
 * <p>{@link #clear} keeps the capacity, so after the largest record of a run nothing is allocated
 * any more; {@link #trimTo} gives memory back. Not for concurrent use: one sink per thread.
 */
public final class ByteSink {
  /** Holds most records without growing. */
  public static final int DEFAULT_CAPACITY = 1024;

  private static final int LONG_STRING_BYTES = 64;
  private static final int MAX_SIZE = Integer.MAX_VALUE - 16;

  private byte[] bytes;
  private int size;

  /** An empty sink of {@link #DEFAULT_CAPACITY}. */
  public ByteSink() {
    this(DEFAULT_CAPACITY);
  }

  /** An empty sink with room for this many bytes. */
  public ByteSink(int capacity) {
    bytes = new byte[capacity];
  }

  /** Empties the sink and keeps its memory. */
  public void clear() {
    size = 0;
  }

  /** The number of bytes written. */
  public int size() {
    return size;
  }

  /** The number of bytes that fit without growing. */
  public int capacity() {
    return bytes.length;
  }

  /** The array behind the sink; valid up to {@link #size()} and until the next write. */
  public byte[] array() {
    return bytes;
  }

  /** Shrinks the memory to the larger of the wanted capacity and what is written. */
  public void trimTo(int capacity) {
    int wanted = Math.max(capacity, size);
    if (wanted < bytes.length) {
      bytes = Arrays.copyOf(bytes, wanted);
    }
  }

  /** Makes room for this many further bytes. */
  public void ensure(int extraBytes) {
    if (extraBytes > bytes.length - size) {
      grow(extraBytes);
    }
  }

  private void grow(int extraBytes) {
    long needed = (long) size + extraBytes;
    if (extraBytes < 0 || needed > MAX_SIZE) {
      throw RecordException.tooLarge("record", needed);
    }
    long doubled = Math.min(MAX_SIZE, Math.max(64L, bytes.length * 2L));
    bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
  }

  /** Moves the end of what is written; bytes gained this way have no defined content. */
  public void setSize(int newSize) {
    if (newSize > size) {
      ensure(newSize - size);
    }
    size = newSize;
  }

  /** Appends one byte. */
  public void putByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  /** Appends four bytes. */
  public void putInt(int value) {
    ensure(4);
    LittleEndian.putInt(bytes, size, value);
    size += 4;
  }

  /** Appends eight bytes. */
  public void putLong(long value) {
    ensure(8);
    LittleEndian.putLong(bytes, size, value);
    size += 8;
  }

  /** Appends eight bytes in network order. */
  public void putLongBigEndian(long value) {
    ensure(8);
    LittleEndian.putLongBigEndian(bytes, size, value);
    size += 8;
  }

  /** Appends a whole array. */
  public void putBytes(byte[] source) {
    putBytes(source, 0, source.length);
  }

  /** Appends a part of an array. */
  public void putBytes(byte[] source, int offset, int length) {
    ensure(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  /**
   * Appends the first bytes of an array whose length is rounded up to whole words, see {@link
   * #pad}. Copies words, which for short strings is much cheaper than a call to copy bytes.
   */
  public void putPadded(byte[] padded, int length) {
    ensure(length + Long.BYTES);
    if (length > LONG_STRING_BYTES) {
      System.arraycopy(padded, 0, bytes, size, length);
    } else {
      for (int i = 0; i < length; i += Long.BYTES) {
        LittleEndian.putLong(bytes, size + i, LittleEndian.getLong(padded, i));
      }
    }
    size += length;
  }

  /** A copy of a part of an array, with zeros up to a whole number of words. */
  public static byte[] pad(byte[] source, int offset, int length) {
    byte[] padded = new byte[Math.addExact(length, Long.BYTES - 1) & -Long.BYTES];
    System.arraycopy(source, offset, padded, 0, length);
    return padded;
  }

  /** Appends zero bytes. */
  public void putZeros(int count) {
    ensure(count);
    Arrays.fill(bytes, size, size + count, (byte) 0);
    size += count;
  }

  /**
   * Appends the UTF-8 form of some chars.
   *
   * @throws RecordException if a surrogate stands alone
   */
  public void putUtf8(char[] chars, int offset, int length) {
    ensureText(length);
    size = Utf8.encode(chars, offset, length, bytes, size);
  }

  /** Appends the UTF-8 form of a string without an intermediate array. */
  public void putUtf8(String text) {
    ensureText(text.length());
    size = Utf8.encode(text, bytes, size);
  }

  /** Makes room for the longest UTF-8 form of so many chars. */
  private void ensureText(int chars) {
    if (chars > MAX_SIZE / 3) {
      throw RecordException.tooLarge("text", chars);
    }
    ensure(3 * chars);
  }

  /** A copy of what is written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /**
   * Hands over the array and starts again with another one; what was written stays in the old one.
   */
  public byte[] exchange(byte[] replacement) {
    byte[] old = bytes;
    bytes = replacement;
    size = 0;
    return old;
  }
}
