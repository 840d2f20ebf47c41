// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import dev.spooky.records.row.ArrayReader;
import dev.spooky.records.row.ArrayWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Functions of arrays. Elements are compared by their bytes, so NULL equals NULL here. An element
 * that a function looks for is an array of one, {@code wanted}.
 */
public final class ArrayFunctions {
  private ArrayFunctions() {}

  /** Index, from 1, of the first element that equals the wanted one, at or after {@code from}. */
  public static int position(ArrayReader reader, Register array, Register wanted, long from) {
    Elements.open(reader, array);
    for (int i = 1; reader.next(); i++) {
      if (i >= from && reader.sameAs(wanted.bytes, wanted.start, wanted.length)) {
        return i;
      }
    }
    return 0;
  }

  /** The elements that do not equal the wanted one. */
  public static void remove(ArrayReader reader, ArrayWriter out, Register array, Register wanted) {
    out.begin();
    Elements.open(reader, array);
    while (reader.next()) {
      if (!reader.sameAs(wanted.bytes, wanted.start, wanted.length)) {
        out.addEncoded(reader.bytes(), reader.offset(), reader.length());
      }
    }
  }

  /** The elements, with another one in the places of the wanted one. */
  public static void replace(
      ArrayReader reader, ArrayWriter out, Register array, Register wanted, Register by) {
    out.begin();
    Elements.open(reader, array);
    while (reader.next()) {
      if (reader.sameAs(wanted.bytes, wanted.start, wanted.length)) {
        out.addEncoded(by.bytes, by.start, by.length);
      } else {
        out.addEncoded(reader.bytes(), reader.offset(), reader.length());
      }
    }
  }

  /** The first {@code count} elements. */
  public static void first(ArrayReader reader, ArrayWriter out, Register array, long count) {
    out.begin();
    Elements.open(reader, array);
    for (long i = 0; i < count && reader.next(); i++) {
      out.addEncoded(reader.bytes(), reader.offset(), reader.length());
    }
  }

  /** The elements, each of them once, at its first place. */
  public static void distinct(ArrayReader reader, ArrayWriter out, Register array) {
    Set<java.nio.ByteBuffer> seen = new HashSet<>();
    out.begin();
    Elements.open(reader, array);
    while (reader.next()) {
      if (seen.add(java.nio.ByteBuffer.wrap(reader.bytes(), reader.offset(), reader.length()))) {
        out.addEncoded(reader.bytes(), reader.offset(), reader.length());
      }
    }
  }

  /** The elements in ascending order, NULLs last: that of their bytes. */
  public static void sort(ArrayReader reader, ArrayWriter out, Register array) {
    List<byte[]> elements = elements(reader, array);
    elements.sort(Arrays::compareUnsigned);
    out.begin();
    elements.forEach(element -> out.addEncoded(element, 0, element.length));
  }

  /** The elements from the last to the first. */
  public static void reverse(ArrayReader reader, ArrayWriter out, Register array) {
    List<byte[]> elements = elements(reader, array);
    out.begin();
    for (int i = elements.size() - 1; i >= 0; i--) {
      out.addEncoded(elements.get(i), 0, elements.get(i).length);
    }
  }

  private static List<byte[]> elements(ArrayReader reader, Register array) {
    List<byte[]> elements = new ArrayList<>();
    Elements.open(reader, array);
    while (reader.next()) {
      int from = reader.offset();
      elements.add(Arrays.copyOfRange(reader.bytes(), from, from + reader.length()));
    }
    return elements;
  }

  /** Stands at the least or greatest element that is not NULL; false if there is none. */
  public static boolean extreme(ArrayReader reader, Register array, boolean greatest) {
    Elements.open(reader, array);
    int best = -1;
    int index = 0;
    int from = 0;
    int to = 0;
    for (; reader.next(); index++) {
      int at = reader.offset();
      int end = at + reader.length();
      boolean better =
          best < 0
              || Arrays.compareUnsigned(reader.bytes(), at, end, reader.bytes(), from, to) > 0
                  == greatest;
      if (!reader.isNull() && better) {
        best = index;
        from = at;
        to = end;
      }
    }
    return best >= 0 && reader.seek(best);
  }

  /** The elements as text with separators between; NULLs as {@code absent}, or left out. */
  public static void join(
      ValueType type, ArrayReader reader, Register[] in, boolean hasAbsent, Register out) {
    Elements.open(reader, in[0]);
    Register value = new Register();
    Register shown = new Register();
    out.reserve(in[0].length);
    boolean any = false;
    while (reader.next()) {
      Register text = shown;
      if (!reader.isNull()) {
        Elements.load(reader, type.elementType(), value);
        ValueText.print(type.elementType(), value, shown);
      } else if (hasAbsent) {
        text = in[2];
      } else {
        continue;
      }
      if (any) {
        out.append(in[1].bytes, in[1].start, in[1].length);
      }
      out.append(text.bytes, text.start, text.length);
      any = true;
    }
  }

  /**
   * The parts of a text between separators; without a separator its characters, of an empty text
   * none. A part that equals {@code absent} is NULL.
   */
  public static void split(
      Register[] in, boolean hasSeparator, boolean hasAbsent, ArrayWriter out) {
    Register text = in[0];
    out.begin();
    if (text.length == 0) {
      return;
    }
    int end = text.start + text.length;
    int from = text.start;
    while (true) {
      int to = end;
      int next = -1;
      if (!hasSeparator) {
        to = from + 1;
        while (to < end && (text.bytes[to] & 0xC0) == 0x80) {
          to++;
        }
        next = to < end ? to : -1;
      } else if (in[1].length > 0) {
        int found = Utf8.indexOf(text, from, in[1]);
        to = found < 0 ? end : found;
        next = found < 0 ? -1 : found + in[1].length;
      }
      boolean isAbsent =
          hasAbsent
              && Arrays.equals(
                  text.bytes, from, to, in[2].bytes, in[2].start, in[2].start + in[2].length);
      if (isAbsent) {
        out.addNull();
      } else {
        out.addBytes(text.bytes, from, to - from);
      }
      if (next < 0) {
        return;
      }
      from = next;
    }
  }
}
