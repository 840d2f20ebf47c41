// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * What an INSERT does with rows whose key is taken. Expressions are over rows of the table's
 * columns followed by the columns of the row that was to be inserted.
 *
 * @param keyColumns ordinals of the key's columns; empty for a table without a key, where there are
 *     no conflicts
 * @param values the new value of each of the table's columns; empty for DO NOTHING
 * @param condition which of the rows are changed; absent for all
 */
public record ConflictPlan(
    List<Integer> keyColumns, List<RexNode> values, @Nullable RexNode condition) {
  /** Copies the lists. */
  public ConflictPlan {
    keyColumns = List.copyOf(keyColumns);
    values = List.copyOf(values);
  }

  /** Whether the new row is simply dropped. */
  public boolean isNothing() {
    return values.isEmpty();
  }
}
