// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.system;

import dev.spooky.sql.catalog.SystemView;
import dev.spooky.sql.exec.Database;
import dev.spooky.sql.exec.MemoryUse;

/** {@code spooky_memory}: bytes of state, by tables, views and what views share. */
final class Memory {
  private Memory() {}

  static SystemView view(Columns columns, Database database) {
    return columns
        .text("kind", "schema_name", "name")
        .bigint("bytes", "row_count")
        .integer("view_count")
        .own(
            "spooky_memory",
            (session, rows) -> {
              for (MemoryUse.Part part : database.memory().parts()) {
                rows.row(
                    part.kind(),
                    part.schema(),
                    part.name(),
                    part.bytes(),
                    part.rows() < 0 ? null : part.rows(),
                    part.views() < 0 ? null : part.views());
              }
            });
  }
}
