// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import dev.spooky.runtime.zset.Errors;
import java.util.Locale;

/** SQL's text functions that make new text. */
public final class TextFunctions {
  /** No function makes a text longer than this many bytes. */
  static final int MAX_BYTES = 1 << 28;

  private TextFunctions() {}

  private static ValueException tooLong(long site) {
    return new ValueException(Errors.Kind.OUT_OF_RANGE, "result text is too long", site);
  }

  /** Both texts or byte strings, one after the other. */
  public static void concat(Register a, Register b, Register out, long site) {
    if ((long) a.length + b.length > MAX_BYTES) {
      throw tooLong(site);
    }
    out.reserve(a.length + b.length);
    out.append(a.bytes, a.start, a.length);
    out.append(b.bytes, b.start, b.length);
  }

  /** Upper case, without regard to any locale. */
  public static void upper(Register in, Register out) {
    byte[] to = out.reserve(in.length);
    for (int i = 0; i < in.length; i++) {
      byte value = in.bytes[in.start + i];
      if (value < 0) {
        out.setString(in.string().toUpperCase(Locale.ROOT));
        return;
      }
      to[i] = value >= 'a' && value <= 'z' ? (byte) (value - 32) : value;
    }
    out.length = in.length;
  }

  /** Lower case, without regard to any locale. */
  public static void lower(Register in, Register out) {
    byte[] to = out.reserve(in.length);
    for (int i = 0; i < in.length; i++) {
      byte value = in.bytes[in.start + i];
      if (value < 0) {
        out.setString(in.string().toLowerCase(Locale.ROOT));
        return;
      }
      to[i] = value >= 'A' && value <= 'Z' ? (byte) (value + 32) : value;
    }
    out.length = in.length;
  }

  /** The part of {@code length} characters (or bytes) from 1-based {@code from}. */
  public static void substring(
      Register in, long from, long length, boolean text, Register out, long site) {
    if (length < 0) {
      throw new ValueException(Errors.Kind.FUNCTION, "negative substring length not allowed", site);
    }
    long end = length > Long.MAX_VALUE - Math.max(from, 0) ? Long.MAX_VALUE : from + length;
    long first = Math.max(from, 1) - 1;
    long last = Math.max(end - 1, first);
    int startAt = text ? Utf8.offsetOf(in, first) : in.start + (int) Math.min(first, in.length);
    int endAt = text ? Utf8.offsetOf(in, last) : in.start + (int) Math.min(last, in.length);
    out.setSlice(in.bytes, startAt, endAt - startAt);
  }

  /** The first {@code count} characters; all but the last −count when negative. */
  public static void left(Register in, long count, Register out) {
    long kept = count >= 0 ? count : Math.max(0, Utf8.charLength(in) + count);
    out.setSlice(in.bytes, in.start, Utf8.offsetOf(in, kept) - in.start);
  }

  /** The last {@code count} characters; all but the first −count when negative. */
  public static void right(Register in, long count, Register out) {
    int characters = Utf8.charLength(in);
    long skipped =
        count >= 0
            ? Math.max(0, characters - count)
            : count == Long.MIN_VALUE ? characters : -count;
    int from = Utf8.offsetOf(in, skipped);
    out.setSlice(in.bytes, from, in.start + in.length - from);
  }

  /** Drops characters that are in {@code set} from the ends. */
  public static void trim(
      Register set, Register in, boolean leading, boolean trailing, Register out) {
    int from = in.start;
    int to = in.start + in.length;
    while (leading && from < to) {
      int width = width(in.bytes[from]);
      if (!contains(set, in.bytes, from, width)) {
        break;
      }
      from += width;
    }
    while (trailing && from < to) {
      int last = to - 1;
      while (last > from && (in.bytes[last] & 0xC0) == 0x80) {
        last--;
      }
      if (!contains(set, in.bytes, last, to - last)) {
        break;
      }
      to = last;
    }
    out.setSlice(in.bytes, from, to - from);
  }

  private static int width(byte first) {
    return first >= 0 ? 1 : (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : 4;
  }

  private static boolean contains(Register set, byte[] bytes, int at, int width) {
    int end = set.start + set.length;
    for (int i = set.start; i < end; ) {
      int length = width(set.bytes[i]);
      if (length == width && Utf8.equal(set.bytes, i, length, bytes, at, width)) {
        return true;
      }
      i += length;
    }
    return false;
  }

  /** 1-based position of {@code part} at or after character {@code from}, or 0. */
  public static long position(Register part, Register in, long from) {
    if (from < 1) {
      return 0;
    }
    int start = Utf8.offsetOf(in, from - 1);
    int found = Utf8.indexOf(in, start, part);
    if (found < 0) {
      return 0;
    }
    long position = 1;
    for (int i = in.start; i < found; i++) {
      if ((in.bytes[i] & 0xC0) != 0x80) {
        position++;
      }
    }
    return position;
  }

  /** Every {@code search} becomes {@code replacement}. */
  public static void replace(
      Register in, Register search, Register replacement, Register out, long site) {
    int at = in.start;
    int end = in.start + in.length;
    if (search.length == 0) {
      out.setSlice(in.bytes, in.start, in.length);
      return;
    }
    out.reserve(in.length);
    while (true) {
      int found = Utf8.indexOf(in, at, search);
      int upTo = found < 0 ? end : found;
      out.append(in.bytes, at, upTo - at);
      if (found < 0) {
        return;
      }
      out.append(replacement.bytes, replacement.start, replacement.length);
      if (out.length > MAX_BYTES) {
        throw tooLong(site);
      }
      at = found + search.length;
    }
  }

  /** Replaces {@code length} characters from 1-based {@code from}. */
  public static void overlay(
      Register in, Register replacement, long from, long length, Register out, long site) {
    if (from < 1) {
      throw new ValueException(Errors.Kind.FUNCTION, "negative substring length not allowed", site);
    }
    int cut = Utf8.offsetOf(in, from - 1);
    int resume = Utf8.offsetOf(in, Math.max(0, from - 1 + length));
    int end = in.start + in.length;
    out.reserve(in.length + replacement.length);
    out.append(in.bytes, in.start, cut - in.start);
    out.append(replacement.bytes, replacement.start, replacement.length);
    out.append(in.bytes, resume, end - resume);
  }

  /** Cuts or fills to {@code width} characters, on the left or on the right. */
  public static void pad(
      Register in, long width, Register fill, boolean onLeft, Register out, long site) {
    int characters = Utf8.charLength(in);
    if (width <= characters || fill.length == 0) {
      int end = Utf8.offsetOf(in, Math.max(0, width));
      out.setSlice(in.bytes, in.start, end - in.start);
      return;
    } else if (width > MAX_BYTES / 4) {
      throw tooLong(site);
    }
    out.reserve(in.length + (int) width);
    if (!onLeft) {
      out.append(in.bytes, in.start, in.length);
    }
    int at = fill.start;
    for (long missing = width - characters; missing > 0; missing--) {
      int length = width(fill.bytes[at]);
      out.append(fill.bytes, at, length);
      at += length;
      if (at >= fill.start + fill.length) {
        at = fill.start;
      }
    }
    if (onLeft) {
      out.append(in.bytes, in.start, in.length);
    }
  }

  /** The text {@code count} times. */
  public static void repeat(Register in, long count, Register out, long site) {
    long times = Math.max(0, count);
    if (in.length > 0 && times > MAX_BYTES / in.length) {
      throw tooLong(site);
    }
    out.reserve((int) (in.length * (in.length == 0 ? 0 : times)));
    for (long i = 0; i < times && in.length > 0; i++) {
      out.append(in.bytes, in.start, in.length);
    }
  }

  /** The characters in reverse order. */
  public static void reverse(Register in, Register out) {
    out.reserve(in.length);
    int end = in.start + in.length;
    while (end > in.start) {
      int from = end - 1;
      while (from > in.start && (in.bytes[from] & 0xC0) == 0x80) {
        from--;
      }
      out.append(in.bytes, from, end - from);
      end = from;
    }
  }

  /** Upper case after anything that is no letter or digit, else lower case. */
  public static void initcap(Register in, Register out) {
    StringBuilder text = new StringBuilder();
    boolean inWord = false;
    for (int c : in.string().codePoints().toArray()) {
      text.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
      inWord = Character.isLetterOrDigit(c);
    }
    out.setString(text.toString());
  }

  /** Field {@code index} of a text split at a delimiter; from the end when negative. */
  public static void splitPart(
      Register in, Register delimiter, long index, Register out, long site) {
    if (index == 0) {
      throw new ValueException(Errors.Kind.FUNCTION, "field position must not be zero", site);
    }
    long parts = 1;
    for (int at = next(in, in.start, delimiter); at >= 0; at = next(in, at, delimiter)) {
      parts++;
    }
    long wanted = index > 0 ? index : parts + index + 1;
    int from = in.start;
    for (long i = 1; i < wanted && from >= 0; i++) {
      from = next(in, from, delimiter);
    }
    if (wanted < 1 || from < 0) {
      out.setSlice(in.bytes, in.start, 0);
      return;
    }
    int end = delimiter.length == 0 ? -1 : Utf8.indexOf(in, from, delimiter);
    out.setSlice(in.bytes, from, (end < 0 ? in.start + in.length : end) - from);
  }

  private static int next(Register in, int from, Register delimiter) {
    int found = delimiter.length == 0 ? -1 : Utf8.indexOf(in, from, delimiter);
    return found < 0 ? -1 : found + delimiter.length;
  }
}
