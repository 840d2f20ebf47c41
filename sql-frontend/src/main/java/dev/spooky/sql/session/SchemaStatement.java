// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Prepared;
import dev.spooky.sql.ast.CreateSchema;
import dev.spooky.sql.ast.DropRelations;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.SearchPath;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.exec.Definer;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** CREATE SCHEMA and DROP SCHEMA. */
final class SchemaStatement {
  private SchemaStatement() {}

  static Executable of(CreateSchema statement, Scope scope) {
    return new ControlStatement(
        Prepared.Kind.DEFINITION,
        session ->
            scope
                .database()
                .define(
                    session,
                    () -> {
                      create(statement, scope.catalog());
                      return true;
                    }));
  }

  private static void create(CreateSchema statement, Catalog catalog) {
    String name = statement.name().getSimple();
    if (SearchPath.isSystem(name) || name.startsWith("pg_")) {
      throw SpookySqlException.at(
          statement.name().getParserPosition(),
          SqlErrorCode.NOT_ALLOWED,
          "schema '" + name + "' is the system's own");
    }
    if (catalog.hasSchema(name)) {
      if (statement.ifNotExists()) {
        return;
      }
      throw SpookySqlException.at(
          statement.name().getParserPosition(), SqlErrorCode.DUPLICATE_SCHEMA, name);
    }
    catalog.addSchema(name);
  }

  /** All of the schemas, or none. Inside of a definition. */
  static void drop(DropRelations statement, Scope scope) {
    Catalog catalog = scope.catalog();
    List<String> schemas = new ArrayList<>();
    for (SqlNode node : statement.names()) {
      SqlIdentifier name = (SqlIdentifier) node;
      boolean there = name.isSimple() && catalog.hasSchema(name.getSimple());
      if (!there && !statement.ifExists()) {
        throw SpookySqlException.at(
            name.getParserPosition(), SqlErrorCode.UNDEFINED_SCHEMA, name.toString());
      }
      if (there) {
        refuseOwn(name);
        schemas.add(name.getSimple());
      }
    }
    List<Entry> inside =
        catalog.all().stream().filter(entry -> schemas.contains(entry.schema())).toList();
    if (!inside.isEmpty() && !statement.cascade()) {
      Entry first = inside.get(0);
      throw SpookySqlException.of(
              SqlErrorCode.DEPENDENT_OBJECTS, first.schema(), "'" + first.label() + "'")
          .withHint("DROP … CASCADE drops both");
    }
    new Definer(scope.database()).drop(inside, statement.cascade());
    schemas.forEach(catalog::removeSchema);
  }

  private static void refuseOwn(SqlIdentifier name) {
    String schema = name.getSimple();
    if (schema.equals(Entry.SCHEMA) || SearchPath.isSystem(schema)) {
      throw SpookySqlException.at(
          name.getParserPosition(),
          SqlErrorCode.NOT_ALLOWED,
          "schema '" + schema + "' is always there");
    }
  }
}
