// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.expr.TransformCompiler;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.operator.Transform;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.runtime.zset.RowProjection;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.plan.ConflictPlan;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** INSERT … ON CONFLICT: turns new rows into the changes that they mean for a table with a key. */
final class Inserter {
  private final TableEntry table;
  private final TableChanges changes;
  private final ConflictPlan conflict;
  private final RowLayout layout;
  private final RowKey key;
  private final Database database;

  Inserter(Database database, TableEntry table, TableChanges changes, ConflictPlan conflict) {
    this.database = database;
    this.table = table;
    this.changes = changes;
    this.conflict = conflict;
    this.layout = RowLayouts.layout(table.rowType());
    this.key = database.stored(table).rows().key();
  }

  /**
   * What rows mean.
   *
   * @param change new rows, then updated ones as they were, then the same as they are
   * @param firstOld how many are new
   * @param pairs how many are updated
   */
  record Resolved(Delta change, int firstOld, int pairs) {}

  /** What the rows mean: those without conflict as they are, the others as the clause says. */
  Resolved resolve(Delta rows, TransformCompiler compiler) {
    ZSet seen = new ZSet(new Storage(database.hash()), key);
    RelDataType pairType = pairType(database.types());
    Delta pairs = new Delta(RowLayouts.layout(pairType));
    Delta result = new Delta(layout);
    Delta existing = new Delta(layout);
    for (int i = 0; i < rows.count(); i++) {
      byte[] bytes = rows.bytes();
      int row = rows.offset(i);
      if (seen.find(key, bytes, row) >= 0) {
        if (conflict.values().isEmpty()) {
          continue;
        }
        throw SpookySqlException.of(
                SqlErrorCode.CARDINALITY, "ON CONFLICT DO UPDATE would change a row twice")
            .withHint("insert each key once per statement");
      }
      seen.add(bytes, row, rows.length(i), 1);
      if (changes.find(key, bytes, row, existing) == 0) {
        result.add(bytes, row, rows.length(i), 1);
      } else if (!conflict.values().isEmpty()) {
        pair(existing, rows, i, pairs);
      }
    }
    int firstOld = result.count();
    if (!pairs.isEmpty()) {
      update(pairs, pairType, compiler, result);
    }
    return new Resolved(result, firstOld, (result.count() - firstOld) / 2);
  }

  private RelDataType pairType(RelDataTypeFactory types) {
    RelDataTypeFactory.Builder builder = types.builder();
    for (String side : List.of("t", "x")) {
      table.rowType().getFieldList().forEach(f -> builder.add(side + f.getName(), f.getType()));
    }
    return builder.build();
  }

  private void pair(Delta existing, Delta rows, int index, Delta pairs) {
    int[] all = RowKey.all(layout).columns();
    int begun = pairs.begin();
    new RowProjection(layout, all, pairs.layout(), 0)
        .copy(existing.bytes(), existing.offset(0), pairs, begun);
    new RowProjection(layout, all, pairs.layout(), layout.size())
        .copy(rows.bytes(), rows.offset(index), pairs, begun);
    pairs.end(1);
  }

  /**
   * Adds, for every pair that the clause's condition lets through, minus the old and the new row.
   */
  private void update(Delta pairs, RelDataType pairType, TransformCompiler compiler, Delta result) {
    List<RexNode> projects = new ArrayList<>();
    for (int i = 0; i < layout.size(); i++) {
      projects.add(new RexInputRef(i, pairType.getFieldList().get(i).getType()));
    }
    projects.addAll(conflict.values());
    Transform transform = compiler.compile(pairType, projects, conflict.condition());
    Delta updated = new Delta(transform.output());
    Errors errors = new Errors();
    transform.apply(pairs, updated, errors);
    if (!errors.isEmpty()) {
      throw TickErrors.first(errors);
    }
    new Assignment(table, transform.output(), 0).assign(updated, -1, result);
    new Assignment(table, transform.output(), layout.size()).assign(updated, 1, result);
  }
}
