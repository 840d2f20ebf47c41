// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.system;

import dev.spooky.sql.catalog.SystemView;

/** {@code spooky_settings}: the settings of the session that reads it. */
final class SessionSettings {
  private SessionSettings() {}

  static SystemView view(Columns columns, Sessions sessions) {
    return columns
        .text("name", "setting", "description")
        .own(
            "spooky_settings",
            (number, rows) -> {
              SessionState session = sessions.find(number);
              if (session != null) {
                session.settings().forEach((name, s) -> rows.row(name, s.value(), s.description()));
              }
            });
  }
}
