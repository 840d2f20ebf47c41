// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * What a foreign key points at, and what happens to its rows when that goes.
 *
 * @param table the table that is referenced
 * @param columns its columns; null for its primary key
 * @param onDelete what happens when a referenced row is deleted
 * @param onUpdate what happens when a referenced key changes
 * @param position from REFERENCES to the last action
 */
public record ForeignKeyTarget(
    SqlIdentifier table,
    @Nullable SqlNodeList columns,
    Action onDelete,
    Action onUpdate,
    SqlParserPos position) {

  /** What happens to rows whose referenced row goes. */
  public enum Action {
    /** An error if rows still reference it at the end of the statement. */
    NO_ACTION("NO ACTION"),
    /** An error if rows reference it. */
    RESTRICT("RESTRICT"),
    /** They go, or change with it. */
    CASCADE("CASCADE"),
    /** Their columns become NULL. */
    SET_NULL("SET NULL"),
    /** Their columns become what DEFAULT says. */
    SET_DEFAULT("SET DEFAULT");

    private final String sql;

    Action(String sql) {
      this.sql = sql;
    }

    /** The action in SQL. */
    public String sql() {
      return sql;
    }
  }

  void unparse(SqlWriter writer) {
    writer.keyword("REFERENCES");
    table.unparse(writer, 0, 0);
    Statement.unparseColumns(writer, columns);
    unparse(writer, "ON DELETE", onDelete);
    unparse(writer, "ON UPDATE", onUpdate);
  }

  private static void unparse(SqlWriter writer, String event, Action action) {
    if (action != Action.NO_ACTION) {
      writer.keyword(event);
      writer.keyword(action.sql);
    }
  }
}
