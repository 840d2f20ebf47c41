// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.ast.ColumnDefinition;
import dev.spooky.sql.ast.CreateTable;
import dev.spooky.sql.ast.CreateView;
import dev.spooky.sql.ast.Insert;
import dev.spooky.sql.ast.TableConstraint;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.ColumnRule;
import dev.spooky.sql.catalog.Comments;
import dev.spooky.sql.catalog.Constraint;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.MaterializedView;
import dev.spooky.sql.catalog.PlainView;
import dev.spooky.sql.catalog.RelationName;
import dev.spooky.sql.catalog.TableDefinition;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.parser.SqlText;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUpdate;

/** A catalog and front end that tests fill with statements, without an engine. */
final class Database {
  final Catalog catalog = new Catalog();
  final RelDataTypeFactory types = SqlTypes.factory();
  final SqlFrontend frontend = new SqlFrontend(catalog, types);
  private int nextId;

  /** Carries definitions out. */
  Database define(String... statements) {
    for (String sql : statements) {
      SqlNode statement = SqlText.parseStatement(sql);
      if (statement instanceof CreateTable table) {
        catalog.add(table(table));
      } else {
        CreateView view = (CreateView) statement;
        Entry old = catalog.find(view.name().getSimple());
        Entry entry = view(view, sql);
        if (old == null) {
          catalog.add(entry);
        } else {
          catalog.replace(old, entry);
        }
      }
    }
    return this;
  }

  TableEntry table(CreateTable table) {
    RelDataTypeFactory.Builder row = types.builder();
    List<ColumnRule> rules = new ArrayList<>();
    for (ColumnDefinition column : table.columns()) {
      RelDataType type = frontend.type(column.type(), !column.notNull());
      row.add(column.name().getSimple(), type);
      if (column.defaultValue() != null) {
        frontend.defaultValue(column.defaultValue(), type);
      }
      rules.add(ColumnRule.PLAIN.withDefault(column.defaultValue()));
    }
    RelDataType rowType = row.build();
    List<Integer> key = new ArrayList<>();
    for (TableConstraint constraint : table.constraints()) {
      constraint
          .columns()
          .forEach(name -> key.add(rowType.getFieldNames().indexOf(name.toString())));
    }
    Constraint primary = new Constraint.Key("key", true, key);
    TableDefinition definition =
        new TableDefinition(rowType, rules, key.isEmpty() ? List.of() : List.of(primary));
    RelationName name = RelationName.of(table.name().getSimple());
    return new TableEntry(nextId, "t" + nextId++, name, definition, Comments.NONE);
  }

  private Entry view(CreateView view, String sql) {
    QueryPlan plan = frontend.query(view.query(), sql).withoutHiddenColumns();
    List<String> names = plan.names();
    SqlNodeList given = view.columns();
    if (given != null) {
      names = new ArrayList<>(names);
      for (int i = 0; i < given.size(); i++) {
        names.set(i, given.get(i).toString());
      }
    }
    RelDataTypeFactory.Builder row = types.builder();
    for (RelDataTypeField field : plan.plan().getRowType().getFieldList()) {
      row.add(names.get(field.getIndex()), field.getType());
    }
    RelationName name = RelationName.of(view.name().getSimple());
    String text = frontend.frozen(view, sql);
    return view.materialized()
        ? new MaterializedView(
            "v" + nextId++,
            name,
            row.build(),
            List.of(),
            plan.collation(),
            text,
            plan.dependencies())
        : new PlainView(name, row.build(), text, plan.dependencies());
  }

  QueryPlan query(String sql) {
    return frontend.query(SqlText.parseStatement(sql), sql);
  }

  InsertPlan insert(String sql) {
    return frontend.insert((Insert) SqlText.parseStatement(sql), sql);
  }

  ModifyPlan modify(String sql) {
    SqlNode statement = SqlText.parseStatement(sql);
    return statement instanceof SqlUpdate update
        ? frontend.update(update, sql)
        : frontend.delete((SqlDelete) statement, sql);
  }

  /** Plans any statement; definitions are carried out. */
  void run(String sql) {
    SqlNode statement = SqlText.parseStatement(sql);
    if (statement instanceof Insert insert) {
      frontend.insert(insert, sql);
    } else if (statement instanceof SqlUpdate || statement instanceof SqlDelete) {
      modify(sql);
    } else if (statement instanceof CreateTable || statement instanceof CreateView) {
      define(sql);
    } else {
      frontend.query(statement, sql);
    }
  }

  static String text(RelNode plan) {
    return RelOptUtil.toString(plan).replace(System.lineSeparator(), "\n").strip();
  }
}
