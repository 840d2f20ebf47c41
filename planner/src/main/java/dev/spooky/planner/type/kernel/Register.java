// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Holds one value that is not NULL, in the fields that its domain uses, without allocation per
 * value:
 *
 * <pre>
 *   BOOL            lo = 0 or 1
 *   integers, dates lo            (also decimals up to 18 digits, scaled)
 *   wide decimals   hi, lo        (two's complement of 128 bits, scaled)
 *   REAL, DOUBLE    real
 *   text, bytes     bytes[start .. start + length)
 * </pre>
 */
public class Register {
  private static final byte[] NONE = new byte[0];

  /** Integer value, or the lower half of a wide one. */
  public long lo;

  /** Upper half of a wide value. */
  public long hi;

  /** Floating-point value. */
  public double real;

  /** Array that holds a text or byte string; not owned. */
  public byte[] bytes = NONE;

  /** Where the string starts in {@link #bytes}. */
  public int start;

  /** Length of the string in bytes. */
  public int length;

  private byte[] scratch = NONE;

  /** Points at a string. */
  public final void setSlice(byte[] newBytes, int newStart, int newLength) {
    bytes = newBytes;
    start = newStart;
    length = newLength;
  }

  /**
   * Points at this register's own buffer, made at least {@code capacity} long, from 0 with length
   * 0; returns it. The caller writes into it and sets {@link #length}.
   */
  public final byte[] reserve(int capacity) {
    if (scratch.length < capacity) {
      scratch = new byte[Math.max(capacity, Math.max(24, 2 * scratch.length))];
    }
    setSlice(scratch, 0, 0);
    return scratch;
  }

  /** Appends to the string begun by {@link #reserve}. */
  public final void append(byte[] source, int from, int count) {
    int needed = length + count;
    if (scratch.length < needed) {
      scratch = Arrays.copyOf(scratch, Math.max(needed, 2 * scratch.length));
      bytes = scratch;
    }
    System.arraycopy(source, from, scratch, length, count);
    length = needed;
  }

  /** Appends one byte to the string begun by {@link #reserve}. */
  public final void append(int value) {
    if (scratch.length == length) {
      scratch = Arrays.copyOf(scratch, Math.max(24, 2 * scratch.length));
      bytes = scratch;
    }
    scratch[length++] = (byte) value;
  }

  /** Points at the UTF-8 form of a text; allocates. */
  public final void setString(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    setSlice(utf8, 0, utf8.length);
  }

  /** The text pointed at; allocates. */
  public final String string() {
    return new String(bytes, start, length, StandardCharsets.UTF_8);
  }

  /** A copy of the string pointed at; allocates. */
  public final byte[] toByteArray() {
    return Arrays.copyOfRange(bytes, start, start + length);
  }

  /** Takes over a value; a string is shared, not copied. */
  public final void set(Register other) {
    lo = other.lo;
    hi = other.hi;
    real = other.real;
    bytes = other.bytes;
    start = other.start;
    length = other.length;
  }
}
