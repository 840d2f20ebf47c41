// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** {@code INSERT INTO table [AS alias] [(columns)] source|DEFAULT VALUES [ON CONFLICT ...]}. */
public final class Insert extends Statement {
  private final SqlIdentifier table;
  private final @Nullable SqlIdentifier alias;
  private final @Nullable SqlNodeList columns;
  private final @Nullable SqlNode source;
  private final @Nullable OnConflict conflict;

  /** Made by the parser. */
  public Insert(
      SqlParserPos position,
      SqlIdentifier table,
      @Nullable SqlIdentifier alias,
      @Nullable SqlNodeList columns,
      @Nullable SqlNode source,
      @Nullable OnConflict conflict) {
    super(position, "INSERT", table, columns, source);
    this.table = table;
    this.alias = alias;
    this.columns = columns;
    this.source = source;
    this.conflict = conflict;
  }

  /** The table that gets the rows. */
  public SqlIdentifier table() {
    return table;
  }

  /** The name by which {@code DO UPDATE} calls the table; the table's own if absent. */
  public @Nullable SqlIdentifier alias() {
    return alias;
  }

  /** The columns that are given; all of the table's, in their order, if absent. */
  public @Nullable SqlNodeList columns() {
    return columns;
  }

  /** VALUES or a query; absent for {@code DEFAULT VALUES}. */
  public @Nullable SqlNode source() {
    return source;
  }

  /** What happens to a row whose key is taken; an error if absent. */
  public @Nullable OnConflict conflict() {
    return conflict;
  }

  /**
   * This statement without its conflict clause, as Calcite's own node.
   *
   * @throws IllegalStateException for {@code DEFAULT VALUES}, which has no source
   */
  public SqlInsert toSqlInsert() {
    if (source == null) {
      throw new IllegalStateException("DEFAULT VALUES has no source");
    }
    return new SqlInsert(getParserPosition(), SqlNodeList.EMPTY, table, source, columns);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("INSERT INTO");
    table.unparse(writer, 0, 0);
    if (alias != null) {
      writer.keyword("AS");
      alias.unparse(writer, 0, 0);
    }
    unparseColumns(writer, columns);
    if (source == null) {
      writer.keyword("DEFAULT VALUES");
    } else {
      source.unparse(writer, 0, 0);
    }
    if (conflict != null) {
      conflict.unparse(writer);
    }
  }
}
