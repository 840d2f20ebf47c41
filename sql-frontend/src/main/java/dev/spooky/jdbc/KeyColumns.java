// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Prepared;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of inserted rows {@code getGeneratedKeys} is to give.
 *
 * @param wanted whether any
 * @param names by name; without names and ordinals it is what the table generates
 * @param ordinals by place, counted from 0
 */
record KeyColumns(boolean wanted, List<String> names, List<Integer> ordinals) {
  static final KeyColumns NONE = new KeyColumns(false, List.of(), List.of());

  static KeyColumns of(int keys) throws SQLException {
    return switch (keys) {
      case Statement.NO_GENERATED_KEYS -> NONE;
      case Statement.RETURN_GENERATED_KEYS -> new KeyColumns(true, List.of(), List.of());
      default -> throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "unknown mode of keys " + keys);
    };
  }

  static KeyColumns of(int @Nullable [] columns) {
    return columns == null || columns.length == 0
        ? NONE
        : new KeyColumns(true, List.of(), Arrays.stream(columns).map(c -> c - 1).boxed().toList());
  }

  static KeyColumns of(String @Nullable [] columns) {
    return columns == null || columns.length == 0
        ? NONE
        : new KeyColumns(true, List.of(columns), List.of());
  }

  void keep(Prepared prepared) {
    if (wanted) {
      prepared.keepGenerated(names, ordinals);
    }
  }
}
