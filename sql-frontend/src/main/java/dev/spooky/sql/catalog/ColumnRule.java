// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Where a column's values come from when a statement does not give them.
 *
 * @param defaultValue the expression after DEFAULT
 * @param identity what numbers the rows, for an IDENTITY column
 * @param always whether the numbers are always the table's own
 * @param generated the expression of a stored generated column
 */
public record ColumnRule(
    @Nullable SqlNode defaultValue,
    @Nullable IdentitySequence identity,
    boolean always,
    @Nullable Generated generated) {
  /** Values are given, or NULL. */
  public static final ColumnRule PLAIN = new ColumnRule(null, null, false, null);

  /**
   * An expression over a row's other columns.
   *
   * @param columns ordinals of the columns that it reads
   * @param written the expression as a tree
   * @param value the same, planned
   */
  public record Generated(List<Integer> columns, SqlNode written, RexNode value) {
    /** Copies the list. */
    public Generated {
      columns = List.copyOf(columns);
    }
  }

  /** The same with another DEFAULT. */
  public ColumnRule withDefault(@Nullable SqlNode value) {
    return new ColumnRule(value, identity, always, generated);
  }
}
