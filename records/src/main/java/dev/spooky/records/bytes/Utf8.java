// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.bytes;

import dev.spooky.records.error.RecordException;
import java.nio.charset.StandardCharsets;

/** UTF-8 without replacement characters: text either has an exact form or is refused. */
public final class Utf8 {
  private static final long HIGH_BITS = 0x8080808080808080L;

  private static final int SHORT_TEXT = 32;

  private Utf8() {}

  /** True if the bytes are well-formed UTF-8 (no overlong forms, no surrogates). */
  public static boolean isValid(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int i = offset;
    while (i + 8 <= end && (LittleEndian.getLong(bytes, i) & HIGH_BITS) == 0) {
      i += 8;
    }
    if (i < end && end - i < 8 && i <= bytes.length - 8) {
      // The rest in one load, the bytes behind it masked away.
      long rest = LittleEndian.getLong(bytes, i) << (64 - 8 * (end - i));
      if ((rest & HIGH_BITS) == 0) {
        return true;
      }
    }
    return isValidFrom(bytes, i, end);
  }

  private static boolean isValidFrom(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end) {
      if (bytes[i] >= 0) {
        i++;
        continue;
      }
      int width = sequenceWidth(bytes, i, end);
      if (width == 0) {
        return false;
      }
      i += width;
    }
    return true;
  }

  /** The length of the multi-byte sequence at i, 0 if there is none. */
  private static int sequenceWidth(byte[] bytes, int i, int end) {
    int lead = bytes[i] & 0xff;
    if (lead < 0xc2 || lead > 0xf4) {
      return 0;
    }
    int width = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (end - i < width) {
      return 0;
    }
    for (int k = 1; k < width; k++) {
      if ((bytes[i + k] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int second = bytes[i + 1] & 0xff;
    boolean bad =
        (lead == 0xe0 && second < 0xa0)
            || (lead == 0xed && second > 0x9f)
            || (lead == 0xf0 && second < 0x90)
            || (lead == 0xf4 && second > 0x8f);
    return bad ? 0 : width;
  }

  /**
   * The bytes of a string.
   *
   * @throws RecordException if a surrogate stands alone
   */
  public static byte[] bytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!isPair(c, i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
          throw unpaired(i);
        }
        i++;
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Writes a string of a few ASCII characters, one byte each.
   *
   * @return false, and nothing is written, if it is longer or has other characters
   */
  public static boolean putShortAscii(String text, byte[] target, int position) {
    int length = text.length();
    if (length > SHORT_TEXT) {
      return false;
    }
    int all = 0;
    for (int i = 0; i < length; i++) {
      all |= text.charAt(i);
    }
    if (all >= 0x80) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      target[position + i] = (byte) text.charAt(i);
    }
    return true;
  }

  /** Writes a string's bytes; the target must have room for three bytes a char. */
  static int encode(String text, byte[] target, int position) {
    int at = position;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        target[at++] = (byte) c;
      } else if (!Character.isSurrogate(c)) {
        at = encodeBmp(c, target, at);
      } else {
        char low = i + 1 < length ? text.charAt(i + 1) : 0;
        at = encodePair(c, low, i, target, at);
        i++;
      }
    }
    return at;
  }

  /** Writes some chars' bytes; the target must have room for three bytes a char. */
  static int encode(char[] chars, int offset, int length, byte[] target, int position) {
    int at = position;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      char c = chars[i];
      if (c < 0x80) {
        target[at++] = (byte) c;
      } else if (!Character.isSurrogate(c)) {
        at = encodeBmp(c, target, at);
      } else {
        char low = i + 1 < end ? chars[i + 1] : 0;
        at = encodePair(c, low, i - offset, target, at);
        i++;
      }
    }
    return at;
  }

  private static int encodeBmp(char c, byte[] target, int position) {
    int at = position;
    if (c < 0x800) {
      target[at++] = (byte) (0xc0 | (c >> 6));
    } else {
      target[at++] = (byte) (0xe0 | (c >> 12));
      target[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
    }
    target[at++] = (byte) (0x80 | (c & 0x3f));
    return at;
  }

  private static int encodePair(char high, char low, int index, byte[] target, int position) {
    if (!isPair(high, low)) {
      throw unpaired(index);
    }
    int code = Character.toCodePoint(high, low);
    target[position] = (byte) (0xf0 | (code >> 18));
    target[position + 1] = (byte) (0x80 | ((code >> 12) & 0x3f));
    target[position + 2] = (byte) (0x80 | ((code >> 6) & 0x3f));
    target[position + 3] = (byte) (0x80 | (code & 0x3f));
    return position + 4;
  }

  private static boolean isPair(char high, char low) {
    return Character.isHighSurrogate(high) && Character.isLowSurrogate(low);
  }

  private static RecordException unpaired(int index) {
    return RecordException.invalidText(index, "unpaired surrogate");
  }
}
