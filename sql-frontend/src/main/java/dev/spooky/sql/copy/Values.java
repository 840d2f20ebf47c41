// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.copy;

import dev.spooky.engine.Binding;
import dev.spooky.engine.Column;
import dev.spooky.sql.error.SpookySqlException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets values of a file for the columns of a table; names the column in every fault. */
final class Values {
  private final List<Column> columns;

  Values(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  List<Column> columns() {
    return columns;
  }

  /** Sets a value given as text, or NULL. */
  void setText(Binding row, int column, @Nullable String text, long line) throws BadRowException {
    if (text == null) {
      setNull(row, column, line);
    } else {
      set(column, line, () -> row.setString(column, text));
    }
  }

  /** Sets NULL, unless the column is NOT NULL. */
  void setNull(Binding row, int column, long line) throws BadRowException {
    if (!columns.get(column).nullable()) {
      throw BadRowException.row(line, name(column) + ": NULL, but it is NOT NULL", null);
    }
    set(column, line, () -> row.setNull(column));
  }

  /** Runs a setter. */
  void set(int column, long line, Runnable setter) throws BadRowException {
    try {
      setter.run();
    } catch (SpookySqlException e) {
      throw BadRowException.row(line, name(column) + ": " + e.detail(), e);
    }
  }

  private String name(int column) {
    return "column '" + columns.get(column).name() + "'";
  }
}
