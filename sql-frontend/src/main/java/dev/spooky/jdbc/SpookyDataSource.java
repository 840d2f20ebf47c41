// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Spooky;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives connections, either to a database that the program holds or by a URL as {@link
 * SpookyDriver} takes it. With the URL {@code jdbc:spooky:} every connection has a database of its
 * own.
 */
public final class SpookyDataSource implements DataSource {
  private final @Nullable Spooky database;
  private volatile String url = ConnectionUrl.PREFIX;
  private volatile int loginTimeoutSeconds;
  private volatile @Nullable PrintWriter logWriter;

  /** Connects by URL; set it with {@link #setUrl}. */
  public SpookyDataSource() {
    this.database = null;
  }

  /** Connects to {@code database}, which stays open when the connections are closed. */
  public SpookyDataSource(Spooky database) {
    this.database = database;
  }

  /** The URL that connections are made by. */
  public String getUrl() {
    return url;
  }

  /** Sets the URL that connections are made by. */
  public void setUrl(String url) {
    this.url = url;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Spooky shared = database;
    return shared == null
        ? SpookyDriver.open(url, null)
        : SpookyDriver.connect(shared, ConnectionUrl.PREFIX, Map.of(), () -> {});
  }

  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    return getConnection();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    logWriter = out;
  }

  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeoutSeconds = seconds;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeoutSeconds;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("the driver does not use java.util.logging", "0A000");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    Spooky shared = database;
    return shared == null ? Wrappers.unwrap(type, this) : Wrappers.unwrap(type, this, shared);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    Spooky shared = database;
    return Wrappers.find(type, this) != null
        || (shared != null && Wrappers.find(type, shared) != null);
  }
}
