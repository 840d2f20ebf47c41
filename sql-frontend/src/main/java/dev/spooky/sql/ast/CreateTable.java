// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CREATE TABLE [IF NOT EXISTS] name (columns and constraints) [WITH (options)]}. */
public final class CreateTable extends Statement {
  private final boolean ifNotExists;
  private final SqlIdentifier name;
  private final List<ColumnDefinition> columns;
  private final List<TableConstraint> constraints;
  private final List<StatementOption> options;

  /** Made by the parser. */
  public CreateTable(
      SqlParserPos position,
      boolean ifNotExists,
      SqlIdentifier name,
      List<ColumnDefinition> columns,
      List<TableConstraint> constraints,
      List<StatementOption> options) {
    super(position, "CREATE TABLE", name);
    this.ifNotExists = ifNotExists;
    this.name = name;
    this.columns = List.copyOf(columns);
    this.constraints = List.copyOf(constraints);
    this.options = List.copyOf(options);
  }

  /** Whether a table of this name that exists already is left as it is. */
  public boolean ifNotExists() {
    return ifNotExists;
  }

  /** The table's name. */
  public SqlIdentifier name() {
    return name;
  }

  /** The columns in their order. */
  public List<ColumnDefinition> columns() {
    return columns;
  }

  /** All constraints but NOT NULL, from columns and table, in the order in which they stand. */
  public List<TableConstraint> constraints() {
    return constraints;
  }

  /** What stands in {@code WITH (...)}. */
  public List<StatementOption> options() {
    return options;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(ifNotExists ? "CREATE TABLE IF NOT EXISTS" : "CREATE TABLE");
    name.unparse(writer, 0, 0);
    SqlWriter.Frame frame = writer.startList("(", ")");
    for (ColumnDefinition column : columns) {
      writer.sep(",");
      column.unparse(writer);
    }
    for (TableConstraint constraint : constraints) {
      writer.sep(",");
      constraint.unparse(writer);
    }
    writer.endList(frame);
    if (!options.isEmpty()) {
      writer.keyword("WITH");
      StatementOption.unparseAll(writer, options);
    }
  }
}
