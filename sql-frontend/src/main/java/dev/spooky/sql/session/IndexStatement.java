// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Prepared;
import dev.spooky.planner.StoredRelation;
import dev.spooky.sql.ast.CreateIndex;
import dev.spooky.sql.ast.DropRelations;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.IndexEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.exec.Database;
import dev.spooky.sql.exec.Definer;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** CREATE INDEX and DROP INDEX. */
final class IndexStatement {
  private IndexStatement() {}

  static Executable of(CreateIndex statement, SpookyEngine engine) {
    Database database = engine.database();
    return new ControlStatement(
        Prepared.Kind.DEFINITION,
        session ->
            database.define(
                session,
                () -> {
                  create(statement, database);
                  return true;
                }));
  }

  private static void create(CreateIndex statement, Database database) {
    Catalog catalog = database.catalog();
    SqlIdentifier given = statement.name();
    if (given != null
        && statement.ifNotExists()
        && catalog.index(Catalog.simpleName(given)) != null) {
      return;
    }
    Entry entry = catalog.get(statement.relation());
    if (!(entry instanceof StoredRelation)) {
      throw SpookySqlException.at(
          statement.relation().getParserPosition(),
          SqlErrorCode.WRONG_RELATION_KIND,
          entry.name(),
          "table or materialized view");
    }
    List<Integer> columns = columns(statement, entry);
    String name = given == null ? freeName(catalog, entry, columns) : Catalog.simpleName(given);
    if (catalog.index(name) != null || catalog.find(name) != null) {
      throw SpookySqlException.at(
          given == null ? statement.getParserPosition() : given.getParserPosition(),
          SqlErrorCode.DUPLICATE_RELATION,
          name);
    }
    new Definer(database)
        .createIndex(entry, new IndexEntry(name, IndexEntry.owner(entry), columns));
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

  private static String freeName(Catalog catalog, Entry entry, List<Integer> columns) {
    List<String> names = columns.stream().map(entry.rowType().getFieldNames()::get).toList();
    String base = entry.name() + "_" + String.join("_", names) + "_idx";
    String name = base;
    for (int i = 1; catalog.index(name) != null || catalog.find(name) != null; i++) {
      name = base + i;
    }
    return name;
  }

  static void drop(DropRelations statement, Database database) {
    Catalog catalog = database.catalog();
    List<IndexEntry> indexes = new ArrayList<>();
    for (SqlNode node : statement.names()) {
      SqlIdentifier name = (SqlIdentifier) node;
      IndexEntry index = catalog.index(Catalog.simpleName(name));
      if (index != null) {
        indexes.add(index);
      } else if (!statement.ifExists()) {
        throw SpookySqlException.at(
            name.getParserPosition(),
            SqlErrorCode.UNDEFINED_OBJECT,
            "index '" + Catalog.simpleName(name) + "'");
      }
    }
    indexes.forEach(new Definer(database)::dropIndex);
  }
}
