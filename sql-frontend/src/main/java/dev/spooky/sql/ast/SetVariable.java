// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** {@code SET name = value}, {@code SET TIME ZONE value} or {@code RESET name}. */
public final class SetVariable extends Statement {
  private final SqlIdentifier name;
  private final @Nullable SqlNode value;

  /** Made by the parser. */
  public SetVariable(SqlParserPos position, SqlIdentifier name, @Nullable SqlNode value) {
    super(position, "SET", name, value);
    this.name = name;
    this.value = value;
  }

  /** The setting's name; {@code timezone} for TIME ZONE. */
  public SqlIdentifier name() {
    return name;
  }

  /**
   * A literal or a bare word, or a list of them; absent if the setting goes back to its default.
   */
  public @Nullable SqlNode value() {
    return value;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("SET");
    name.unparse(writer, 0, 0);
    writer.keyword("=");
    if (value == null) {
      writer.keyword("DEFAULT");
    } else if (value instanceof SqlNodeList list) {
      unparseNames(writer, list);
    } else {
      value.unparse(writer, 0, 0);
    }
  }
}
