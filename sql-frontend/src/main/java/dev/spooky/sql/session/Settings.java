// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/** The settings of a session: {@code timezone}. */
final class Settings {
  private ZoneId zone = ZoneOffset.UTC;

  ZoneId zone() {
    return zone;
  }

  String get(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "timezone", "time_zone" -> zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
      default -> throw SpookySqlException.of(SqlErrorCode.UNDEFINED_SETTING, name);
    };
  }

  void set(String name, String value) {
    switch (name.toLowerCase(Locale.ROOT)) {
      case "timezone", "time_zone" -> zone = zone(value);
      default -> throw SpookySqlException.of(SqlErrorCode.UNDEFINED_SETTING, name);
    }
  }

  private static ZoneId zone(String value) {
    try {
      return value.isEmpty() ? ZoneOffset.UTC : ZoneId.of(value);
    } catch (DateTimeException e) {
      throw SpookySqlException.of(
              SqlErrorCode.INVALID_OPTION, "time zone '" + value + "' does not exist")
          .withHint("write a name such as Europe/Berlin or an offset such as +02:00")
          .withCause(e);
    }
  }
}
