// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.system;

import dev.spooky.sql.catalog.SystemView;
import dev.spooky.sql.exec.Transaction;

/** {@code spooky_transactions}: the transactions that are open. */
final class Transactions {
  private Transactions() {}

  static SystemView view(Columns columns, Sessions sessions) {
    return columns
        .bigint("session")
        .instant("started_at")
        .text("isolation")
        .flag("read_only", "is_writer")
        .bigint("idle_ms")
        .own(
            "spooky_transactions",
            (own, rows) -> {
              for (SessionState session : sessions.all()) {
                Transaction transaction = session.openTransactionOrNull();
                if (transaction != null) {
                  rows.row(
                      session.number(),
                      OpenSessions.time(transaction.startedAt()),
                      transaction.mode().serializable() ? "SERIALIZABLE" : "READ COMMITTED",
                      transaction.mode().readOnly(),
                      transaction.isWriter(),
                      session.isRunning() ? null : transaction.idleMillis());
                }
              }
            });
  }
}
