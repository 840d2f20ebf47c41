// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Column;
import dev.spooky.engine.SqlType;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Struct;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What a connection answers without asking the engine: variants, refusals, values kept. */
abstract class ConnectionBase implements Connection {
  private final Properties clientInfo = new Properties();
  private Map<String, Class<?>> typeMap = Map.of();
  private volatile int networkTimeoutMillis;
  private @Nullable SQLWarning warnings;

  /** Throws if the connection is closed. */
  abstract void checkOpen() throws SQLException;

  /** The session's time zone. */
  abstract ZoneId zone();

  @Override
  public final Statement createStatement(int type, int concurrency) throws SQLException {
    return createStatement(type, concurrency, ResultSet.HOLD_CURSORS_OVER_COMMIT);
  }

  @Override
  public final Statement createStatement(int type, int concurrency, int holdability)
      throws SQLException {
    checkResults(type, concurrency, holdability);
    return createStatement();
  }

  @Override
  public final PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    return prepareStatement(sql, type, concurrency, ResultSet.HOLD_CURSORS_OVER_COMMIT);
  }

  @Override
  public final PreparedStatement prepareStatement(
      String sql, int type, int concurrency, int holdability) throws SQLException {
    checkResults(type, concurrency, holdability);
    return prepareStatement(sql);
  }

  @Override
  public final PreparedStatement prepareStatement(String sql, int keys) throws SQLException {
    return prepareStatement(sql, KeyColumns.of(keys));
  }

  @Override
  public final PreparedStatement prepareStatement(String sql, int @Nullable [] columns)
      throws SQLException {
    return prepareStatement(sql, KeyColumns.of(columns));
  }

  @Override
  public final PreparedStatement prepareStatement(String sql, String @Nullable [] columns)
      throws SQLException {
    return prepareStatement(sql, KeyColumns.of(columns));
  }

  abstract PreparedStatement prepareStatement(String sql, KeyColumns keys) throws SQLException;

  /** JDBC wants a warning, not an error, for result sets that are less than was asked for. */
  private void checkResults(int type, int concurrency, int holdability) throws SQLException {
    checkOpen();
    boolean known =
        type >= ResultSet.TYPE_FORWARD_ONLY
            && type <= ResultSet.TYPE_SCROLL_SENSITIVE
            && (concurrency == ResultSet.CONCUR_READ_ONLY
                || concurrency == ResultSet.CONCUR_UPDATABLE)
            && (holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT
                || holdability == ResultSet.CLOSE_CURSORS_AT_COMMIT);
    if (!known) {
      throw SqlErrors.of(
          SqlErrors.BAD_ARGUMENT, "unknown type, concurrency or holdability of result sets");
    }
    if (type != ResultSet.TYPE_FORWARD_ONLY || concurrency != ResultSet.CONCUR_READ_ONLY) {
      addWarning("result sets are forward-only and read-only");
    }
  }

  @Override
  public final CallableStatement prepareCall(String sql) throws SQLException {
    throw refused("calling procedures");
  }

  @Override
  public final CallableStatement prepareCall(String sql, int type, int concurrency)
      throws SQLException {
    throw refused("calling procedures");
  }

  @Override
  public final CallableStatement prepareCall(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    throw refused("calling procedures");
  }

  @Override
  public final Clob createClob() throws SQLException {
    return createNClob();
  }

  @Override
  public final NClob createNClob() throws SQLException {
    checkOpen();
    return new MemoryClob("");
  }

  @Override
  public final Blob createBlob() throws SQLException {
    checkOpen();
    return new MemoryBlob(new byte[0]);
  }

  @Override
  public final SQLXML createSQLXML() throws SQLException {
    throw refused("the type XML");
  }

  @Override
  public final Array createArrayOf(@Nullable String type, Object @Nullable [] elements)
      throws SQLException {
    checkOpen();
    JdbcType base = type == null ? null : JdbcType.named(type);
    if (base == null || elements == null) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "no array of type " + type);
    }
    Column element = new Column("", SqlType.valueOf(base.name()), -1, 0, true);
    return new MemoryArray(element, Arrays.asList(elements), this::zone);
  }

  @Override
  public final Struct createStruct(String type, Object[] attributes) throws SQLException {
    throw refused("the type STRUCT");
  }

  private SQLException refused(String what) throws SQLException {
    checkOpen();
    return SqlErrors.unsupported(what);
  }

  @Override
  public final String nativeSQL(String sql) throws SQLException {
    checkOpen();
    return Escapes.process(sql);
  }

  @Override
  public final @Nullable String getCatalog() throws SQLException {
    checkOpen();
    return null;
  }

  @Override
  public final void setCatalog(@Nullable String catalog) throws SQLException {
    // There are no catalogs; JDBC wants the request ignored then.
    checkOpen();
  }

  @Override
  public final Map<String, Class<?>> getTypeMap() throws SQLException {
    checkOpen();
    return typeMap;
  }

  @Override
  public final void setTypeMap(@Nullable Map<String, Class<?>> map) throws SQLException {
    checkOpen();
    typeMap = map == null ? Map.of() : map;
  }

  @Override
  public final int getHoldability() throws SQLException {
    checkOpen();
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public final void setHoldability(int holdability) throws SQLException {
    checkResults(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, holdability);
    if (holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT) {
      throw SqlErrors.unsupported("closing cursors at commit", "HOLD_CURSORS_OVER_COMMIT");
    }
  }

  @Override
  public final void setNetworkTimeout(@Nullable Executor executor, int millis) throws SQLException {
    checkOpen();
    networkTimeoutMillis = StatementBase.notNegative(millis, "network timeout");
  }

  @Override
  public final int getNetworkTimeout() throws SQLException {
    checkOpen();
    return networkTimeoutMillis;
  }

  @Override
  public final void setClientInfo(String name, @Nullable String value)
      throws SQLClientInfoException {
    checkOpenForClientInfo();
    if (value == null) {
      clientInfo.remove(name);
    } else {
      clientInfo.setProperty(name, value);
    }
  }

  @Override
  public final void setClientInfo(@Nullable Properties properties) throws SQLClientInfoException {
    checkOpenForClientInfo();
    clientInfo.clear();
    if (properties != null) {
      clientInfo.putAll(properties);
    }
  }

  private void checkOpenForClientInfo() throws SQLClientInfoException {
    try {
      checkOpen();
    } catch (SQLException e) {
      throw new SQLClientInfoException(
          String.valueOf(e.getMessage()), e.getSQLState(), Map.of(), e);
    }
  }

  @Override
  public final @Nullable String getClientInfo(String name) throws SQLException {
    checkOpen();
    return clientInfo.getProperty(name);
  }

  @Override
  public final Properties getClientInfo() throws SQLException {
    checkOpen();
    Properties copy = new Properties();
    copy.putAll(clientInfo);
    return copy;
  }

  @Override
  public final @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    synchronized (clientInfo) {
      return warnings;
    }
  }

  @Override
  public final void clearWarnings() throws SQLException {
    checkOpen();
    synchronized (clientInfo) {
      warnings = null;
    }
  }

  private void addWarning(String message) {
    SQLWarning warning = new SQLWarning(message, "01000");
    synchronized (clientInfo) {
      SQLWarning first = warnings;
      if (first == null) {
        warnings = warning;
      } else {
        first.setNextWarning(warning);
      }
    }
  }
}
