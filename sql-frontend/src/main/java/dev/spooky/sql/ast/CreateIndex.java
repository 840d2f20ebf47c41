// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** {@code CREATE [UNIQUE] INDEX [[IF NOT EXISTS] name] ON relation (column, …)}. */
public final class CreateIndex extends Statement {
  private final boolean unique;
  private final boolean ifNotExists;
  private final @Nullable SqlIdentifier name;
  private final SqlIdentifier relation;
  private final SqlNodeList columns;

  /** Made by the parser. */
  public CreateIndex(
      SqlParserPos position,
      boolean unique,
      boolean ifNotExists,
      @Nullable SqlIdentifier name,
      SqlIdentifier relation,
      SqlNodeList columns) {
    super(position, "CREATE INDEX", name, relation, columns);
    this.unique = unique;
    this.ifNotExists = ifNotExists;
    this.name = name;
    this.relation = relation;
    this.columns = columns;
  }

  /** Whether no two rows may have the same values. */
  public boolean unique() {
    return unique;
  }

  /** Whether an index of this name that exists already is left as it is. */
  public boolean ifNotExists() {
    return ifNotExists;
  }

  /** The index's name; null if it is to be made of those of relation and columns. */
  public @Nullable SqlIdentifier name() {
    return name;
  }

  /** The table or view. */
  public SqlIdentifier relation() {
    return relation;
  }

  /** The columns, each a {@code SqlIdentifier}. */
  public SqlNodeList columns() {
    return columns;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(unique ? "CREATE UNIQUE INDEX" : "CREATE INDEX");
    if (ifNotExists) {
      writer.keyword("IF NOT EXISTS");
    }
    if (name != null) {
      name.unparse(writer, 0, 0);
    }
    writer.keyword("ON");
    relation.unparse(writer, 0, 0);
    unparseColumns(writer, columns);
  }
}
