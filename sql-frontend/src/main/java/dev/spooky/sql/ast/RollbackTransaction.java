// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** {@code ROLLBACK [TO [SAVEPOINT] name]}. */
public final class RollbackTransaction extends Statement {
  private final @Nullable SqlIdentifier savepoint;

  /** Made by the parser. */
  public RollbackTransaction(SqlParserPos position, @Nullable SqlIdentifier savepoint) {
    super(position, "ROLLBACK", savepoint);
    this.savepoint = savepoint;
  }

  /** How far back; the whole transaction if absent. */
  public @Nullable SqlIdentifier savepoint() {
    return savepoint;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("ROLLBACK");
    if (savepoint != null) {
      writer.keyword("TO SAVEPOINT");
      savepoint.unparse(writer, 0, 0);
    }
  }
}
