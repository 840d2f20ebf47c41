// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** {@code BEGIN} or {@code START TRANSACTION}, with its modes. */
public final class BeginTransaction extends Statement {
  private final @Nullable Isolation isolation;
  private final @Nullable Boolean readOnly;

  /** The isolation levels of the standard. */
  public enum Isolation {
    /** Treated as READ COMMITTED, as PostgreSQL does. */
    READ_UNCOMMITTED("READ UNCOMMITTED"),
    /** Each statement sees the last completed tick. */
    READ_COMMITTED("READ COMMITTED"),
    /** All statements see one tick. */
    REPEATABLE_READ("REPEATABLE READ"),
    /** The writer's slot is held from the start. */
    SERIALIZABLE("SERIALIZABLE");

    private final String sql;

    Isolation(String sql) {
      this.sql = sql;
    }
  }

  /** Made by the parser. */
  public BeginTransaction(
      SqlParserPos position, @Nullable Isolation isolation, @Nullable Boolean readOnly) {
    super(position, "BEGIN");
    this.isolation = isolation;
    this.readOnly = readOnly;
  }

  /** The level asked for; the session's own if absent. */
  public @Nullable Isolation isolation() {
    return isolation;
  }

  /** READ ONLY or READ WRITE; the session's own if absent. */
  public @Nullable Boolean readOnly() {
    return readOnly;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("START TRANSACTION");
    if (isolation != null) {
      writer.keyword("ISOLATION LEVEL");
      writer.keyword(isolation.sql);
    }
    if (readOnly != null) {
      writer.keyword(readOnly ? "READ ONLY" : "READ WRITE");
    }
  }
}
