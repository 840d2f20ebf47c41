// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.copy;

import dev.spooky.engine.Binding;
import dev.spooky.engine.Column;
import dev.spooky.engine.SqlType;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
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
      checkLength(column, text, line);
      set(column, line, () -> row.setString(column, text));
    }
  }

  /** Refuses what the table would refuse later, when the line is not known any more. */
  private void checkLength(int column, String text, long line) throws BadRowException {
    Column target = columns.get(column);
    boolean limited = target.type() == SqlType.VARCHAR || target.type() == SqlType.CHAR;
    int limit = target.precision();
    if (!limited || limit <= 0 || text.length() <= limit) {
      return;
    }
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    if (text.codePointCount(0, end) > limit) {
      throw BadRowException.row(
          line,
          SqlErrorCode.STRING_TOO_LONG,
          name(column) + ": value is too long for type " + target.type() + "(" + limit + ")");
    }
  }

  /** Sets NULL, unless the column is NOT NULL. */
  void setNull(Binding row, int column, long line) throws BadRowException {
    if (!columns.get(column).nullable()) {
      throw BadRowException.row(
          line, SqlErrorCode.NOT_NULL, name(column) + ": NULL, but it is NOT NULL");
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
