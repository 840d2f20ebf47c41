// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Prepared;
import dev.spooky.planner.StoredRelation;
import dev.spooky.sql.ast.AlterAction;
import dev.spooky.sql.ast.AlterTable;
import dev.spooky.sql.ast.CreateIndex;
import dev.spooky.sql.ast.DropRelations;
import dev.spooky.sql.ast.TableConstraint;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.IndexEntry;
import dev.spooky.sql.catalog.RelationName;
import dev.spooky.sql.catalog.SystemView;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.define.TableChange;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.exec.Database;
import dev.spooky.sql.exec.Definer;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** CREATE INDEX and DROP INDEX. */
final class IndexStatement {
  private IndexStatement() {}

  static Executable of(CreateIndex statement, Scope scope) {
    Database database = scope.database();
    return new ControlStatement(
        Prepared.Kind.DEFINITION,
        session ->
            database.define(
                session,
                () -> {
                  create(statement, scope, session);
                  return true;
                }));
  }

  private static void create(CreateIndex statement, Scope scope, EngineSession session) {
    Catalog catalog = scope.catalog();
    SqlIdentifier given = statement.name();
    Entry entry = catalog.get(statement.relation());
    RelationName name = given == null ? null : name(given, entry, catalog);
    if (given != null
        && statement.ifNotExists()
        && (catalog.index(given) != null || tableOfUnique(catalog, given) != null)) {
      return;
    }
    if (!(entry instanceof StoredRelation)
        || entry instanceof SystemView
        || statement.unique() && !(entry instanceof TableEntry)) {
      throw SpookySqlException.at(
          statement.relation().getParserPosition(),
          SqlErrorCode.WRONG_RELATION_KIND,
          entry.name(),
          statement.unique() ? "table" : "table or materialized view");
    }
    if (entry instanceof TableEntry table && table.definition().kind().isStream()) {
      throw SpookySqlException.unsupported(
          "an index on table '" + table.label() + "', whose rows are not stored",
          statement.relation().getParserPosition(),
          "make the index on a materialized view of it");
    }
    List<Integer> columns = columns(statement, entry);
    if (name == null) {
      name = freeName(catalog, entry, columns);
    } else if (!catalog.isFree(name)) {
      throw SpookySqlException.at(
          statement.getParserPosition(), SqlErrorCode.DUPLICATE_RELATION, name);
    }
    if (statement.unique()) {
      TableConstraint key =
          TableConstraint.key(
              TableConstraint.Kind.UNIQUE,
              new SqlIdentifier(name.name(), statement.getParserPosition()),
              statement.columns(),
              statement.getParserPosition());
      alter(scope, session, statement.relation(), new AlterAction.AddConstraint(key));
    } else {
      new Definer(scope.database())
          .createIndex(entry, new IndexEntry(name, IndexEntry.owner(entry), columns));
    }
  }

  /** A unique index is the UNIQUE of its name. */
  private static void alter(
      Scope scope, EngineSession session, SqlIdentifier table, AlterAction action) {
    AlterTable change = new AlterTable(table.getParserPosition(), false, table, List.of(action));
    new TableChange(scope.database(), scope.frontend(), session.zone()).run(change);
  }

  /** An index is in the schema of what it is on. */
  private static RelationName name(SqlIdentifier given, Entry entry, Catalog catalog) {
    String simple = given.names.get(given.names.size() - 1);
    RelationName name = entry.fullName().renamed(simple);
    if (!given.isSimple() && !catalog.newName(given).equals(name)) {
      throw SpookySqlException.at(
          given.getParserPosition(),
          SqlErrorCode.INVALID_DEFINITION,
          "an index is in the schema of what it is on, which is '" + entry.schema() + "'");
    }
    return name;
  }

  private static List<Integer> columns(CreateIndex statement, Entry entry) {
    List<Integer> columns = new ArrayList<>();
    for (SqlNode node : statement.columns()) {
      String column = ((SqlIdentifier) node).getSimple();
      int found = entry.rowType().getFieldNames().indexOf(column);
      if (found < 0) {
        throw SpookySqlException.at(
            node.getParserPosition(), SqlErrorCode.UNDEFINED_COLUMN, column);
      }
      if (columns.contains(found)) {
        throw SpookySqlException.at(
            node.getParserPosition(), SqlErrorCode.DUPLICATE_COLUMN, column);
      }
      columns.add(found);
    }
    return columns;
  }

  private static RelationName freeName(Catalog catalog, Entry entry, List<Integer> columns) {
    List<String> names = columns.stream().map(entry.rowType().getFieldNames()::get).toList();
    String base = entry.name() + "_" + String.join("_", names) + "_idx";
    RelationName name = entry.fullName().renamed(base);
    for (int i = 1; !catalog.isFree(name); i++) {
      name = name.renamed(base + i);
    }
    return name;
  }

  static void drop(DropRelations statement, Scope scope, EngineSession session) {
    Catalog catalog = scope.catalog();
    List<IndexEntry> indexes = new ArrayList<>();
    for (SqlNode node : statement.names()) {
      SqlIdentifier name = (SqlIdentifier) node;
      IndexEntry index = catalog.index(name);
      TableEntry table = index == null ? tableOfUnique(catalog, name) : null;
      if (index != null) {
        indexes.add(index);
      } else if (table != null) {
        SqlIdentifier simple = name.getComponent(name.names.size() - 1);
        alter(
            scope,
            session,
            new SqlIdentifier(List.of(table.schema(), table.name()), name.getParserPosition()),
            new AlterAction.DropConstraint(false, simple, statement.cascade()));
      } else if (!statement.ifExists()) {
        throw SpookySqlException.at(
            name.getParserPosition(), SqlErrorCode.UNDEFINED_OBJECT, "index '" + name + "'");
      }
    }
    indexes.forEach(new Definer(scope.database())::dropIndex);
  }

  private static @Nullable TableEntry tableOfUnique(Catalog catalog, SqlIdentifier name) {
    for (RelationName candidate : catalog.path().candidates(name)) {
      for (Entry entry : catalog.all()) {
        if (entry instanceof TableEntry table
            && table.schema().equals(candidate.schema())
            && table.definition().uniqueKeys().stream()
                .anyMatch(key -> key.name().equals(candidate.name()))) {
          return table;
        }
      }
    }
    return null;
  }
}
