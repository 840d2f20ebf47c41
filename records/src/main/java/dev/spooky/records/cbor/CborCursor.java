// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.cbor;

import dev.spooky.records.bytes.LittleEndian;
import dev.spooky.records.bytes.Utf8;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.FieldName;
import java.nio.charset.StandardCharsets;

/**
 * A place in CBOR bytes and the head read last.
 *
 * <p>Invariant: never reads outside [start, end); whatever is wrong is a CBOR_ERROR with its
 * offset.
 */
final class CborCursor {
  private byte[] bytes = new byte[0];
  private int start;
  private int end;
  private int at;
  private int major;
  private int info;
  private long argument;

  /** A cursor at the end of nothing. */
  CborCursor() {}

  CborCursor(byte[] bytes, int offset, int length) {
    moveTo(bytes, offset, length);
  }

  /** Moves to the start of other bytes. */
  void moveTo(byte[] newBytes, int offset, int length) {
    bytes = newBytes;
    start = offset;
    end = offset + length;
    at = offset;
  }

  /** Bytes from the start of the value. */
  int position() {
    return at - start;
  }

  void moveTo(int position) {
    at = start + position;
  }

  int major() {
    return major;
  }

  int info() {
    return info;
  }

  /** The argument of the head, an unsigned number. */
  long argument() {
    return argument;
  }

  boolean isIndefinite() {
    return info == Cbor.INFO_INDEFINITE;
  }

  /** The double of a float head of 2, 4 or 8 bytes. */
  double floatValue() {
    return switch (info) {
      case Cbor.INFO_F16 -> half((int) argument);
      case Cbor.INFO_F32 -> Float.intBitsToFloat((int) argument);
      default -> Double.longBitsToDouble(argument);
    };
  }

  private static double half(int bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    double magnitude;
    if (exponent == 0) {
      magnitude = fraction * 0x1p-24;
    } else if (exponent == 31) {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else {
      magnitude = (1024 + fraction) * Math.scalb(1.0, exponent - 25);
    }
    return (bits & 0x8000) == 0 ? magnitude : -magnitude;
  }

  void readHead() {
    need(1);
    int head = bytes[at++] & 0xff;
    major = head >> 5;
    info = head & 0x1f;
    if (info < 24) {
      argument = info;
    } else if (info <= 27) {
      readArgument(1 << (info - 24));
    } else if (info == Cbor.INFO_INDEFINITE && major >= Cbor.BYTES && major <= Cbor.MAP) {
      argument = 0;
    } else {
      at--;
      throw error(head == Cbor.BREAK ? "break without an open container" : "reserved head");
    }
  }

  private void readArgument(int width) {
    need(width);
    if (width == 8) {
      argument = LittleEndian.getLongBigEndian(bytes, at);
    } else {
      long value = 0;
      for (int i = 0; i < width; i++) {
        value = value << 8 | (bytes[at + i] & 0xff);
      }
      argument = value;
    }
    at += width;
  }

  /** Takes the break byte if it is next. */
  boolean readBreak() {
    need(1);
    if ((bytes[at] & 0xff) != Cbor.BREAK) {
      return false;
    }
    at++;
    return true;
  }

  /** The count of a definite container, refused if the bytes cannot hold so many items. */
  long itemCount(int bytesPerItem) {
    if (argument < 0 || argument > (end - at) / bytesPerItem) {
      throw error("count beyond the end");
    }
    return argument;
  }

  /** The text of a text head that was just read. */
  String readText() {
    if (!isIndefinite()) {
      int from = textChunk();
      return new String(bytes, from, at - from, StandardCharsets.UTF_8);
    }
    StringBuilder text = new StringBuilder();
    while (!readBreak()) {
      nextChunk();
      int from = textChunk();
      text.append(new String(bytes, from, at - from, StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  private void nextChunk() {
    readHead();
    if (major != Cbor.TEXT || isIndefinite()) {
      throw error("text in chunks of another kind");
    }
  }

  /** Moves over the text of the head just read and gives its first index in the array. */
  int textChunk() {
    if (argument < 0 || argument > end - at) {
      throw error("text beyond the end");
    }
    int length = (int) argument;
    if (!Utf8.isValid(bytes, at, length)) {
      throw error("text is not UTF-8");
    }
    int from = at;
    at += length;
    return from;
  }

  private void skipText() {
    if (isIndefinite()) {
      while (!readBreak()) {
        nextChunk();
        textChunk();
      }
    } else {
      textChunk();
    }
  }

  /** Reads a key; any scalar will do unless only text is allowed. */
  String readKey(boolean textOnly) {
    readHead();
    if (major == Cbor.TEXT) {
      return readText();
    }
    if (textOnly) {
      throw error("Key must be a string");
    }
    return switch (major) {
      case Cbor.UNSIGNED -> Long.toUnsignedString(argument);
      case Cbor.NEGATIVE ->
          argument >= 0 ? Long.toString(~argument) : "-" + Long.toUnsignedString(argument + 1);
      case Cbor.SIMPLE -> simpleKey();
      default -> throw error("key of a kind that has no text");
    };
  }

  private String simpleKey() {
    return switch (info) {
      case Cbor.INFO_FALSE -> "false";
      case Cbor.INFO_TRUE -> "true";
      case Cbor.INFO_F16, Cbor.INFO_F32, Cbor.INFO_F64 -> Double.toString(floatValue());
      default -> "null";
    };
  }

  /** Moves over a key and tells whether it is this one. */
  boolean skipKey(FieldName name) {
    int before = at;
    readHead();
    if (major == Cbor.TEXT && !isIndefinite()) {
      int from = textChunk();
      return name.matches(bytes, from, at - from);
    }
    at = before;
    return readKey(false).equals(name.text());
  }

  /** Moves over one value with all that is in it, checking it as a read would. */
  void skipValue(int depth) {
    readHead();
    switch (major) {
      case Cbor.UNSIGNED, Cbor.NEGATIVE, Cbor.SIMPLE -> {}
      case Cbor.TEXT -> skipText();
      case Cbor.ARRAY, Cbor.MAP -> skipItems(depth, major == Cbor.MAP);
      default -> throw unsupported();
    }
  }

  private void skipItems(int depth, boolean isMap) {
    CborWriter.checkDepth(depth, position());
    boolean indefinite = isIndefinite();
    long count = indefinite ? 0 : itemCount(isMap ? 2 : 1);
    for (long i = 0; indefinite ? !readBreak() : i < count; i++) {
      if (isMap) {
        skipAnyKey();
      }
      skipValue(depth + 1);
    }
  }

  private void skipAnyKey() {
    int before = at;
    readHead();
    if (major == Cbor.TEXT) {
      skipText();
    } else {
      at = before;
      readKey(false);
    }
  }

  void expectEnd() {
    if (at != end) {
      throw error("bytes after the value");
    }
  }

  RecordException unsupported() {
    return error(major == Cbor.BYTES ? "byte strings have no value" : "tags have no value");
  }

  private void need(int count) {
    if (end - at < count) {
      throw error("ends too early");
    }
  }

  private RecordException error(String reason) {
    return RecordException.cbor(position(), reason);
  }
}
