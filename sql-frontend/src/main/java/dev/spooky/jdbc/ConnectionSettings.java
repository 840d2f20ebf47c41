// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/** Applies the settings of a URL: the driver's own to the connection, the rest to the session. */
final class ConnectionSettings {
  static final String AUTO_COMMIT = "autoCommit";
  static final String READ_ONLY = "readOnly";
  static final String QUERY_TIMEOUT = "queryTimeout";
  static final String COPY_FOLDER = "copyFolder";

  private ConnectionSettings() {}

  static void apply(Map<String, String> settings, SpookyConnection connection) throws SQLException {
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      String name = setting.getKey();
      String value = setting.getValue();
      switch (name) {
        case AUTO_COMMIT -> connection.setAutoCommit(flag(name, value));
        case READ_ONLY -> connection.setReadOnly(flag(name, value));
        case QUERY_TIMEOUT -> connection.setDefaultTimeoutSeconds(seconds(value));
        case COPY_FOLDER -> connection.allowCopy(folder(value));
        default -> connection.set(name, value);
      }
    }
  }

  private static boolean flag(String name, String value) throws SQLException {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw SqlErrors.of(
              SqlErrors.BAD_ARGUMENT, name + " is '" + value + "', not true or false");
    };
  }

  private static Path folder(String value) throws SQLException {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw SqlErrors.of(
          SqlErrors.BAD_ARGUMENT, "copyFolder is '" + value + "', not a folder's name", e);
    }
  }

  private static int seconds(String value) throws SQLException {
    try {
      return StatementBase.notNegative(Integer.parseInt(value), "query timeout");
    } catch (NumberFormatException e) {
      throw SqlErrors.of(
          SqlErrors.BAD_ARGUMENT, "queryTimeout is '" + value + "', not a number of seconds", e);
    }
  }
}
