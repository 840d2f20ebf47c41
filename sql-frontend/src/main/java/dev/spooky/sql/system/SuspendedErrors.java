// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.system;

import dev.spooky.sql.catalog.SystemView;
import dev.spooky.sql.exec.Database;

/** {@code spooky_errors}: what suspends views now, with the rows that cause it. */
final class SuspendedErrors {
  private SuspendedErrors() {}

  static SystemView view(Columns columns, Database database) {
    return columns
        .text("view_schema", "view_name", "sqlstate", "message")
        .integer("line", "position")
        .text("source", "source_row")
        .bigint("times")
        .own(
            "spooky_errors",
            (session, rows) ->
                database
                    .viewErrors()
                    .forEach(
                        e ->
                            rows.row(
                                e.view().schema(),
                                e.view().name(),
                                e.error().sqlState(),
                                e.error().detail(),
                                e.line() > 0 ? e.line() : null,
                                e.line() > 0 ? e.column() : null,
                                e.source(),
                                e.row(),
                                e.times())));
  }
}
