// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.sql.parser.SqlText;

/** What JDBC asks about limits; 0: none, or none that is known. */
abstract class LimitAnswers extends TransactionAnswers {
  @Override
  public final int getMaxBinaryLiteralLength() {
    return 0;
  }

  @Override
  public final int getMaxCharLiteralLength() {
    return 0;
  }

  @Override
  public final int getMaxColumnsInGroupBy() {
    return 0;
  }

  @Override
  public final int getMaxColumnsInIndex() {
    return 0;
  }

  @Override
  public final int getMaxColumnsInOrderBy() {
    return 0;
  }

  @Override
  public final int getMaxColumnsInSelect() {
    return 0;
  }

  @Override
  public final int getMaxColumnsInTable() {
    return 0;
  }

  @Override
  public final int getMaxConnections() {
    return 0;
  }

  @Override
  public final int getMaxCursorNameLength() {
    return 0;
  }

  @Override
  public final int getMaxIndexLength() {
    return 0;
  }

  @Override
  public final int getMaxProcedureNameLength() {
    return 0;
  }

  @Override
  public final int getMaxCatalogNameLength() {
    return 0;
  }

  @Override
  public final int getMaxRowSize() {
    return 0;
  }

  @Override
  public final int getMaxStatements() {
    return 0;
  }

  @Override
  public final int getMaxTablesInSelect() {
    return 0;
  }

  @Override
  public final int getMaxUserNameLength() {
    return 0;
  }

  @Override
  public final long getMaxLogicalLobSize() {
    return 0;
  }

  @Override
  public final int getMaxColumnNameLength() {
    return SqlText.MAX_NAME_LENGTH;
  }

  @Override
  public final int getMaxSchemaNameLength() {
    return SqlText.MAX_NAME_LENGTH;
  }

  @Override
  public final int getMaxTableNameLength() {
    return SqlText.MAX_NAME_LENGTH;
  }

  @Override
  public final int getMaxStatementLength() {
    return SqlText.DEFAULT_MAX_LENGTH;
  }

  @Override
  public final boolean doesMaxRowSizeIncludeBlobs() {
    return true;
  }
}
