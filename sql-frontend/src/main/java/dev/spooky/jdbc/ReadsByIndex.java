// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Column;
import dev.spooky.engine.RowView;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads columns by index, counted from 1, and remembers whether the last one was NULL. */
abstract class ReadsByIndex extends ReadsByLabel {
  private final Cell cell;
  private final int columnCount;
  private boolean wasNull;

  ReadsByIndex(RowView row, Supplier<ZoneId> zone) {
    List<Column> columns = row.columns();
    this.columnCount = columns.size();
    this.cell = new Cell(row, columns.stream().map(JdbcType::of).toArray(JdbcType[]::new), zone);
  }

  /** Throws unless the cursor is open and on a row. */
  abstract void checkOnRow() throws SQLException;

  /** Throws if the cursor is closed. */
  abstract void checkOpen() throws SQLException;

  @Override
  public final boolean wasNull() throws SQLException {
    checkOpen();
    return wasNull;
  }

  @Override
  public final boolean getBoolean(int column) throws SQLException {
    if (isNull(column)) {
      return false;
    }
    try {
      return cell.bool();
    } catch (RuntimeException e) {
      throw SqlErrors.translate(e);
    }
  }

  @Override
  public final byte getByte(int column) throws SQLException {
    return (byte) integer(column, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  @Override
  public final short getShort(int column) throws SQLException {
    return (short) integer(column, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  @Override
  public final int getInt(int column) throws SQLException {
    return (int) integer(column, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  @Override
  public final long getLong(int column) throws SQLException {
    return integer(column, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  @Override
  public final float getFloat(int column) throws SQLException {
    return (float) getDouble(column);
  }

  @Override
  public final double getDouble(int column) throws SQLException {
    if (isNull(column)) {
      return 0;
    }
    try {
      return cell.real();
    } catch (RuntimeException e) {
      throw SqlErrors.translate(e);
    }
  }

  @Override
  public final @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
    return read(column, Cell::decimal);
  }

  @Override
  @Deprecated
  public final @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    return read(column, from -> from.decimal().setScale(scale, RoundingMode.HALF_UP));
  }

  @Override
  public final @Nullable String getString(int column) throws SQLException {
    return read(column, Cell::text);
  }

  @Override
  public final @Nullable String getNString(int column) throws SQLException {
    return getString(column);
  }

  @Override
  public final byte @Nullable [] getBytes(int column) throws SQLException {
    if (isNull(column)) {
      return null;
    }
    try {
      return cell.bytes();
    } catch (RuntimeException e) {
      throw SqlErrors.translate(e);
    }
  }

  @Override
  public final @Nullable Date getDate(int column) throws SQLException {
    return getDate(column, null);
  }

  @Override
  public final @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
    return read(column, from -> TemporalCells.date(from, calendar));
  }

  @Override
  public final @Nullable Time getTime(int column) throws SQLException {
    return getTime(column, null);
  }

  @Override
  public final @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
    return read(column, from -> TemporalCells.time(from, calendar));
  }

  @Override
  public final @Nullable Timestamp getTimestamp(int column) throws SQLException {
    return getTimestamp(column, null);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar)
      throws SQLException {
    return read(column, from -> TemporalCells.timestamp(from, calendar));
  }

  @Override
  public final @Nullable InputStream getAsciiStream(int column) throws SQLException {
    return read(column, ObjectCells::asciiStream);
  }

  @Override
  @Deprecated
  public final @Nullable InputStream getUnicodeStream(int column) throws SQLException {
    return read(column, ObjectCells::unicodeStream);
  }

  @Override
  public final @Nullable InputStream getBinaryStream(int column) throws SQLException {
    return read(column, ObjectCells::binaryStream);
  }

  @Override
  public final @Nullable Reader getCharacterStream(int column) throws SQLException {
    return read(column, ObjectCells::characterStream);
  }

  @Override
  public final @Nullable Reader getNCharacterStream(int column) throws SQLException {
    return getCharacterStream(column);
  }

  @Override
  public final @Nullable Blob getBlob(int column) throws SQLException {
    return read(column, ObjectCells::blob);
  }

  @Override
  public final @Nullable Clob getClob(int column) throws SQLException {
    return getNClob(column);
  }

  @Override
  public final @Nullable NClob getNClob(int column) throws SQLException {
    return read(column, ObjectCells::clob);
  }

  @Override
  public final @Nullable Object getObject(int column) throws SQLException {
    return read(column, ObjectCells::natural);
  }

  @Override
  public final <T> @Nullable T getObject(int column, @Nullable Class<T> type) throws SQLException {
    if (type == null) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "the class to read a column as is null");
    }
    return read(column, ObjectCells.as(type));
  }

  @Override
  public final @Nullable Object getObject(int column, @Nullable Map<String, Class<?>> types)
      throws SQLException {
    if (isNull(column)) {
      return null;
    }
    Class<?> type = types == null ? null : types.get(cell.type().typeName());
    return type == null ? getObject(column) : getObject(column, type);
  }

  @Override
  public final @Nullable Array getArray(int column) throws SQLException {
    return read(column, ObjectCells::array);
  }

  @Override
  public final @Nullable Ref getRef(int column) throws SQLException {
    throw refused(column, "reading a column as a REF");
  }

  @Override
  public final @Nullable RowId getRowId(int column) throws SQLException {
    throw refused(column, "reading a column as a row id");
  }

  @Override
  public final @Nullable SQLXML getSQLXML(int column) throws SQLException {
    throw refused(column, "reading a column as XML");
  }

  @Override
  public final @Nullable URL getURL(int column) throws SQLException {
    throw refused(column, "reading a column as a URL");
  }

  private SQLException refused(int column, String what) throws SQLException {
    checkIndex(column);
    return SqlErrors.unsupported(what, "getString or getObject");
  }

  private long integer(int column, long min, long max) throws SQLException {
    if (isNull(column)) {
      return 0;
    }
    try {
      return cell.integer(min, max);
    } catch (RuntimeException e) {
      throw SqlErrors.translate(e);
    }
  }

  private <T> @Nullable T read(int column, Cell.Reader<? extends T> reader) throws SQLException {
    if (isNull(column)) {
      return null;
    }
    try {
      return reader.read(cell);
    } catch (RuntimeException e) {
      throw SqlErrors.translate(e);
    }
  }

  private boolean isNull(int column) throws SQLException {
    checkIndex(column);
    try {
      wasNull = cell.pointAt(column - 1);
      return wasNull;
    } catch (RuntimeException e) {
      throw SqlErrors.translate(e);
    }
  }

  private void checkIndex(int column) throws SQLException {
    checkOnRow();
    if (column < 1 || column > columnCount) {
      throw SqlErrors.of(
          SqlErrors.NO_SUCH_INDEX,
          "column " + column + " does not exist: the result has " + columnCount + " columns");
    }
  }
}
