// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/** Refuses updates of a result set's columns by label, and of whole rows. */
abstract class UpdatesByLabel extends UpdatesByIndex {
  @Override
  public final void updateNull(String label) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateBoolean(String label, boolean x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateByte(String label, byte x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateShort(String label, short x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateInt(String label, int x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateLong(String label, long x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateFloat(String label, float x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateDouble(String label, double x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateBigDecimal(String label, BigDecimal x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateString(String label, String x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateBytes(String label, byte[] x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateDate(String label, Date x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateTime(String label, Time x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateTimestamp(String label, Timestamp x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateAsciiStream(String label, InputStream x, int length) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateBinaryStream(String label, InputStream x, int length)
      throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateCharacterStream(String label, Reader x, int length) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateObject(String label, Object x, int scaleOrLength) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateObject(String label, Object x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateRef(String label, Ref x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateBlob(String label, Blob x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateClob(String label, Clob x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateArray(String label, Array x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateRowId(String label, RowId x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateNString(String label, String x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateNClob(String label, NClob x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateSQLXML(String label, SQLXML x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateNCharacterStream(String label, Reader x, long length)
      throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateAsciiStream(String label, InputStream x, long length)
      throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateBinaryStream(String label, InputStream x, long length)
      throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateCharacterStream(String label, Reader x, long length) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateBlob(String label, InputStream x, long length) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateClob(String label, Reader x, long length) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateNClob(String label, Reader x, long length) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateNCharacterStream(String label, Reader x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateAsciiStream(String label, InputStream x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateBinaryStream(String label, InputStream x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateCharacterStream(String label, Reader x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateBlob(String label, InputStream x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateClob(String label, Reader x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateNClob(String label, Reader x) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateObject(String label, Object x, SQLType type, int scaleOrLength)
      throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateObject(String label, Object x, SQLType type) throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void insertRow() throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void updateRow() throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void deleteRow() throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void cancelRowUpdates() throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void moveToInsertRow() throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final void moveToCurrentRow() throws SQLException {
    throw notUpdatable();
  }

  @Override
  public final boolean rowUpdated() {
    return false;
  }

  @Override
  public final boolean rowInserted() {
    return false;
  }

  @Override
  public final boolean rowDeleted() {
    return false;
  }

  @Override
  public final void refreshRow() throws SQLException {
    throw notUpdatable();
  }
}
