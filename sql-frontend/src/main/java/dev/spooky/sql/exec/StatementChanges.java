// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.sql.catalog.TableEntry;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The changes of one statement: to its own table, and to those that foreign keys lead to. Kept as a
 * whole or not at all; constraints are checked when it ends.
 */
final class StatementChanges {
  private final Database database;
  private final Transaction transaction;
  private final Map<TableEntry, TableChanges> touched = new LinkedHashMap<>();

  StatementChanges(Database database, Transaction transaction) {
    this.database = database;
    this.transaction = transaction;
  }

  /** What is done to the tables of a statement. */
  @FunctionalInterface
  interface Body<T> {
    T run(StatementChanges statement);
  }

  /** Runs a statement, which takes the writer's slot. */
  static <T> T run(Database database, Transaction transaction, Body<T> body) {
    transaction.beginWriting();
    long before = transaction.growthBytes();
    StatementChanges statement = new StatementChanges(database, transaction);
    try {
      T result = body.run(statement);
      statement.check();
      long growth = transaction.growthBytes();
      database.limit().grew(growth - before);
      database.limit().checkGrowth("this transaction", growth);
      statement.touched.values().forEach(TableChanges::end);
      return result;
    } catch (Throwable failure) {
      statement.touched.values().forEach(TableChanges::abort);
      throw failure;
    }
  }

  /** The changes to a table, which belong to the statement from now on. */
  TableChanges on(TableEntry table) {
    TableChanges found = touched.get(table);
    if (found == null) {
      found = transaction.changes(table);
      found.begin(!rules(table).isEmpty());
      touched.put(table, found);
    }
    return found;
  }

  /** The changes to a table, to look things up in. */
  TableChanges look(TableEntry table) {
    return transaction.changes(table);
  }

  TableRules rules(TableEntry table) {
    return database.rules().of(table);
  }

  Database database() {
    return database;
  }

  Map<TableEntry, TableChanges> touched() {
    return touched;
  }

  /** Carries out what foreign keys demand for the changes so far. */
  void settle() {
    new Cascades(this).run();
  }

  private void check() {
    settle();
    touched.forEach(
        (table, changes) -> {
          TableRules rules = rules(table);
          if (!rules.isEmpty()) {
            new ConstraintChecks(this, rules, changes).run();
          }
        });
  }
}
