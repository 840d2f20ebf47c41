// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code RELEASE [SAVEPOINT] name}. */
public final class ReleaseSavepoint extends Statement {
  private final SqlIdentifier name;

  /** Made by the parser. */
  public ReleaseSavepoint(SqlParserPos position, SqlIdentifier name) {
    super(position, "RELEASE SAVEPOINT", name);
    this.name = name;
  }

  /** The savepoint's name. */
  public SqlIdentifier name() {
    return name;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("RELEASE SAVEPOINT");
    name.unparse(writer, 0, 0);
  }
}
