// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CANCEL SESSION number} or {@code CANCEL VIEW name}: ends what another session runs. */
public final class Cancel extends Statement {
  private final SqlNode what;

  /** Made by the parser. */
  public Cancel(SqlParserPos position, SqlNode what) {
    super(position, "CANCEL", what);
    this.what = what;
  }

  /** The number of a session, or the name of a view that is being filled. */
  public SqlNode what() {
    return what;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(what instanceof SqlIdentifier ? "CANCEL VIEW" : "CANCEL SESSION");
    what.unparse(writer, 0, 0);
  }
}
