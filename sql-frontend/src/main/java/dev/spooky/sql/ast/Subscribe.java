// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** {@code SUBSCRIBE TO name, …|(query) [AS OF tick] [WITHOUT SNAPSHOT] [WITH PROGRESS]}. */
public final class Subscribe extends Statement {
  private final List<SqlNode> relations;
  private final @Nullable SqlNode resume;
  private final boolean snapshot;
  private final boolean progress;

  /** Made by the parser. */
  public Subscribe(
      SqlParserPos position,
      List<SqlNode> relations,
      @Nullable SqlNode resume,
      boolean snapshot,
      boolean progress) {
    super(position, "SUBSCRIBE", relations.toArray(new SqlNode[0]));
    this.relations = List.copyOf(relations);
    this.resume = resume;
    this.snapshot = snapshot;
    this.progress = progress;
  }

  /** {@code SqlIdentifier}s, or one query. */
  public List<SqlNode> relations() {
    return relations;
  }

  /** A tick or token after which the changes go on; null to begin anew. */
  public @Nullable SqlNode resume() {
    return resume;
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
    SqlWriter.Frame frame = writer.startList("", "");
    for (SqlNode relation : relations) {
      writer.sep(",");
      unparseRelation(writer, relation);
    }
    writer.endList(frame);
    if (resume != null) {
      writer.keyword("AS OF");
      resume.unparse(writer, 0, 0);
    }
    if (!snapshot) {
      writer.keyword("WITHOUT SNAPSHOT");
    }
    if (progress) {
      writer.keyword("WITH PROGRESS");
    }
  }
}
