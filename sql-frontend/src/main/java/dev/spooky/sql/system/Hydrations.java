// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.system;

import dev.spooky.sql.catalog.SystemView;
import dev.spooky.sql.exec.Database;
import dev.spooky.sql.exec.HydrationProgress;

/** {@code spooky_hydration}: the views that are being filled now. */
final class Hydrations {
  private Hydrations() {}

  static SystemView view(Columns columns, Database database) {
    return columns
        .text("view_name")
        .real("percent")
        .bigint("rows_read", "rows_in_all", "elapsed_ms", "remaining_ms")
        .own(
            "spooky_hydration",
            (session, rows) -> {
              for (HydrationProgress h : database.hydrations()) {
                long remaining = h.remainingMillis();
                rows.row(
                    h.view(),
                    h.total() == 0 ? 0.0 : Math.min(100.0, 100.0 * h.done() / h.total()),
                    h.done(),
                    h.total(),
                    h.elapsedMillis(),
                    remaining < 0 ? null : remaining);
              }
            });
  }
}
