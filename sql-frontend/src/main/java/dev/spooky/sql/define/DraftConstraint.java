// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import dev.spooky.sql.ast.ForeignKeyTarget;
import dev.spooky.sql.ast.TableConstraint;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table that is being defined.
 *
 * @param kind what it demands
 * @param name its name
 * @param columns names of its columns; empty for CHECK
 * @param condition what CHECK demands
 * @param reference what FOREIGN KEY references
 */
record DraftConstraint(
    TableConstraint.Kind kind,
    String name,
    List<String> columns,
    @Nullable SqlNode condition,
    @Nullable Reference reference) {
  DraftConstraint {
    columns = List.copyOf(columns);
  }

  /**
   * What a foreign key references.
   *
   * @param table the stable number of the table
   * @param columns names of its columns
   */
  record Reference(
      long table,
      List<String> columns,
      ForeignKeyTarget.Action onDelete,
      ForeignKeyTarget.Action onUpdate) {
    Reference {
      columns = List.copyOf(columns);
    }

    Reference renamed(String column, String to) {
      return new Reference(
          table, columns.stream().map(c -> c.equals(column) ? to : c).toList(), onDelete, onUpdate);
    }
  }

  DraftConstraint withReference(Reference changed) {
    return new DraftConstraint(kind, name, columns, condition, changed);
  }

  DraftConstraint renamed(String column, String to) {
    return new DraftConstraint(
        kind,
        name,
        columns.stream().map(c -> c.equals(column) ? to : c).toList(),
        condition == null ? null : ColumnNames.renamed(condition, column, to),
        reference);
  }

  /** Whether it is on a column, or reads it. */
  boolean concerns(String column) {
    return columns.contains(column)
        || condition != null && ColumnNames.in(condition).contains(column);
  }
}
