// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Text as a JDBC CLOB. It is a copy: changing it changes no table. Not thread-safe. */
final class MemoryClob implements NClob {
  private @Nullable String content;

  MemoryClob(String content) {
    this.content = content;
  }

  @Override
  public long length() throws SQLException {
    return content().length();
  }

  @Override
  public String getSubString(long position, int length) throws SQLException {
    String text = content();
    int from = start(position, text.length());
    if (length < 0) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "length " + length + " is negative");
    }
    return text.substring(from, from + Math.min(length, text.length() - from));
  }

  @Override
  public Reader getCharacterStream() throws SQLException {
    return new StringReader(content());
  }

  @Override
  public Reader getCharacterStream(long position, long length) throws SQLException {
    return new StringReader(getSubString(position, (int) Math.min(length, Integer.MAX_VALUE)));
  }

  @Override
  public InputStream getAsciiStream() throws SQLException {
    return new ByteArrayInputStream(content().getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public long position(String pattern, long start) throws SQLException {
    String text = content();
    int found = text.indexOf(pattern, start(start, text.length()));
    return found < 0 ? -1 : found + 1L;
  }

  @Override
  public long position(Clob pattern, long start) throws SQLException {
    return position(pattern.getSubString(1, (int) pattern.length()), start);
  }

  @Override
  public int setString(long position, String text) throws SQLException {
    return setString(position, text, 0, text.length());
  }

  @Override
  public int setString(long position, String text, int offset, int length) throws SQLException {
    String old = content();
    int from = start(position, old.length());
    if (offset < 0 || length < 0 || offset > text.length() - length) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "offset " + offset + " and length " + length);
    }
    String tail = from + length < old.length() ? old.substring(from + length) : "";
    content = old.substring(0, from) + text.substring(offset, offset + length) + tail;
    return length;
  }

  @Override
  public OutputStream setAsciiStream(long position) throws SQLException {
    start(position, content().length());
    return new ByteArrayOutputStream() {
      @Override
      public void close() {
        MemoryClob.this.write(position, toString(StandardCharsets.US_ASCII));
      }
    };
  }

  @Override
  public Writer setCharacterStream(long position) throws SQLException {
    start(position, content().length());
    return new StringWriter() {
      @Override
      public void close() {
        MemoryClob.this.write(position, toString());
      }
    };
  }

  @Override
  public void truncate(long length) throws SQLException {
    String text = content();
    if (length < 0 || length > text.length()) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "length " + length + " of " + text.length());
    }
    content = text.substring(0, (int) length);
  }

  @Override
  public void free() {
    content = null;
  }

  private void write(long position, String text) {
    try {
      setString(position, text);
    } catch (SQLException e) {
      throw new IllegalStateException("CLOB was freed before its stream was closed", e);
    }
  }

  private String content() throws SQLException {
    String text = content;
    if (text == null) {
      throw SqlErrors.of(SqlErrors.OBJECT_CLOSED, "the CLOB was freed");
    }
    return text;
  }

  private static int start(long position, int length) throws SQLException {
    if (position < 1 || position > length + 1L) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "position " + position + " of " + length);
    }
    return (int) (position - 1);
  }
}
