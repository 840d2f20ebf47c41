// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.sql.ast.ForeignKeyTarget.Action;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ON DELETE and ON UPDATE of foreign keys demand after a statement's changes, over as many
 * tables and rounds as it takes. Of one foreign key all rows are looked up before any is changed,
 * so that keys may be exchanged.
 */
final class Cascades {
  private static final int MOST_ROUNDS = 1000;

  private final StatementChanges statement;

  Cascades(StatementChanges statement) {
    this.statement = statement;
  }

  void run() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      boolean changed = false;
      for (TableEntry table : List.copyOf(statement.touched().keySet())) {
        TableRules rules = statement.rules(table);
        TableChanges changes = statement.on(table);
        if (!rules.in().isEmpty() && changes.statement().hasUnsettled()) {
          StatementLog.Unsettled unsettled = changes.statement().takeUnsettled();
          for (TableRules.Reference reference : rules.in()) {
            cascade(reference, table, changes, unsettled);
          }
          changed = true;
        }
      }
      if (!changed) {
        return;
      }
    }
    throw SpookySqlException.of(
        SqlErrorCode.FOREIGN_KEY_VIOLATION,
        "foreign keys with CASCADE change each other without end");
  }

  private void cascade(
      TableRules.Reference reference,
      TableEntry table,
      TableChanges changes,
      StatementLog.Unsettled unsettled) {
    KeyLink link = KeyLink.toSource(reference, table);
    KeyFinder own = changes.finder(KeyLink.keyColumns(table, reference.key()));
    ReferencingRows rows = new ReferencingRows(statement, reference, link.probe());
    Delta deleted = unsettled.deleted();
    Action onDelete = reference.key().onDelete();
    for (int i = 0; i < deleted.count(); i++) {
      byte[] bytes = deleted.bytes();
      int row = deleted.offset(i);
      if (onDelete != Action.NO_ACTION
          && !link.probe().hasNull(bytes, row)
          && own.count(own.key(), bytes, row) == 0) {
        act(onDelete, rows, reference, table, deleted, i, null, 0);
      }
    }
    Delta old = unsettled.old();
    Delta now = unsettled.now();
    Action onUpdate = reference.key().onUpdate();
    for (int i = 0; i < old.count(); i++) {
      RowKey probe = link.probe();
      if (onUpdate != Action.NO_ACTION
          && !probe.hasNull(old.bytes(), old.offset(i))
          && !probe.matches(old.bytes(), old.offset(i), probe, now.bytes(), now.offset(i))) {
        act(onUpdate, rows, reference, table, old, i, now.bytes(), now.offset(i));
      }
    }
    rows.apply();
  }

  private static void act(
      Action action,
      ReferencingRows rows,
      TableRules.Reference reference,
      TableEntry table,
      Delta gone,
      int index,
      byte @Nullable [] now,
      int nowRow) {
    byte[] bytes = gone.bytes();
    int row = gone.offset(index);
    switch (action) {
      case NO_ACTION -> {}
      case RESTRICT -> {
        if (rows.exist(bytes, row)) {
          throw ConstraintErrors.referenced(reference, table, bytes, row);
        }
      }
      case CASCADE -> {
        if (now == null) {
          rows.delete(bytes, row);
        } else {
          rows.follow(bytes, row, now, nowRow);
        }
      }
      case SET_NULL -> rows.setNull(bytes, row);
      case SET_DEFAULT -> rows.setDefault(bytes, row);
    }
  }
}
