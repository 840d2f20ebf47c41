// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** {@code COMMENT ON TABLE|VIEW|COLUMN name IS 'text'|NULL}. */
public final class CommentOn extends Statement {
  private final Kind kind;
  private final SqlIdentifier name;
  private final @Nullable SqlNode text;

  /** What is commented on. */
  public enum Kind {
    /** A table. */
    TABLE,
    /** A view of either kind. */
    VIEW,
    /** A column of a table or view. */
    COLUMN
  }

  /** Made by the parser. */
  public CommentOn(SqlParserPos position, Kind kind, SqlIdentifier name, @Nullable SqlNode text) {
    super(position, "COMMENT", name);
    this.kind = kind;
    this.name = name;
    this.text = text;
  }

  /** What is commented on. */
  public Kind kind() {
    return kind;
  }

  /** Its name; a column's ends with the column. */
  public SqlIdentifier name() {
    return name;
  }

  /** The comment, a string; null takes it away. */
  public @Nullable SqlNode text() {
    return text;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("COMMENT ON");
    writer.keyword(kind.name());
    name.unparse(writer, 0, 0);
    writer.keyword("IS");
    if (text == null) {
      writer.keyword("NULL");
    } else {
      text.unparse(writer, 0, 0);
    }
  }
}
