// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.system;

import dev.spooky.sql.catalog.SystemView;
import dev.spooky.sql.exec.Transaction;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** {@code spooky_sessions}: who is connected, and what runs. */
final class OpenSessions {
  private OpenSessions() {}

  static SystemView view(Columns columns, Sessions sessions) {
    return columns
        .bigint("session")
        .flag("is_own")
        .instant("opened_at")
        .text("state", "statement")
        .instant("statement_start")
        .own(
            "spooky_sessions",
            (own, rows) -> {
              for (SessionState session : sessions.all()) {
                rows.row(
                    session.number(),
                    session.number() == own,
                    time(session.openedAt()),
                    state(session),
                    session.statement().isEmpty() ? null : session.statement(),
                    time(session.statementStart()));
              }
            });
  }

  static @Nullable Object time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static String state(SessionState session) {
    Transaction transaction = session.openTransactionOrNull();
    if (session.isRunning()) {
      return "active";
    }
    return transaction == null ? "idle" : "idle in transaction";
  }
}
