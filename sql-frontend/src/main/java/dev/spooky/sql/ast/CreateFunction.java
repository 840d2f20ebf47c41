// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CREATE FUNCTION [IF NOT EXISTS] name AS 'class.method'}. */
public final class CreateFunction extends Statement {
  private final boolean ifNotExists;
  private final SqlIdentifier name;
  private final SqlNode method;

  /** Made by the parser. */
  public CreateFunction(
      SqlParserPos position, boolean ifNotExists, SqlIdentifier name, SqlNode method) {
    super(position, "CREATE FUNCTION", name, method);
    this.ifNotExists = ifNotExists;
    this.name = name;
    this.method = method;
  }

  /** Whether a function of this name that exists already is left as it is. */
  public boolean ifNotExists() {
    return ifNotExists;
  }

  /** The function's name. */
  public SqlIdentifier name() {
    return name;
  }

  /** A text literal: the class and its method. */
  public SqlNode method() {
    return method;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(ifNotExists ? "CREATE FUNCTION IF NOT EXISTS" : "CREATE FUNCTION");
    name.unparse(writer, 0, 0);
    writer.keyword("AS");
    method.unparse(writer, 0, 0);
  }
}
