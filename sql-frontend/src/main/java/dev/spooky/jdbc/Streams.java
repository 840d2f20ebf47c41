// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads streams of values; a stream that is shorter than its stated length is an error. */
final class Streams {
  /** The length of streams that are read to their end. */
  static final long ALL = -1;

  private Streams() {}

  static byte @Nullable [] bytes(@Nullable InputStream stream, long length) throws SQLException {
    if (stream == null) {
      return null;
    }
    checkLength(length);
    try {
      byte[] bytes = length == ALL ? stream.readAllBytes() : stream.readNBytes((int) length);
      checkComplete(bytes.length, length);
      return bytes;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  static @Nullable String ascii(@Nullable InputStream stream, long length) throws SQLException {
    byte[] bytes = bytes(stream, length);
    return bytes == null ? null : new String(bytes, StandardCharsets.US_ASCII);
  }

  static @Nullable String utf8(@Nullable InputStream stream, long length) throws SQLException {
    byte[] bytes = bytes(stream, length);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  static @Nullable String text(@Nullable Reader reader, long length) throws SQLException {
    if (reader == null) {
      return null;
    }
    checkLength(length);
    StringBuilder text = new StringBuilder();
    char[] chunk = new char[8192];
    try {
      long left = length == ALL ? Long.MAX_VALUE : length;
      while (left > 0) {
        int read = reader.read(chunk, 0, (int) Math.min(left, chunk.length));
        if (read < 0) {
          break;
        }
        text.append(chunk, 0, read);
        left -= read;
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    checkComplete(text.length(), length);
    return text.toString();
  }

  private static void checkLength(long length) throws SQLException {
    if (length < ALL || length > Integer.MAX_VALUE) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "stream length " + length);
    }
  }

  private static void checkComplete(int read, long length) throws SQLException {
    if (length != ALL && read < length) {
      throw SqlErrors.of(
          SqlErrors.BAD_ARGUMENT, "the stream ended after " + read + " of " + length);
    }
  }

  private static SQLException unreadable(IOException e) {
    return SqlErrors.of("58030", "the stream cannot be read: " + e.getMessage(), e);
  }
}
