// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CREATE SCHEMA [IF NOT EXISTS] name}. */
public final class CreateSchema extends Statement {
  private final boolean ifNotExists;
  private final SqlIdentifier name;

  /** Made by the parser. */
  public CreateSchema(SqlParserPos position, boolean ifNotExists, SqlIdentifier name) {
    super(position, "CREATE SCHEMA", name);
    this.ifNotExists = ifNotExists;
    this.name = name;
  }

  /** Whether a schema of this name that exists already is left as it is. */
  public boolean ifNotExists() {
    return ifNotExists;
  }

  /** The schema's name. */
  public SqlIdentifier name() {
    return name;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(ifNotExists ? "CREATE SCHEMA IF NOT EXISTS" : "CREATE SCHEMA");
    name.unparse(writer, 0, 0);
  }
}
