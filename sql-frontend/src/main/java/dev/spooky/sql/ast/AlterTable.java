// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code ALTER TABLE [IF EXISTS] name action, …}. */
public final class AlterTable extends Statement {
  private final boolean ifExists;
  private final SqlIdentifier name;
  private final List<AlterAction> actions;

  /** Made by the parser. */
  public AlterTable(
      SqlParserPos position, boolean ifExists, SqlIdentifier name, List<AlterAction> actions) {
    super(position, "ALTER TABLE", name);
    this.ifExists = ifExists;
    this.name = name;
    this.actions = List.copyOf(actions);
  }

  /** Whether a table that does not exist is passed over. */
  public boolean ifExists() {
    return ifExists;
  }

  /** The table's name. */
  public SqlIdentifier name() {
    return name;
  }

  /** What is to be changed, in order. */
  public List<AlterAction> actions() {
    return actions;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(ifExists ? "ALTER TABLE IF EXISTS" : "ALTER TABLE");
    name.unparse(writer, 0, 0);
    SqlWriter.Frame frame = writer.startList("", "");
    for (AlterAction action : actions) {
      writer.sep(",");
      action.unparse(writer);
    }
    writer.endList(frame);
  }
}
