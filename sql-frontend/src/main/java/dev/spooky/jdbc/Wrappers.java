// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** {@link java.sql.Wrapper} for an object and what stands behind it. */
final class Wrappers {
  private Wrappers() {}

  static <T> T unwrap(@Nullable Class<T> type, Object... candidates) throws SQLException {
    T found = find(type, candidates);
    if (found == null) {
      throw SqlErrors.of(
          SqlErrors.BAD_ARGUMENT,
          candidates[0].getClass().getName()
              + " does not wrap "
              + (type == null ? null : type.getName()));
    }
    return found;
  }

  static <T> @Nullable T find(@Nullable Class<T> type, Object... candidates) {
    for (Object candidate : candidates) {
      if (type != null && type.isInstance(candidate)) {
        return type.cast(candidate);
      }
    }
    return null;
  }
}
