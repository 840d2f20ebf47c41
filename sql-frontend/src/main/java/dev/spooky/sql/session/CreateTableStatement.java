// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Prepared;
import dev.spooky.sql.ast.ColumnDefinition;
import dev.spooky.sql.ast.CreateTable;
import dev.spooky.sql.ast.StatementOption;
import dev.spooky.sql.ast.TableConstraint;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Comments;
import dev.spooky.sql.catalog.RelationName;
import dev.spooky.sql.catalog.TableDefinition;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.catalog.TableKind;
import dev.spooky.sql.define.TableDraft;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.exec.Database;
import dev.spooky.sql.exec.Definer;

/** CREATE TABLE. */
final class CreateTableStatement {
  private CreateTableStatement() {}

  static Executable of(CreateTable statement, Scope scope) {
    kind(statement);
    RelationName name = scope.catalog().newName(statement.name());
    if (scope.catalog().find(name) == null) {
      definition(statement, name, 0, scope); // so that faults show when it is prepared
    }
    return new ControlStatement(
        Prepared.Kind.DEFINITION, session -> create(statement, name, scope, session));
  }

  private static TableKind kind(CreateTable statement) {
    boolean stored = true;
    boolean checked = false;
    for (StatementOption option : statement.options()) {
      switch (option.key()) {
        case "stored" -> stored = option.isOn();
        case "checked" -> checked = option.isOn();
        default ->
            throw SpookySqlException.at(
                option.name().getParserPosition(),
                SqlErrorCode.INVALID_OPTION,
                "table option '" + option.key() + "' does not exist");
      }
    }
    if (stored) {
      return TableKind.STORED; // whose deletions are always checked
    }
    return checked ? TableKind.CHECKED_STREAM : TableKind.STREAM;
  }

  private static void create(
      CreateTable statement, RelationName name, Scope scope, EngineSession session) {
    Database database = scope.database();
    database.define(
        session,
        () -> {
          if (scope.catalog().find(scope.catalog().newName(statement.name())) != null) {
            if (statement.ifNotExists()) {
              return false;
            }
            throw SpookySqlException.at(
                statement.name().getParserPosition(), SqlErrorCode.DUPLICATE_RELATION, name);
          }
          Definer definer = new Definer(database);
          long number = database.catalog().newNumber();
          TableDefinition definition = definition(statement, name, number, scope);
          definer.createTable(
              new TableEntry(number, definer.newId(name.name()), name, definition, Comments.NONE));
          return true;
        });
  }

  private static TableDefinition definition(
      CreateTable statement, RelationName name, long number, Scope scope) {
    Catalog catalog = scope.catalog();
    TableDraft draft = new TableDraft(scope.frontend(), scope.types(), number, name);
    draft.keep(kind(statement));
    for (ColumnDefinition column : statement.columns()) {
      draft.add(column);
    }
    for (TableConstraint constraint : statement.constraints()) {
      draft.add(constraint, catalog);
    }
    return draft.finish(catalog);
  }
}
