// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a {@code CREATE TABLE}, written at a column or after the columns.
 *
 * @param kind which constraint it is
 * @param name the name after CONSTRAINT
 * @param columns the columns it is about; none for a CHECK
 * @param operand the condition of a CHECK, or the table that a FOREIGN KEY refers to
 * @param position where it stands
 */
public record TableConstraint(
    Kind kind,
    @Nullable SqlIdentifier name,
    SqlNodeList columns,
    @Nullable SqlNode operand,
    SqlParserPos position) {

  /** The kinds of constraint that the grammar knows, which are more than the engine keeps. */
  public enum Kind {
    /** Unique and not null. */
    PRIMARY_KEY("PRIMARY KEY"),
    /** Unique among rows without NULL in it. */
    UNIQUE("UNIQUE"),
    /** A condition on each row. */
    CHECK("CHECK"),
    /** A reference to the rows of another table. */
    FOREIGN_KEY("FOREIGN KEY");

    private final String sql;

    Kind(String sql) {
      this.sql = sql;
    }

    /** The constraint's name in SQL. */
    public String sql() {
      return sql;
    }
  }

  void unparse(SqlWriter writer) {
    if (name != null) {
      writer.keyword("CONSTRAINT");
      name.unparse(writer, 0, 0);
    }
    writer.keyword(kind.sql);
    Statement.unparseColumns(writer, columns.isEmpty() ? null : columns);
    if (operand != null && kind == Kind.CHECK) {
      SqlWriter.Frame frame = writer.startList("(", ")");
      operand.unparse(writer, 0, 0);
      writer.endList(frame);
    } else if (operand != null) {
      writer.keyword("REFERENCES");
      operand.unparse(writer, 0, 0);
    }
  }
}
