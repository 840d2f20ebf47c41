// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import org.jspecify.annotations.Nullable;

/** Sets parameters from streams and large objects: reads them to their end. */
abstract class ParameterStreams extends PreparedTexts {
  ParameterStreams(SpookyConnection connection) {
    super(connection);
  }

  /** Sets a parameter, counted from 1, to any object that JDBC names; null is NULL. */
  abstract void set(int parameter, @Nullable Object value) throws SQLException;

  /** Sets a parameter to the value that {@code content} reads, once the parameter is checked. */
  private void read(int parameter, Content content) throws SQLException {
    checkParameter(parameter);
    set(parameter, content.read());
  }

  /** Throws unless the statement is open and has this parameter. */
  abstract void checkParameter(int parameter) throws SQLException;

  /** Reads a stream. */
  @FunctionalInterface
  private interface Content {
    @Nullable Object read() throws SQLException;
  }

  @Override
  public final void setAsciiStream(int parameter, @Nullable InputStream x) throws SQLException {
    read(parameter, () -> Streams.ascii(x, Streams.ALL));
  }

  @Override
  public final void setAsciiStream(int parameter, @Nullable InputStream x, int length)
      throws SQLException {
    read(parameter, () -> Streams.ascii(x, length));
  }

  @Override
  public final void setAsciiStream(int parameter, @Nullable InputStream x, long length)
      throws SQLException {
    read(parameter, () -> Streams.ascii(x, length));
  }

  @Override
  public final void setBinaryStream(int parameter, @Nullable InputStream x) throws SQLException {
    read(parameter, () -> Streams.bytes(x, Streams.ALL));
  }

  @Override
  public final void setBinaryStream(int parameter, @Nullable InputStream x, int length)
      throws SQLException {
    read(parameter, () -> Streams.bytes(x, length));
  }

  @Override
  public final void setBinaryStream(int parameter, @Nullable InputStream x, long length)
      throws SQLException {
    read(parameter, () -> Streams.bytes(x, length));
  }

  @Override
  public final void setCharacterStream(int parameter, @Nullable Reader x) throws SQLException {
    read(parameter, () -> Streams.text(x, Streams.ALL));
  }

  @Override
  public final void setCharacterStream(int parameter, @Nullable Reader x, int length)
      throws SQLException {
    read(parameter, () -> Streams.text(x, length));
  }

  @Override
  public final void setCharacterStream(int parameter, @Nullable Reader x, long length)
      throws SQLException {
    read(parameter, () -> Streams.text(x, length));
  }

  @Override
  @Deprecated
  public final void setUnicodeStream(int parameter, @Nullable InputStream x, int length)
      throws SQLException {
    read(parameter, () -> Streams.utf8(x, length));
  }

  @Override
  public final void setNCharacterStream(int parameter, @Nullable Reader x) throws SQLException {
    read(parameter, () -> Streams.text(x, Streams.ALL));
  }

  @Override
  public final void setNCharacterStream(int parameter, @Nullable Reader x, long length)
      throws SQLException {
    read(parameter, () -> Streams.text(x, length));
  }

  @Override
  public final void setClob(int parameter, @Nullable Reader x) throws SQLException {
    read(parameter, () -> Streams.text(x, Streams.ALL));
  }

  @Override
  public final void setClob(int parameter, @Nullable Reader x, long length) throws SQLException {
    read(parameter, () -> Streams.text(x, length));
  }

  @Override
  public final void setNClob(int parameter, @Nullable Reader x) throws SQLException {
    read(parameter, () -> Streams.text(x, Streams.ALL));
  }

  @Override
  public final void setNClob(int parameter, @Nullable Reader x, long length) throws SQLException {
    read(parameter, () -> Streams.text(x, length));
  }

  @Override
  public final void setBlob(int parameter, @Nullable InputStream x) throws SQLException {
    read(parameter, () -> Streams.bytes(x, Streams.ALL));
  }

  @Override
  public final void setBlob(int parameter, @Nullable InputStream x, long length)
      throws SQLException {
    read(parameter, () -> Streams.bytes(x, length));
  }

  @Override
  public final void setBlob(int parameter, @Nullable Blob x) throws SQLException {
    set(parameter, x);
  }

  @Override
  public final void setClob(int parameter, @Nullable Clob x) throws SQLException {
    set(parameter, x);
  }

  @Override
  public final void setNClob(int parameter, @Nullable NClob x) throws SQLException {
    set(parameter, x);
  }

  @Override
  public final void setArray(int parameter, @Nullable Array x) throws SQLException {
    set(parameter, x);
  }

  @Override
  public final void setRef(int parameter, @Nullable Ref x) throws SQLException {
    checkParameter(parameter);
    throw SqlErrors.unsupported("a parameter of the type REF", "setObject");
  }

  @Override
  public final void setRowId(int parameter, @Nullable RowId x) throws SQLException {
    checkParameter(parameter);
    throw SqlErrors.unsupported("a parameter of the type ROWID", "setObject");
  }

  @Override
  public final void setSQLXML(int parameter, @Nullable SQLXML x) throws SQLException {
    checkParameter(parameter);
    throw SqlErrors.unsupported("a parameter of the type XML", "setObject");
  }
}
