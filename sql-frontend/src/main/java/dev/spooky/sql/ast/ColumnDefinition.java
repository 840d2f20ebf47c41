// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A column of a {@code CREATE TABLE}. Constraints written beside it are in the statement's list.
 *
 * @param name the column's name
 * @param type its type as written
 * @param notNull whether NOT NULL was written
 * @param defaultValue the expression after DEFAULT
 * @param position from the name to the last constraint
 */
public record ColumnDefinition(
    SqlIdentifier name,
    SqlDataTypeSpec type,
    boolean notNull,
    @Nullable SqlNode defaultValue,
    SqlParserPos position) {

  void unparse(SqlWriter writer) {
    name.unparse(writer, 0, 0);
    type.unparse(writer, 0, 0);
    if (notNull) {
      writer.keyword("NOT NULL");
    }
    if (defaultValue != null) {
      writer.keyword("DEFAULT");
      defaultValue.unparse(writer, 0, 0);
    }
  }

  /** Gathers what the parser reads after a column's type, in any order. */
  public static final class Builder {
    private final SqlIdentifier name;
    private final SqlDataTypeSpec type;
    private boolean notNull;
    private @Nullable SqlNode defaultValue;

    /** Starts with what every column has. */
    public Builder(SqlIdentifier name, SqlDataTypeSpec type) {
      this.name = name;
      this.type = type;
    }

    /** The column's name. */
    public SqlIdentifier name() {
      return name;
    }

    /** Sets whether NOT NULL was written. */
    public void notNull(boolean value) {
      notNull = value;
    }

    /** Sets the expression after DEFAULT. */
    public void defaultValue(SqlNode expression) {
      defaultValue = expression;
    }

    /** The finished column. */
    public ColumnDefinition build(SqlParserPos position) {
      return new ColumnDefinition(name, type, notNull, defaultValue, position);
    }
  }
}
