// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code DROP TABLE|VIEW|MATERIALIZED VIEW|INDEX|SCHEMA|FUNCTION [IF EXISTS] name, ...
 * [RESTRICT|CASCADE]}.
 */
public final class DropRelations extends Statement {
  private final Kind kind;
  private final boolean ifExists;
  private final SqlNodeList names;
  private final boolean cascade;

  /** What is dropped. */
  public enum Kind {
    /** A stored table. */
    TABLE("DROP TABLE"),
    /** A view that is a macro. */
    VIEW("DROP VIEW"),
    /** A view whose rows are kept. */
    MATERIALIZED_VIEW("DROP MATERIALIZED VIEW"),
    /** An index of a table or view. */
    INDEX("DROP INDEX"),
    /** A schema. */
    SCHEMA("DROP SCHEMA"),
    /** A user's function. */
    FUNCTION("DROP FUNCTION");

    private final String sql;

    Kind(String sql) {
      this.sql = sql;
    }
  }

  /** Made by the parser. */
  public DropRelations(
      SqlParserPos position, Kind kind, boolean ifExists, SqlNodeList names, boolean cascade) {
    super(position, kind.sql, names);
    this.kind = kind;
    this.ifExists = ifExists;
    this.names = names;
    this.cascade = cascade;
  }

  /** What is dropped. */
  public Kind kind() {
    return kind;
  }

  /** Whether a name that does not exist is passed over. */
  public boolean ifExists() {
    return ifExists;
  }

  /** The names, each a {@code SqlIdentifier}. */
  public SqlNodeList names() {
    return names;
  }

  /** Whether what depends on the dropped relations goes with them; RESTRICT otherwise. */
  public boolean cascade() {
    return cascade;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(kind.sql);
    if (ifExists) {
      writer.keyword("IF EXISTS");
    }
    unparseNames(writer, names);
    if (cascade) {
      writer.keyword("CASCADE");
    }
  }
}
