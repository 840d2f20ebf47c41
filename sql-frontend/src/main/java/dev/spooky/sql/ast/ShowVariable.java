// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code SHOW name}, {@code SHOW TIME ZONE} or {@code SHOW ALL}. */
public final class ShowVariable extends Statement {
  private final SqlIdentifier name;

  /** Made by the parser. */
  public ShowVariable(SqlParserPos position, SqlIdentifier name) {
    super(position, "SHOW", name);
    this.name = name;
  }

  /** The setting's name; {@code timezone} for TIME ZONE, {@code all} for every setting. */
  public SqlIdentifier name() {
    return name;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("SHOW");
    name.unparse(writer, 0, 0);
  }
}
