// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Prepared;
import dev.spooky.sql.ast.AlterTable;
import dev.spooky.sql.ast.CommentOn;
import dev.spooky.sql.ast.RenameView;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Comments;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.IndexEntry;
import dev.spooky.sql.catalog.MaterializedView;
import dev.spooky.sql.catalog.PlainView;
import dev.spooky.sql.catalog.RelationName;
import dev.spooky.sql.catalog.SystemView;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.define.TableChange;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.exec.Database;
import java.util.List;
import java.util.function.Consumer;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** ALTER TABLE, ALTER VIEW and COMMENT. */
final class AlterStatement {
  private AlterStatement() {}

  static Executable of(AlterTable statement, Scope scope) {
    Database database = scope.database();
    return definition(
        database,
        session -> new TableChange(database, scope.frontend(), session.zone()).run(statement));
  }

  static Executable of(RenameView statement, Scope scope) {
    return definition(scope.database(), session -> rename(statement, scope));
  }

  static Executable of(CommentOn statement, Scope scope) {
    return definition(scope.database(), session -> comment(statement, scope.catalog()));
  }

  private static Executable definition(Database database, Consumer<EngineSession> action) {
    return new ControlStatement(
        Prepared.Kind.DEFINITION,
        session ->
            database.define(
                session,
                () -> {
                  action.accept(session);
                  return true;
                }));
  }

  private static void rename(RenameView statement, Scope scope) {
    Catalog catalog = scope.catalog().fork();
    SqlIdentifier name = statement.name();
    if (statement.ifExists() && catalog.find(name) == null) {
      return;
    }
    Entry view = catalog.get(name);
    if (!(view instanceof PlainView || view instanceof MaterializedView)
        || statement.materialized() && !(view instanceof MaterializedView)) {
      throw SpookySqlException.at(
          name.getParserPosition(),
          SqlErrorCode.WRONG_RELATION_KIND,
          view.label(),
          statement.materialized() ? "materialized view" : "view");
    }
    RelationName to =
        statement.toSchema()
            ? view.fullName().in(catalog.schemaFor(statement.to()))
            : view.fullName().renamed(statement.to().getSimple());
    if (to.equals(view.fullName())) {
      return;
    }
    if (catalog.find(to) != null) {
      throw SpookySqlException.at(
          statement.to().getParserPosition(), SqlErrorCode.DUPLICATE_RELATION, to);
    }
    List<IndexEntry> indexes = catalog.indexesOf(view);
    Entry renamed = view.withName(to);
    catalog.alter(view, renamed, List.of());
    indexes.forEach(index -> catalog.moveIndex(index, to.schema()));
    scope.catalog().adopt(catalog);
  }

  private static void comment(CommentOn statement, Catalog catalog) {
    SqlIdentifier name = statement.name();
    boolean ofColumn = statement.kind() == CommentOn.Kind.COLUMN;
    if (ofColumn && name.names.size() < 2) {
      throw SpookySqlException.at(
          name.getParserPosition(),
          SqlErrorCode.SYNTAX,
          "COMMENT ON COLUMN needs the relation's name: relation.column");
    }
    int parts = name.names.size() - (ofColumn ? 1 : 0);
    Entry entry =
        catalog.get(new SqlIdentifier(name.names.subList(0, parts), name.getParserPosition()));
    if (entry instanceof SystemView
        || !ofColumn
            && (entry instanceof TableEntry) != (statement.kind() == CommentOn.Kind.TABLE)) {
      throw SpookySqlException.at(
          name.getParserPosition(),
          SqlErrorCode.WRONG_RELATION_KIND,
          entry.name(),
          statement.kind() == CommentOn.Kind.TABLE ? "table" : "view");
    }
    String text = text(statement.text());
    Comments comments = entry.comments();
    if (!ofColumn) {
      catalog.replace(entry, entry.withComments(comments.withRelation(text)));
      return;
    }
    String column = name.names.get(parts);
    if (!entry.rowType().getFieldNames().contains(column)) {
      throw SpookySqlException.at(name.getParserPosition(), SqlErrorCode.UNDEFINED_COLUMN, column);
    }
    catalog.replace(entry, entry.withComments(comments.withColumn(column, text)));
  }

  private static @Nullable String text(@Nullable SqlNode literal) {
    return literal == null ? null : ((SqlLiteral) literal).getValueAs(String.class);
  }
}
