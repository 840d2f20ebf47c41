// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table, whether it was written after a column or on its own.
 *
 * @param kind what it demands
 * @param name the name after CONSTRAINT
 * @param columns the columns it is on; empty for CHECK
 * @param condition what CHECK demands
 * @param target what a FOREIGN KEY references
 * @param position from its first word to its last
 */
public record TableConstraint(
    Kind kind,
    @Nullable SqlIdentifier name,
    SqlNodeList columns,
    @Nullable SqlNode condition,
    @Nullable ForeignKeyTarget target,
    SqlParserPos position) {

  /** The kinds of constraints. */
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

  /** A PRIMARY KEY or UNIQUE. */
  public static TableConstraint key(
      Kind kind, @Nullable SqlIdentifier name, SqlNodeList columns, SqlParserPos position) {
    return new TableConstraint(kind, name, columns, null, null, position);
  }

  /** A CHECK. */
  public static TableConstraint check(
      @Nullable SqlIdentifier name, SqlNode condition, SqlParserPos position) {
    return new TableConstraint(Kind.CHECK, name, SqlNodeList.EMPTY, condition, null, position);
  }

  /** A FOREIGN KEY. */
  public static TableConstraint foreignKey(
      @Nullable SqlIdentifier name,
      SqlNodeList columns,
      ForeignKeyTarget target,
      SqlParserPos position) {
    return new TableConstraint(Kind.FOREIGN_KEY, name, columns, null, target, position);
  }

  void unparse(SqlWriter writer) {
    if (name != null) {
      writer.keyword("CONSTRAINT");
      name.unparse(writer, 0, 0);
    }
    writer.keyword(kind.sql);
    Statement.unparseColumns(writer, columns.isEmpty() ? null : columns);
    if (condition != null) {
      SqlWriter.Frame frame = writer.startList("(", ")");
      condition.unparse(writer, 0, 0);
      writer.endList(frame);
    }
    if (target != null) {
      target.unparse(writer);
    }
  }
}
