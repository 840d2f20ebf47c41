// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * What a trial runs.
 *
 * @param tables definitions of tables
 * @param views views over them, and over earlier ones
 * @param transactions changes, in order
 * @param viewsAt how many of the transactions come before the views
 * @param hashMask bits of row hashes that are used; −1: all
 */
record Script(
    List<String> tables, List<View> views, List<Txn> transactions, int viewsAt, long hashMask) {
  /**
   * A view.
   *
   * @param portable whether another engine can be asked
   * @param predicate a condition over its columns by which it is parted; "": it is not
   */
  record View(String name, String query, boolean portable, String predicate) {
    View withQuery(String other) {
      return new View(name, other, portable, predicate);
    }

    View withPredicate(String other) {
      return new View(name, query, portable, other);
    }

    /** The queries whose rows together are those of the view. */
    List<String> parts() {
      if (predicate.isEmpty()) {
        return List.of();
      }
      String all = "SELECT * FROM (" + query + ") AS parted WHERE ";
      return List.of(
          all + "(" + predicate + ")",
          all + "NOT (" + predicate + ")",
          all + "(" + predicate + ") IS NULL");
    }
  }

  /** Statements that are committed together, or undone. */
  record Txn(List<String> statements, boolean undone) {
    Txn {
      statements = List.copyOf(statements);
    }
  }

  Script {
    tables = List.copyOf(tables);
    views = List.copyOf(views);
    transactions = List.copyOf(transactions);
  }

  Script withTables(List<String> others) {
    return new Script(others, views, transactions, viewsAt, hashMask);
  }

  Script withViews(List<View> others) {
    return new Script(tables, others, transactions, viewsAt, hashMask);
  }

  Script withTransactions(List<Txn> others, int before) {
    return new Script(tables, views, others, before, hashMask);
  }

  Script withHashMask(long mask) {
    return new Script(tables, views, transactions, viewsAt, mask);
  }

  /** All statements, to be run one after the other. */
  List<String> statements() {
    List<String> all = new ArrayList<>(tables);
    for (int i = 0; i <= transactions.size(); i++) {
      if (i == viewsAt) {
        for (View view : views) {
          all.add("CREATE MATERIALIZED VIEW " + view.name() + " AS " + view.query());
        }
      }
      if (i < transactions.size()) {
        Txn txn = transactions.get(i);
        boolean single = txn.statements().size() == 1 && !txn.undone();
        if (!single) {
          all.add("BEGIN");
        }
        all.addAll(txn.statements());
        if (!single) {
          all.add(txn.undone() ? "ROLLBACK" : "COMMIT");
        }
      }
    }
    return all;
  }
}
