// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Prepared;
import dev.spooky.sql.ast.ColumnDefinition;
import dev.spooky.sql.ast.CreateTable;
import dev.spooky.sql.ast.TableConstraint;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.exec.Database;
import dev.spooky.sql.exec.Definer;
import dev.spooky.sql.plan.SqlFrontend;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** CREATE TABLE. */
final class CreateTableStatement {
  private CreateTableStatement() {}

  static Executable of(CreateTable statement, String sql, SpookyEngine engine) {
    if (!statement.options().isEmpty()) {
      SqlIdentifier option = statement.options().get(0).name();
      throw SpookySqlException.at(
          option.getParserPosition(),
          SqlErrorCode.INVALID_OPTION,
          "table option '" + option + "' does not exist");
    }
    String name = Catalog.simpleName(statement.name());
    List<String> names = names(statement);
    List<Integer> key = key(statement, names);
    RelDataType rowType = rowType(statement, key, engine);
    List<@Nullable SqlNode> defaults = new ArrayList<>();
    for (ColumnDefinition column : statement.columns()) {
      SqlNode value = column.defaultValue();
      if (value != null) {
        int index = defaults.size();
        engine.frontend().checkDefault(value, rowType.getFieldList().get(index).getType());
      }
      defaults.add(value);
    }
    return new ControlStatement(
        Prepared.Kind.DEFINITION,
        session -> create(statement, name, rowType, key, defaults, session));
  }

  private static void create(
      CreateTable statement,
      String name,
      RelDataType rowType,
      List<Integer> key,
      List<@Nullable SqlNode> defaults,
      EngineSession session) {
    Database database = session.engine().database();
    database.define(
        session,
        () -> {
          if (database.catalog().find(name) != null) {
            if (statement.ifNotExists()) {
              return false;
            }
            throw SpookySqlException.at(
                statement.name().getParserPosition(), SqlErrorCode.DUPLICATE_RELATION, name);
          }
          Definer definer = new Definer(database);
          definer.createTable(new TableEntry(definer.newId(name), name, rowType, key, defaults));
          return true;
        });
  }

  private static List<String> names(CreateTable statement) {
    List<String> names = new ArrayList<>();
    for (ColumnDefinition column : statement.columns()) {
      String name = column.name().getSimple();
      if (names.contains(name)) {
        throw SpookySqlException.at(
            column.name().getParserPosition(), SqlErrorCode.DUPLICATE_COLUMN, name);
      }
      names.add(name);
    }
    return names;
  }

  private static List<Integer> key(CreateTable statement, List<String> names) {
    List<Integer> key = new ArrayList<>();
    boolean found = false;
    for (TableConstraint constraint : statement.constraints()) {
      if (constraint.kind() != TableConstraint.Kind.PRIMARY_KEY) {
        throw SpookySqlException.unsupported(
            constraint.kind().sql() + " constraint",
            constraint.position(),
            "check in the program, or with a view that must stay empty");
      }
      if (found) {
        throw SpookySqlException.at(
            constraint.position(),
            SqlErrorCode.INVALID_DEFINITION,
            "a table has at most one PRIMARY KEY");
      }
      found = true;
      for (SqlNode column : constraint.columns()) {
        int index = names.indexOf(((SqlIdentifier) column).getSimple());
        if (index < 0) {
          throw SpookySqlException.at(
              column.getParserPosition(), SqlErrorCode.UNDEFINED_COLUMN, column);
        }
        if (key.contains(index)) {
          throw SpookySqlException.at(
              column.getParserPosition(), SqlErrorCode.DUPLICATE_COLUMN, column);
        }
        key.add(index);
      }
    }
    return key;
  }

  private static RelDataType rowType(
      CreateTable statement, List<Integer> key, SpookyEngine engine) {
    SqlFrontend frontend = engine.frontend();
    RelDataTypeFactory.Builder builder = engine.types().builder();
    int index = 0;
    for (ColumnDefinition column : statement.columns()) {
      boolean nullable = !column.notNull() && !key.contains(index);
      index++;
      builder.add(column.name().getSimple(), frontend.type(column.type(), nullable));
    }
    return builder.build();
  }
}
