// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A relation that a view's query names, as it was called then and is called now. The view sees only
 * the columns that were there when it was defined.
 *
 * @param writtenName its name in the text of the query
 * @param name its name now
 * @param writtenColumns the names of its columns in the text
 * @param columns their names now
 * @param complete whether it has just these columns
 */
record ViewReference(
    RelationName writtenName,
    RelationName name,
    List<String> writtenColumns,
    List<String> columns,
    boolean complete) {
  ViewReference {
    writtenColumns = List.copyOf(writtenColumns);
    columns = List.copyOf(columns);
  }

  static ViewReference to(Entry entry) {
    List<String> columns = entry.rowType().getFieldNames();
    return new ViewReference(entry.fullName(), entry.fullName(), columns, columns, true);
  }

  ViewReference renamed(RelationName to) {
    return new ViewReference(writtenName, to, writtenColumns, columns, complete);
  }

  /** The same to a relation that now has these columns. */
  ViewReference over(List<String> all) {
    return new ViewReference(writtenName, name, writtenColumns, columns, columns.equals(all));
  }

  /** Whether the query can name the relation as it was written. */
  boolean isAsWritten() {
    return complete && writtenName.equals(name) && writtenColumns.equals(columns);
  }

  /** The same after a column was renamed, or dropped if {@code to} is null. */
  ViewReference withColumn(String column, @Nullable String to) {
    List<String> written = new ArrayList<>(writtenColumns);
    List<String> now = new ArrayList<>(columns);
    int at = now.indexOf(column);
    if (at >= 0 && to == null) {
      written.remove(at);
      now.remove(at);
    } else if (at >= 0 && to != null) {
      now.set(at, to);
    }
    return new ViewReference(writtenName, name, written, now, complete);
  }
}
