// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import dev.spooky.runtime.zset.Errors;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Bytes as text and back, digests, characters by number. */
public final class Codes {
  private Codes() {}

  private static ValueException fail(String message, long site) {
    return new ValueException(Errors.Kind.FUNCTION, message, site);
  }

  /** Bytes in hexadecimal digits. */
  public static void hex(Register in, Register out) {
    out.setString(HexFormat.of().formatHex(in.bytes, in.start, in.start + in.length));
  }

  /** Bytes as text in a format: hex, base64 or escape. */
  public static void encode(Register in, Register format, Register out, long site) {
    byte[] bytes = in.toByteArray();
    switch (format.string()) {
      case "hex" -> out.setString(HexFormat.of().formatHex(bytes));
      case "base64" ->
          out.setString(Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes));
      case "escape" -> out.setString(escaped(bytes));
      default -> throw fail("unrecognized encoding: \"" + format.string() + "\"", site);
    }
  }

  private static String escaped(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte value : bytes) {
      if (value == '\\') {
        text.append("\\\\");
      } else if (value == 0 || value < 0) {
        text.append('\\').append(Integer.toOctalString(value & 0xFF | 0x200).substring(1));
      } else {
        text.append((char) value);
      }
    }
    return text.toString();
  }

  /** Text in a format as bytes. */
  public static void decode(Register in, Register format, Register out, long site) {
    String text = in.string();
    try {
      byte[] bytes =
          switch (format.string()) {
            case "hex" -> HexFormat.of().parseHex(text.replaceAll("\\s", ""));
            case "base64" -> Base64.getDecoder().decode(text.replaceAll("\\s", ""));
            case "escape" -> unescaped(text);
            default -> throw fail("unrecognized encoding: \"" + format.string() + "\"", site);
          };
      out.setSlice(bytes, 0, bytes.length);
    } catch (IllegalArgumentException e) {
      throw ValueException.invalidText("bytea", text, site);
    }
  }

  private static byte[] unescaped(String text) {
    byte[] from = text.getBytes(StandardCharsets.UTF_8);
    Register out = new Register();
    out.reserve(from.length);
    for (int i = 0; i < from.length; i++) {
      if (from[i] != '\\') {
        out.append(from[i]);
      } else if (i + 1 < from.length && from[i + 1] == '\\') {
        out.append('\\');
        i++;
      } else if (i + 3 < from.length) {
        String octal = new String(from, i + 1, 3, StandardCharsets.ISO_8859_1);
        out.append((byte) Integer.parseInt(octal, 8)); // NumberFormatException: invalid
        i += 3;
      } else {
        throw new IllegalArgumentException(text);
      }
    }
    return out.toByteArray();
  }

  /** A digest as hexadecimal text. */
  public static void digest(Register in, String algorithm, Register out) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      digest.update(in.bytes, in.start, in.length);
      out.setString(HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("algorithm=" + algorithm, e);
    }
  }

  /** The number of the first character; 0 of an empty text. */
  public static long codePoint(Register in) {
    return in.length == 0 ? 0 : in.string().codePointAt(0);
  }

  /** The character of a number. */
  public static void character(long number, Register out, long site) {
    boolean surrogate = number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE;
    if (number <= 0 || number > Character.MAX_CODE_POINT || surrogate) {
      throw fail("no character has the number " + number, site);
    }
    out.setString(Character.toString((int) number));
  }

  /** Characters in {@code from} become those in {@code to} at their places, or go. */
  public static void translate(Register in, Register from, Register to, Register out) {
    int[] search = from.string().codePoints().toArray();
    int[] replacement = to.string().codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int c : in.string().codePoints().toArray()) {
      int place = 0;
      while (place < search.length && search[place] != c) {
        place++;
      }
      if (place == search.length) {
        text.appendCodePoint(c);
      } else if (place < replacement.length) {
        text.appendCodePoint(replacement[place]);
      }
    }
    out.setString(text.toString());
  }
}
