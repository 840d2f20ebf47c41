// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code EXPLAIN [PLAN|CIRCUIT] [FORMAT TEXT|DOT] query|name}. */
public final class Explain extends Statement {
  private final Stage stage;
  private final Format format;
  private final SqlNode subject;

  /** How far down the query is followed. */
  public enum Stage {
    /** The optimised relational plan. */
    PLAN,
    /** The operators that run, with what they share and index. */
    CIRCUIT
  }

  /** How the answer is written. */
  public enum Format {
    /** An indented tree. */
    TEXT,
    /** A graph for Graphviz. */
    DOT
  }

  /** Made by the parser. */
  public Explain(SqlParserPos position, Stage stage, Format format, SqlNode subject) {
    super(position, "EXPLAIN", subject);
    this.stage = stage;
    this.format = format;
    this.subject = subject;
  }

  /** How far down the query is followed; the circuit if nothing was said. */
  public Stage stage() {
    return stage;
  }

  /** How the answer is written; text if nothing was said. */
  public Format format() {
    return format;
  }

  /** A {@code SqlIdentifier} that names a view, or a query. */
  public SqlNode subject() {
    return subject;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("EXPLAIN");
    writer.keyword(stage.name());
    writer.keyword("FORMAT");
    writer.keyword(format.name());
    subject.unparse(writer, 0, 0);
  }
}
