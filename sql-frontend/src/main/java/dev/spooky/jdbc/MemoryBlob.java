// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes as a JDBC BLOB. They are a copy: changing them changes no table. Not thread-safe. */
final class MemoryBlob implements Blob {
  private byte @Nullable [] content;

  MemoryBlob(byte[] content) {
    this.content = content;
  }

  @Override
  public long length() throws SQLException {
    return content().length;
  }

  @Override
  public byte[] getBytes(long position, int length) throws SQLException {
    byte[] bytes = content();
    int from = start(position, bytes.length);
    if (length < 0) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "length " + length + " is negative");
    }
    return Arrays.copyOfRange(bytes, from, from + Math.min(length, bytes.length - from));
  }

  @Override
  public InputStream getBinaryStream() throws SQLException {
    return new ByteArrayInputStream(content());
  }

  @Override
  public InputStream getBinaryStream(long position, long length) throws SQLException {
    return new ByteArrayInputStream(getBytes(position, (int) Math.min(length, Integer.MAX_VALUE)));
  }

  @Override
  public long position(byte[] pattern, long start) throws SQLException {
    byte[] bytes = content();
    for (int at = start(start, bytes.length); at + pattern.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + pattern.length, pattern, 0, pattern.length)) {
        return at + 1L;
      }
    }
    return -1;
  }

  @Override
  public long position(Blob pattern, long start) throws SQLException {
    return position(pattern.getBytes(1, (int) pattern.length()), start);
  }

  @Override
  public int setBytes(long position, byte[] bytes) throws SQLException {
    return setBytes(position, bytes, 0, bytes.length);
  }

  @Override
  public int setBytes(long position, byte[] bytes, int offset, int length) throws SQLException {
    byte[] old = content();
    int from = start(position, old.length);
    if (offset < 0 || length < 0 || offset > bytes.length - length) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "offset " + offset + " and length " + length);
    }
    byte[] grown = Arrays.copyOf(old, Math.max(old.length, from + length));
    System.arraycopy(bytes, offset, grown, from, length);
    content = grown;
    return length;
  }

  @Override
  public OutputStream setBinaryStream(long position) throws SQLException {
    start(position, content().length);
    return new ByteArrayOutputStream() {
      @Override
      public void close() {
        try {
          setBytes(position, toByteArray());
        } catch (SQLException e) {
          throw new IllegalStateException("BLOB was freed before its stream was closed", e);
        }
      }
    };
  }

  @Override
  public void truncate(long length) throws SQLException {
    byte[] bytes = content();
    if (length < 0 || length > bytes.length) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "length " + length + " of " + bytes.length);
    }
    content = Arrays.copyOf(bytes, (int) length);
  }

  @Override
  public void free() {
    content = null;
  }

  private byte[] content() throws SQLException {
    byte[] bytes = content;
    if (bytes == null) {
      throw SqlErrors.of(SqlErrors.OBJECT_CLOSED, "the BLOB was freed");
    }
    return bytes;
  }

  private static int start(long position, int length) throws SQLException {
    if (position < 1 || position > length + 1L) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "position " + position + " of " + length);
    }
    return (int) (position - 1);
  }
}
