// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** {@code COPY name [(columns)]|(query) TO 'file' [(options)]}. */
public final class CopyTo extends Statement {
  private final SqlNode relation;
  private final @Nullable SqlNodeList columns;
  private final SqlNode file;
  private final List<StatementOption> options;

  /** Made by the parser. */
  public CopyTo(
      SqlParserPos position,
      SqlNode relation,
      @Nullable SqlNodeList columns,
      SqlNode file,
      List<StatementOption> options) {
    super(position, "COPY TO", relation, columns, file);
    this.relation = relation;
    this.columns = columns;
    this.file = file;
    this.options = List.copyOf(options);
  }

  /** A {@code SqlIdentifier} that names a table or view, or a query. */
  public SqlNode relation() {
    return relation;
  }

  /** The columns that are written; all if absent. */
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
    unparseRelation(writer, relation);
    unparseColumns(writer, columns);
    writer.keyword("TO");
    file.unparse(writer, 0, 0);
    if (!options.isEmpty()) {
      StatementOption.unparseAll(writer, options);
    }
  }
}
