// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/** One of the changes of an {@code ALTER TABLE}. */
public sealed interface AlterAction {
  /** Writes the action as SQL. */
  void unparse(SqlWriter writer);

  /** {@code ADD COLUMN}. */
  record AddColumn(boolean ifNotExists, ColumnDefinition column, List<TableConstraint> constraints)
      implements AlterAction {
    /** Copies the list. */
    public AddColumn {
      constraints = List.copyOf(constraints);
    }

    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword(ifNotExists ? "ADD COLUMN IF NOT EXISTS" : "ADD COLUMN");
      column.unparse(writer);
      for (TableConstraint constraint : constraints) {
        unparseBeside(writer, constraint);
      }
    }

    private static void unparseBeside(SqlWriter writer, TableConstraint constraint) {
      SqlIdentifier name = constraint.name();
      if (name != null) {
        writer.keyword("CONSTRAINT");
        name.unparse(writer, 0, 0);
      }
      SqlNode condition = constraint.condition();
      ForeignKeyTarget target = constraint.target();
      if (target != null) {
        target.unparse(writer);
        return;
      }
      writer.keyword(constraint.kind().sql());
      if (condition != null) {
        SqlWriter.Frame frame = writer.startList("(", ")");
        condition.unparse(writer, 0, 0);
        writer.endList(frame);
      }
    }
  }

  /** {@code DROP COLUMN}. */
  record DropColumn(boolean ifExists, SqlIdentifier column, boolean cascade)
      implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword(ifExists ? "DROP COLUMN IF EXISTS" : "DROP COLUMN");
      column.unparse(writer, 0, 0);
      if (cascade) {
        writer.keyword("CASCADE");
      }
    }
  }

  /** {@code RENAME COLUMN … TO …}. */
  record RenameColumn(SqlIdentifier column, SqlIdentifier to) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("RENAME COLUMN");
      column.unparse(writer, 0, 0);
      writer.keyword("TO");
      to.unparse(writer, 0, 0);
    }
  }

  /** {@code RENAME TO …}. */
  record RenameTo(SqlIdentifier to) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("RENAME TO");
      to.unparse(writer, 0, 0);
    }
  }

  /** {@code SET SCHEMA …}. */
  record SetSchema(SqlIdentifier schema) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("SET SCHEMA");
      schema.unparse(writer, 0, 0);
    }
  }

  /** {@code ALTER COLUMN … SET|DROP NOT NULL}. */
  record SetNotNull(SqlIdentifier column, boolean notNull) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("ALTER COLUMN");
      column.unparse(writer, 0, 0);
      writer.keyword(notNull ? "SET NOT NULL" : "DROP NOT NULL");
    }
  }

  /** {@code ALTER COLUMN … SET DEFAULT …}, or DROP DEFAULT without a value. */
  record SetDefault(SqlIdentifier column, @Nullable SqlNode value) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("ALTER COLUMN");
      column.unparse(writer, 0, 0);
      writer.keyword(value == null ? "DROP DEFAULT" : "SET DEFAULT");
      if (value != null) {
        value.unparse(writer, 0, 0);
      }
    }
  }

  /** {@code ADD CONSTRAINT}. */
  record AddConstraint(TableConstraint constraint) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("ADD");
      constraint.unparse(writer);
    }
  }

  /** {@code DROP CONSTRAINT}. */
  record DropConstraint(boolean ifExists, SqlIdentifier name, boolean cascade)
      implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword(ifExists ? "DROP CONSTRAINT IF EXISTS" : "DROP CONSTRAINT");
      name.unparse(writer, 0, 0);
      if (cascade) {
        writer.keyword("CASCADE");
      }
    }
  }
}
