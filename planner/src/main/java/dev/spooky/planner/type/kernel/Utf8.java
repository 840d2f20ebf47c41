// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import java.util.Arrays;

/** Text functions on UTF-8 bytes; positions and lengths count code points. */
public final class Utf8 {
  private Utf8() {}

  private static boolean isStart(byte value) {
    return (value & 0xC0) != 0x80;
  }

  /** Number of code points. */
  public static int charLength(Register in) {
    int count = 0;
    for (int i = in.start; i < in.start + in.length; i++) {
      if (isStart(in.bytes[i])) {
        count++;
      }
    }
    return count;
  }

  /** Offset in the array of code point {@code index}, or the end when there are fewer. */
  public static int offsetOf(Register in, long index) {
    int end = in.start + in.length;
    if (index >= in.length) {
      return end;
    }
    long left = index;
    for (int i = in.start; i < end; i++) {
      if (isStart(in.bytes[i]) && left-- == 0) {
        return i;
      }
    }
    return end;
  }

  /** Whether two strings are the same bytes. */
  public static boolean equal(
      byte[] a, int aStart, int aLength, byte[] b, int bStart, int bLength) {
    return aLength == bLength
        && Arrays.equals(a, aStart, aStart + aLength, b, bStart, bStart + bLength);
  }

  /** Order as unsigned bytes, which is the order of code points. */
  public static int compare(Register a, Register b) {
    return Arrays.compareUnsigned(
        a.bytes, a.start, a.start + a.length, b.bytes, b.start, b.start + b.length);
  }

  /** Whether {@code part} stands at offset {@code at} of the array of {@code in}. */
  static boolean matchesAt(Register in, int at, Register part) {
    return at + part.length <= in.start + in.length
        && Arrays.equals(
            in.bytes, at, at + part.length, part.bytes, part.start, part.start + part.length);
  }

  /** Offset in the array of the first {@code part} at or after {@code from}; −1 when none. */
  public static int indexOf(Register in, int from, Register part) {
    int last = in.start + in.length - part.length;
    for (int i = from; i <= last; i++) {
      if (matchesAt(in, i, part)) {
        return i;
      }
    }
    return -1;
  }

  /** Offset of the first byte that is not ASCII white space. */
  static int skipSpaces(Register in) {
    int at = in.start;
    while (at < in.start + in.length && isSpace(in.bytes[at])) {
      at++;
    }
    return at;
  }

  /** Offset after the last byte that is not ASCII white space. */
  static int endWithoutSpaces(Register in) {
    int end = in.start + in.length;
    while (end > in.start && isSpace(in.bytes[end - 1])) {
      end--;
    }
    return end;
  }

  private static boolean isSpace(byte value) {
    return value == ' ' || value >= 9 && value <= 13;
  }

  /** Drops trailing blanks: the stored form of CHAR. */
  public static void stripBlanks(Register in, Register out) {
    out.setSlice(in.bytes, in.start, strippedLength(in.bytes, in.start, in.length));
  }

  /** Length of a text without its trailing blanks. */
  public static int strippedLength(byte[] bytes, int start, int length) {
    int end = start + length;
    while (end > start && bytes[end - 1] == ' ') {
      end--;
    }
    return end - start;
  }

  /** Cuts to at most {@code limit} code points. */
  public static void truncate(Register in, int limit, Register out) {
    int end = in.length <= limit ? in.start + in.length : offsetOf(in, limit);
    out.setSlice(in.bytes, in.start, end - in.start);
  }

  /** Appends blanks up to {@code width} code points. */
  public static void pad(Register in, int width, Register out) {
    int missing = width - charLength(in);
    byte[] source = in.bytes;
    int start = in.start;
    int length = in.length;
    out.reserve(length + Math.max(0, missing));
    out.append(source, start, length);
    for (int i = 0; i < missing; i++) {
      out.append(' ');
    }
  }
}
