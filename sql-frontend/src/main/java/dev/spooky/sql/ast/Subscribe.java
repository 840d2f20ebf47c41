// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code SUBSCRIBE TO name|(query) [WITHOUT SNAPSHOT] [WITH PROGRESS]}. */
public final class Subscribe extends Statement {
  private final SqlNode relation;
  private final boolean snapshot;
  private final boolean progress;

  /** Made by the parser. */
  public Subscribe(SqlParserPos position, SqlNode relation, boolean snapshot, boolean progress) {
    super(position, "SUBSCRIBE", relation);
    this.relation = relation;
    this.snapshot = snapshot;
    this.progress = progress;
  }

  /** A {@code SqlIdentifier}, or a query. */
  public SqlNode relation() {
    return relation;
  }

  /** Whether the rows that are there already come first. */
  public boolean snapshot() {
    return snapshot;
  }

  /** Whether each tick's end is marked. */
  public boolean progress() {
    return progress;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("SUBSCRIBE TO");
    unparseRelation(writer, relation);
    if (!snapshot) {
      writer.keyword("WITHOUT SNAPSHOT");
    }
    if (progress) {
      writer.keyword("WITH PROGRESS");
    }
  }
}
