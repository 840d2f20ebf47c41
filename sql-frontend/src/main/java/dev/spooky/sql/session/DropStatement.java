// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Prepared;
import dev.spooky.engine.Relation;
import dev.spooky.sql.ast.DropRelations;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.exec.Database;
import dev.spooky.sql.exec.Definer;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** DROP TABLE, DROP VIEW, DROP MATERIALIZED VIEW. */
final class DropStatement {
  private DropStatement() {}

  static Executable of(DropRelations statement, Scope scope) {
    Database database = scope.database();
    return new ControlStatement(
        Prepared.Kind.DEFINITION,
        session ->
            database.define(
                session,
                () -> {
                  if (statement.kind() == DropRelations.Kind.INDEX) {
                    IndexStatement.drop(statement, scope, session);
                  } else if (statement.kind() == DropRelations.Kind.SCHEMA) {
                    SchemaStatement.drop(statement, scope);
                  } else if (statement.kind() == DropRelations.Kind.FUNCTION) {
                    FunctionStatement.drop(statement, scope);
                  } else {
                    new Definer(database).drop(entries(statement, scope), statement.cascade());
                  }
                  return true;
                }));
  }

  private static List<Entry> entries(DropRelations statement, Scope scope) {
    List<Entry> entries = new ArrayList<>();
    for (SqlNode node : statement.names()) {
      SqlIdentifier name = (SqlIdentifier) node;
      boolean absent = scope.catalog().find(name) == null;
      if (absent && statement.ifExists()) {
        continue;
      }
      Entry entry = scope.catalog().get(name);
      if (!fits(statement.kind(), entry.kind())) {
        throw SpookySqlException.at(
            name.getParserPosition(),
            SqlErrorCode.WRONG_RELATION_KIND,
            entry.label(),
            statement.kind() == DropRelations.Kind.TABLE ? "table" : "view");
      }
      entries.add(entry);
    }
    return entries;
  }

  /** DROP VIEW drops views of both kinds. */
  private static boolean fits(DropRelations.Kind wanted, Relation.Kind found) {
    return switch (wanted) {
      case TABLE -> found == Relation.Kind.TABLE;
      case VIEW -> found == Relation.Kind.VIEW || found == Relation.Kind.MATERIALIZED_VIEW;
      case MATERIALIZED_VIEW -> found == Relation.Kind.MATERIALIZED_VIEW;
      case INDEX, SCHEMA, FUNCTION -> false;
    };
  }
}
