// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import dev.spooky.runtime.zset.Errors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A LIKE pattern, matched on UTF-8 bytes without allocation.
 *
 * <p>Patterns of literal text with % only at their ends are tests of prefix, suffix, equality or
 * containment; all others are matched greedily with one point of return, in O(text × pattern).
 */
public final class LikePattern {
  private static final short ANY_ONE = -1;
  private static final short ANY_MANY = -2;

  /** Byte values, or {@link #ANY_ONE} and {@link #ANY_MANY}. */
  private final short[] items;

  private final byte @Nullable [] literal;
  private final boolean openStart;
  private final boolean openEnd;

  private LikePattern(short[] items) {
    this.items = items;
    int from = items.length > 0 && items[0] == ANY_MANY ? 1 : 0;
    int to =
        items.length > from && items[items.length - 1] == ANY_MANY
            ? items.length - 1
            : items.length;
    this.openStart = from == 1;
    this.openEnd = to < items.length || items.length == 1 && openStart;
    this.literal = literal(Arrays.copyOfRange(items, from, to));
  }

  private static byte @Nullable [] literal(short[] items) {
    byte[] bytes = new byte[items.length];
    for (int i = 0; i < items.length; i++) {
      if (items[i] < 0) {
        return null;
      }
      bytes[i] = (byte) items[i];
    }
    return bytes;
  }

  /**
   * Compiles a pattern.
   *
   * @param escape the escape character as text; empty for none
   */
  public static LikePattern compile(String pattern, String escape, long site) {
    int escapeAs = escape.isEmpty() ? -1 : escape.codePointAt(0);
    if (escape.codePointCount(0, escape.length()) > 1) {
      throw new ValueException(Errors.Kind.FUNCTION, "invalid escape string", site);
    }
    short[] items = new short[4 * pattern.length()];
    int count = 0;
    for (int i = 0; i < pattern.length(); ) {
      int c = pattern.codePointAt(i);
      i += Character.charCount(c);
      if (c == escapeAs) {
        if (i == pattern.length()) {
          throw new ValueException(
              Errors.Kind.FUNCTION, "LIKE pattern must not end with escape character", site);
        }
        c = pattern.codePointAt(i);
        i += Character.charCount(c);
        count = addLiteral(items, count, c);
      } else if (c == '_') {
        items[count++] = ANY_ONE;
      } else if (c == '%') {
        if (count == 0 || items[count - 1] != ANY_MANY) {
          items[count++] = ANY_MANY;
        }
      } else {
        count = addLiteral(items, count, c);
      }
    }
    return new LikePattern(Arrays.copyOf(items, count));
  }

  private static int addLiteral(short[] items, int count, int codePoint) {
    int at = count;
    for (byte value : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
      items[at++] = (short) (value & 0xFF);
    }
    return at;
  }

  /** Whether a text matches. */
  public boolean matches(Register in) {
    return matches(in.bytes, in.start, in.length);
  }

  /** Whether a text matches. */
  public boolean matches(byte[] bytes, int start, int length) {
    byte[] part = literal;
    if (part == null) {
      return matchesItems(bytes, start, start + length);
    } else if (part.length > length) {
      return false;
    } else if (openStart && openEnd) {
      return contains(bytes, start, length, part);
    } else if (openEnd) {
      return Utf8.equal(bytes, start, part.length, part, 0, part.length);
    } else if (openStart) {
      return Utf8.equal(bytes, start + length - part.length, part.length, part, 0, part.length);
    }
    return length == part.length && Utf8.equal(bytes, start, length, part, 0, length);
  }

  private static boolean contains(byte[] bytes, int start, int length, byte[] part) {
    for (int at = start; at <= start + length - part.length; at++) {
      if (Utf8.equal(bytes, at, part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  private boolean matchesItems(byte[] bytes, int start, int end) {
    int at = start;
    int item = 0;
    int returnItem = -1;
    int returnAt = start;
    while (at < end || item < items.length) {
      if (item < items.length && items[item] == ANY_MANY) {
        returnItem = ++item;
        returnAt = at;
      } else if (item < items.length && at < end && accepts(items[item], bytes[at])) {
        at = items[item] == ANY_ONE ? next(bytes, at, end) : at + 1;
        item++;
      } else if (returnItem >= 0 && returnAt < end) {
        returnAt = next(bytes, returnAt, end);
        at = returnAt;
        item = returnItem;
      } else {
        return false;
      }
    }
    return true;
  }

  private static boolean accepts(short item, byte value) {
    return item == ANY_ONE || item == (value & 0xFF);
  }

  private static int next(byte[] bytes, int at, int end) {
    int next = at + 1;
    while (next < end && (bytes[next] & 0xC0) == 0x80) {
      next++;
    }
    return next;
  }
}
