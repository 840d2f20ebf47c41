// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import dev.spooky.records.row.ArrayReader;
import dev.spooky.records.row.ArrayWriter;
import java.nio.charset.StandardCharsets;

/**
 * Arrays to and from text as PostgreSQL writes them: <code>{1,NULL,"a, b"}</code>, arrays in arrays
 * <code>{{1,2},{3}}</code>. An object reads one text.
 */
final class ArrayText {
  private final ValueType type;
  private final byte[] text;
  private final int end;
  private final String whole;
  private final long site;
  private int at;

  /** A reader of a text of an array of that type. */
  ArrayText(ValueType type, Register in, long site) {
    this.type = type;
    this.text = in.bytes;
    this.at = in.start;
    this.end = in.start + in.length;
    this.whole = in.string();
    this.site = site;
  }

  /** Prints an array. */
  static void print(ValueType type, Register in, Register out) {
    Register text = new Register();
    text.reserve(2 * in.length + 2);
    append(type, in, text);
    out.setSlice(text.bytes, text.start, text.length);
  }

  private static void append(ValueType type, Register array, Register text) {
    ArrayReader reader = Elements.reader(type);
    ValueType element = type.elementType();
    Elements.open(reader, array);
    Register value = new Register();
    Register shown = new Register();
    text.append('{');
    for (boolean first = true; reader.next(); first = false) {
      if (!first) {
        text.append(',');
      }
      if (reader.isNull()) {
        NumberText.appendAscii("NULL", text);
        continue;
      }
      Elements.load(reader, element, value);
      if (element.isArray()) {
        append(element, value, text);
      } else {
        ValueText.print(element, value, shown);
        appendElement(shown, text);
      }
    }
    text.append('}');
  }

  private static void appendElement(Register shown, Register text) {
    if (!needsQuotes(shown)) {
      text.append(shown.bytes, shown.start, shown.length);
      return;
    }
    text.append('"');
    for (int i = shown.start; i < shown.start + shown.length; i++) {
      byte b = shown.bytes[i];
      if (b == '"' || b == '\\') {
        text.append('\\');
      }
      text.append(b);
    }
    text.append('"');
  }

  private static boolean needsQuotes(Register shown) {
    for (int i = shown.start; i < shown.start + shown.length; i++) {
      byte b = shown.bytes[i];
      if (isSpace(b) || b == '"' || b == '\\' || b == ',' || b == '{' || b == '}') {
        return true;
      }
    }
    return shown.length == 0 || shown.length == 4 && shown.string().equalsIgnoreCase("NULL");
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b >= '\t' && b <= '\r';
  }

  /** Reads the whole text. */
  void parse(Register out) {
    ArrayWriter writer = array(type);
    skipSpaces();
    if (at < end) {
      throw bad();
    }
    Elements.close(writer, out);
  }

  private ValueException bad() {
    return ValueException.invalidText(type.label(), whole, site);
  }

  private void skipSpaces() {
    while (at < end && isSpace(text[at])) {
      at++;
    }
  }

  private boolean takes(char wanted) {
    skipSpaces();
    boolean there = at < end && text[at] == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private ArrayWriter array(ValueType of) {
    ArrayWriter writer = Elements.writer(of);
    writer.begin();
    if (!takes('{')) {
      throw bad();
    }
    if (takes('}')) {
      return writer;
    }
    do {
      element(of.elementType(), writer);
    } while (takes(','));
    if (!takes('}')) {
      throw bad();
    }
    return writer;
  }

  private void element(ValueType element, ArrayWriter writer) {
    skipSpaces();
    Register value = new Register();
    if (element.isArray() && at < end && text[at] == '{') {
      ArrayWriter inner = array(element);
      writer.addBytes(inner.bytes(), 0, inner.length());
    } else if (token(value)) {
      Register parsed = new Register();
      ValueText.parse(element, value, parsed, site);
      Elements.add(writer, element, parsed);
    } else {
      writer.addNull();
    }
  }

  /** Reads an element's text; false if it is NULL. */
  private boolean token(Register out) {
    boolean quoted = takes('"');
    out.reserve(16);
    while (at < end && (quoted ? text[at] != '"' : !isDelimiter(text[at]))) {
      if (text[at] == '\\' && ++at == end) {
        throw bad();
      }
      out.append(text[at++]);
    }
    if (quoted) {
      if (at++ == end) {
        throw bad();
      }
      return true;
    }
    while (out.length > 0 && isSpace(out.bytes[out.length - 1])) {
      out.length--;
    }
    if (out.length == 0) {
      throw bad();
    }
    return !new String(out.bytes, 0, out.length, StandardCharsets.UTF_8).equalsIgnoreCase("NULL");
  }

  private static boolean isDelimiter(byte b) {
    return b == ',' || b == '}' || b == '{' || b == '"';
  }
}
