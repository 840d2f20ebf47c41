// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** {@code COPY table [(columns)] FROM 'file' [(options)]}. */
public final class CopyFrom extends Statement {
  private final SqlIdentifier table;
  private final @Nullable SqlNodeList columns;
  private final SqlNode file;
  private final List<StatementOption> options;

  /** Made by the parser. */
  public CopyFrom(
      SqlParserPos position,
      SqlIdentifier table,
      @Nullable SqlNodeList columns,
      SqlNode file,
      List<StatementOption> options) {
    super(position, "COPY FROM", table, columns, file);
    this.table = table;
    this.columns = columns;
    this.file = file;
    this.options = List.copyOf(options);
  }

  /** The table that gets the rows. */
  public SqlIdentifier table() {
    return table;
  }

  /** The columns that the file has; all of the table's if absent. */
  public @Nullable SqlNodeList columns() {
    return columns;
  }

  /** The file's name, a string literal. */
  public SqlNode file() {
    return file;
  }

  /** Format, header and the like. */
  public List<StatementOption> options() {
    return options;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("COPY");
    table.unparse(writer, 0, 0);
    unparseColumns(writer, columns);
    writer.keyword("FROM");
    file.unparse(writer, 0, 0);
    if (!options.isEmpty()) {
      StatementOption.unparseAll(writer, options);
    }
  }
}
