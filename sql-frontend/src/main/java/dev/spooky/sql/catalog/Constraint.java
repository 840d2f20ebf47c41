// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import dev.spooky.sql.ast.ForeignKeyTarget;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;

/** What must hold for the rows of a table beside NOT NULL. */
public sealed interface Constraint {
  /** Its name, unique in its table. */
  String name();

  /** Ordinals of the columns that it is on. */
  List<Integer> columns();

  /**
   * No two rows have the same values; rows with a NULL among them are passed over.
   *
   * @param primary whether it is the PRIMARY KEY
   */
  record Key(String name, boolean primary, List<Integer> columns) implements Constraint {
    /** Copies the list. */
    public Key {
      columns = List.copyOf(columns);
    }
  }

  /**
   * No row makes the condition FALSE.
   *
   * @param columns ordinals of the columns that it reads
   * @param written the condition as a tree over the table's columns
   * @param condition the same, planned
   */
  record Check(String name, List<Integer> columns, SqlNode written, RexNode condition)
      implements Constraint {
    /** Copies the list. */
    public Check {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Every row without NULL in its columns has a row in another table, or its own, with the same
   * values.
   *
   * @param target the stable number of the table that is referenced
   * @param targetColumns ordinals of its key's columns, in the order of {@code columns}
   */
  record ForeignKey(
      String name,
      List<Integer> columns,
      long target,
      List<Integer> targetColumns,
      ForeignKeyTarget.Action onDelete,
      ForeignKeyTarget.Action onUpdate)
      implements Constraint {
    /** Copies the lists. */
    public ForeignKey {
      columns = List.copyOf(columns);
      targetColumns = List.copyOf(targetColumns);
    }
  }
}
