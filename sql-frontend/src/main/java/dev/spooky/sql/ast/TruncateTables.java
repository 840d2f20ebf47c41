// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code TRUNCATE [TABLE] name, ...}. */
public final class TruncateTables extends Statement {
  private final SqlNodeList names;

  /** Made by the parser. */
  public TruncateTables(SqlParserPos position, SqlNodeList names) {
    super(position, "TRUNCATE", names);
    this.names = names;
  }

  /** The tables, each a {@code SqlIdentifier}. */
  public SqlNodeList names() {
    return names;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("TRUNCATE TABLE");
    unparseNames(writer, names);
  }
}
