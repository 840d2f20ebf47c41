// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.random;

import java.util.List;

/**
 * Something to select from: a table, a view, or a query.
 *
 * @param sql its name, or the SELECT
 * @param columns its columns in order
 */
public record Rel(String sql, List<Col> columns) {
  /** Copies the columns. */
  public Rel {
    columns = List.copyOf(columns);
  }

  List<Col> reusable() {
    return columns.stream().filter(Col::reusable).toList();
  }
}
