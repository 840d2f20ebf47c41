// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.expr.TransformCompiler;
import dev.spooky.runtime.operator.Transform;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Constraint;
import dev.spooky.sql.catalog.TableEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * What changes of a table have to obey beside its primary key and NOT NULL.
 *
 * @param checks the CHECKs
 * @param unique the UNIQUE constraints
 * @param out its foreign keys
 * @param in the foreign keys of tables, itself included, that reference it
 */
record TableRules(
    TableEntry table,
    List<CheckRule> checks,
    List<Constraint.Key> unique,
    List<Constraint.ForeignKey> out,
    List<Reference> in) {

  /** A CHECK with what finds the rows that it does not hold for. */
  record CheckRule(String name, Transform violations) {}

  /** A foreign key of a table. */
  record Reference(TableEntry from, Constraint.ForeignKey key) {}

  /** Whether there are none. */
  boolean isEmpty() {
    return checks.isEmpty() && unique.isEmpty() && out.isEmpty() && in.isEmpty();
  }

  private static TableRules of(TableEntry table, Catalog catalog) {
    List<Reference> in = new ArrayList<>();
    for (TableEntry other : catalog.referencing(table)) {
      for (Constraint.ForeignKey key : other.definition().foreignKeys()) {
        if (key.target() == table.number()) {
          in.add(new Reference(other, key));
        }
      }
    }
    return new TableRules(
        table,
        table.definition().checks().stream().map(c -> check(table, c)).toList(),
        table.definition().uniqueKeys(),
        table.definition().foreignKeys(),
        in);
  }

  static CheckRule check(TableEntry table, Constraint.Check check) {
    RexBuilder rex = new RexBuilder(Database.newTypes());
    RexNode violated = rex.makeCall(SqlStdOperatorTable.NOT, check.condition());
    List<RexNode> row = new ArrayList<>();
    for (RelDataTypeField field : table.rowType().getFieldList()) {
      row.add(RexInputRef.of(field.getIndex(), table.rowType()));
    }
    return new CheckRule(
        check.name(), new TransformCompiler().compile(table.rowType(), row, violated));
  }

  /** The columns that a table needs indexes on, beside its primary key. */
  static Set<List<Integer>> indexed(TableEntry table) {
    Set<List<Integer>> columns = new LinkedHashSet<>();
    for (Constraint constraint : table.definition().constraints()) {
      boolean check = constraint instanceof Constraint.Check;
      if (!check && !constraint.columns().equals(table.keyColumns())) {
        columns.add(constraint.columns());
      }
    }
    return columns;
  }

  /** The rules of all tables, made anew when a definition has changed. By the writer only. */
  static final class Cache {
    private final Catalog catalog;
    private final Map<TableEntry, TableRules> rules = new HashMap<>();
    private long version = -1;

    Cache(Catalog catalog) {
      this.catalog = catalog;
    }

    TableRules of(TableEntry table) {
      long now = catalog.version();
      if (now != version) {
        rules.clear();
        version = now;
      }
      return rules.computeIfAbsent(table, t -> TableRules.of(t, catalog));
    }
  }
}
