// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * The {@code ON CONFLICT} clause of an {@link Insert}.
 *
 * @param position where it stands
 * @param target the columns of the key; empty if none were named
 * @param columns the columns that are set; empty for DO NOTHING
 * @param values what they are set to, beside {@code columns}; may use the alias {@code excluded}
 * @param where which of the rows in conflict are updated; absent for all
 */
public record OnConflict(
    SqlParserPos position,
    SqlNodeList target,
    SqlNodeList columns,
    SqlNodeList values,
    @Nullable SqlNode where) {

  /** {@code DO NOTHING}. */
  public static OnConflict doNothing(SqlParserPos position, SqlNodeList target) {
    return new OnConflict(position, target, SqlNodeList.EMPTY, SqlNodeList.EMPTY, null);
  }

  /** {@code DO UPDATE SET columns = values [WHERE where]}. */
  public static OnConflict doUpdate(
      SqlParserPos position,
      SqlNodeList target,
      SqlNodeList columns,
      SqlNodeList values,
      @Nullable SqlNode where) {
    return new OnConflict(position, target, columns, values, where);
  }

  /** Whether the new row is simply dropped. */
  public boolean isNothing() {
    return columns.isEmpty();
  }

  void unparse(SqlWriter writer) {
    writer.keyword("ON CONFLICT");
    if (!target.isEmpty()) {
      Statement.unparseColumns(writer, target);
    }
    if (isNothing()) {
      writer.keyword("DO NOTHING");
      return;
    }
    writer.keyword("DO UPDATE SET");
    SqlWriter.Frame frame = writer.startList("", "");
    for (int i = 0; i < columns.size(); i++) {
      writer.sep(",");
      columns.get(i).unparse(writer, 0, 0);
      writer.keyword("=");
      values.get(i).unparse(writer, 0, 0);
    }
    writer.endList(frame);
    if (where != null) {
      writer.keyword("WHERE");
      where.unparse(writer, 0, 0);
    }
  }
}
