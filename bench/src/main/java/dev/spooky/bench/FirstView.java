// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench;

import dev.spooky.engine.Rows;
import dev.spooky.engine.Spooky;

/** The least that shows a live view: a table, a view, a change, a read. */
final class FirstView {
  private FirstView() {}

  /** Runs once; a JVM that does just this is timed from the outside. */
  public static void main(String[] args) {
    run();
  }

  static void run() {
    try (Spooky database = Spooky.open()) {
      database.execute("CREATE TABLE sale (id INTEGER PRIMARY KEY, city VARCHAR, price INTEGER)");
      database.execute(
          "CREATE MATERIALIZED VIEW turnover AS"
              + " SELECT city, COUNT(*) AS sales, SUM(price) AS total FROM sale GROUP BY city");
      database.execute("INSERT INTO sale VALUES (1, 'Oslo', 20), (2, 'Rome', 5), (3, 'Oslo', 1)");
      try (Rows rows = database.query("SELECT total FROM turnover WHERE city = 'Oslo'")) {
        if (!rows.next() || rows.getLong(0) != 21) {
          throw new IllegalStateException("the first view is wrong");
        }
      }
    }
  }
}
