// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Connects programs to Spooky by URL: {@code jdbc:spooky:} is a private database in memory, which
 * goes with its connection; {@code jdbc:spooky:mem:name} is shared within the JVM and goes with the
 * last connection to it.
 *
 * <p>Settings follow a question mark ({@code jdbc:spooky:mem:shop?autoCommit=false}) or come as
 * properties: {@code autoCommit}, {@code readOnly}, {@code queryTimeout} (seconds), {@code
 * copyFolder} (below which COPY may use files; without it COPY is off); every other one is a
 * setting of the session, as of the statement SET. {@code user} and {@code password} are ignored.
 */
public final class SpookyDriver implements Driver {
  static final int MAJOR_VERSION = 0;
  static final int MINOR_VERSION = 1;
  static final String VERSION = MAJOR_VERSION + "." + MINOR_VERSION;

  static {
    try {
      DriverManager.registerDriver(new SpookyDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Made by {@code ServiceLoader}; drivers have no state. */
  public SpookyDriver() {}

  @Override
  public @Nullable Connection connect(String url, @Nullable Properties properties)
      throws SQLException {
    return acceptsURL(url) ? open(url, properties) : null;
  }

  /** Connects; refuses URLs that are not Spooky's. */
  static Connection open(String url, @Nullable Properties properties) throws SQLException {
    if (!ConnectionUrl.isOurs(url)) {
      throw SqlErrors.of(
          SqlErrors.CONNECTION_REFUSED,
          "'" + url + "' does not start with " + ConnectionUrl.PREFIX);
    }
    ConnectionUrl parsed = ConnectionUrl.parse(url, properties);
    try {
      String name = parsed.name();
      Spooky database = name == null ? Spooky.open() : Spooky.open(name);
      return connect(database, parsed.text(), parsed.settings(), database::close);
    } catch (RuntimeException e) {
      throw SqlErrors.translate(e);
    }
  }

  /** A connection to a database; {@code afterClose} runs when it has been closed. */
  static Connection connect(
      Spooky database, String url, Map<String, String> settings, Runnable afterClose)
      throws SQLException {
    Session session;
    try {
      session = database.session();
    } catch (RuntimeException e) {
      afterClose.run();
      throw SqlErrors.translate(e);
    }
    SpookyConnection connection = new SpookyConnection(session, url, afterClose);
    try {
      ConnectionSettings.apply(settings, connection);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public boolean acceptsURL(@Nullable String url) throws SQLException {
    if (url == null) {
      throw SqlErrors.of(SqlErrors.CONNECTION_REFUSED, "the URL is null");
    }
    return ConnectionUrl.isOurs(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties properties)
      throws SQLException {
    Map<String, String> given =
        acceptsURL(url) ? ConnectionUrl.parse(url, properties).settings() : Map.of();
    return new DriverPropertyInfo[] {
      property(
          given,
          ConnectionSettings.AUTO_COMMIT,
          "true",
          "Whether every statement is a transaction",
          true),
      property(
          given,
          ConnectionSettings.READ_ONLY,
          "false",
          "Whether statements that write are refused",
          true),
      property(
          given,
          ConnectionSettings.QUERY_TIMEOUT,
          "0",
          "Seconds that a statement may run; 0: any time",
          false),
      property(
          given,
          ConnectionSettings.COPY_FOLDER,
          "",
          "Folder below which COPY may read and write files; without one COPY is off",
          false)
    };
  }

  private static DriverPropertyInfo property(
      Map<String, String> given, String name, String value, String description, boolean flag) {
    DriverPropertyInfo info = new DriverPropertyInfo(name, given.getOrDefault(name, value));
    info.description = description;
    if (flag) {
      info.choices = new String[] {"true", "false"};
    }
    return info;
  }

  @Override
  public int getMajorVersion() {
    return MAJOR_VERSION;
  }

  @Override
  public int getMinorVersion() {
    return MINOR_VERSION;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("the driver does not use java.util.logging", "0A000");
  }
}
