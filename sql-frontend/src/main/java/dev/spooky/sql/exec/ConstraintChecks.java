// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.sql.catalog.Constraint;
import dev.spooky.sql.catalog.TableEntry;

/** Checks the changes of a statement to one table. Cost: O(change). */
final class ConstraintChecks {
  private final StatementChanges statement;
  private final TableRules rules;
  private final TableChanges changes;
  private final Delta net;

  ConstraintChecks(StatementChanges statement, TableRules rules, TableChanges changes) {
    this.statement = statement;
    this.rules = rules;
    this.changes = changes;
    this.net = changes.statement().net();
  }

  void run() {
    if (!rules.checks().isEmpty()) {
      Delta added = new Delta(net.layout());
      for (int i = 0; i < net.count(); i++) {
        if (net.weight(i) > 0) {
          added.addFrom(net, i, 1);
        }
      }
      checks(rules, added);
    }
    for (Constraint.Key key : rules.unique()) {
      unique(key);
    }
    for (Constraint.ForeignKey key : rules.out()) {
      referenced(key);
    }
    for (TableRules.Reference reference : rules.in()) {
      referencing(reference);
    }
  }

  /** Fails for a row that makes a CHECK false. */
  static void checks(TableRules rules, Delta rows) {
    Errors errors = new Errors();
    for (TableRules.CheckRule check : rules.checks()) {
      Delta violations = new Delta(rows.layout());
      check.violations().apply(rows, violations, errors);
      if (!errors.isEmpty()) {
        throw TickErrors.first(errors).in("check constraint '" + check.name() + "'");
      }
      if (!violations.isEmpty()) {
        throw ConstraintErrors.check(
            check.name(), rules.table(), violations.bytes(), violations.offset(0));
      }
    }
  }

  private void unique(Constraint.Key key) {
    KeyFinder finder = changes.finder(key.columns());
    RowKey own = finder.key();
    for (int i = 0; i < net.count(); i++) {
      byte[] bytes = net.bytes();
      int row = net.offset(i);
      if (net.weight(i) > 0 && !own.hasNull(bytes, row) && finder.count(own, bytes, row) > 1) {
        throw ConstraintErrors.unique(key, rules.table(), bytes, row);
      }
    }
  }

  /** Every new row has its row in the other table. */
  private void referenced(Constraint.ForeignKey key) {
    TableEntry target = ConstraintErrors.target(statement.database(), key);
    KeyLink link = KeyLink.toTarget(key, rules.table(), target);
    KeyFinder finder = statement.look(target).finder(link.wanted());
    for (int i = 0; i < net.count(); i++) {
      byte[] bytes = net.bytes();
      int row = net.offset(i);
      if (net.weight(i) > 0
          && !link.probe().hasNull(bytes, row)
          && finder.count(link.probe(), bytes, row) == 0) {
        throw ConstraintErrors.missing(key, rules.table(), target, bytes, row);
      }
    }
  }

  /** No row of the other table references a row that has gone. */
  private void referencing(TableRules.Reference reference) {
    KeyLink link = KeyLink.toSource(reference, rules.table());
    KeyFinder own = changes.finder(KeyLink.keyColumns(rules.table(), reference.key()));
    KeyFinder others = statement.look(reference.from()).finder(link.wanted());
    for (int i = 0; i < net.count(); i++) {
      byte[] bytes = net.bytes();
      int row = net.offset(i);
      if (net.weight(i) < 0
          && !link.probe().hasNull(bytes, row)
          && own.count(own.key(), bytes, row) == 0
          && others.count(link.probe(), bytes, row) > 0) {
        throw ConstraintErrors.referenced(reference, rules.table(), bytes, row);
      }
    }
  }
}
