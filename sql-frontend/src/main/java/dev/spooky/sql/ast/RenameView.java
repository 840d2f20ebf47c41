// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code ALTER [MATERIALIZED] VIEW [IF EXISTS] name RENAME TO name}, or SET SCHEMA. */
public final class RenameView extends Statement {
  private final boolean materialized;
  private final boolean ifExists;
  private final SqlIdentifier name;
  private final SqlIdentifier to;
  private final boolean toSchema;

  /** Made by the parser. */
  public RenameView(
      SqlParserPos position,
      boolean materialized,
      boolean ifExists,
      SqlIdentifier name,
      SqlIdentifier to,
      boolean toSchema) {
    super(position, "ALTER VIEW", name, to);
    this.materialized = materialized;
    this.ifExists = ifExists;
    this.name = name;
    this.to = to;
    this.toSchema = toSchema;
  }

  /** Whether MATERIALIZED was written. */
  public boolean materialized() {
    return materialized;
  }

  /** Whether a view that does not exist is passed over. */
  public boolean ifExists() {
    return ifExists;
  }

  /** The view's name. */
  public SqlIdentifier name() {
    return name;
  }

  /** Whether it is its schema that changes. */
  public boolean toSchema() {
    return toSchema;
  }

  /** The name that it gets, or its schema. */
  public SqlIdentifier to() {
    return to;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(materialized ? "ALTER MATERIALIZED VIEW" : "ALTER VIEW");
    if (ifExists) {
      writer.keyword("IF EXISTS");
    }
    name.unparse(writer, 0, 0);
    writer.keyword(toSchema ? "SET SCHEMA" : "RENAME TO");
    to.unparse(writer, 0, 0);
  }
}
