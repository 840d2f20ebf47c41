// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Transfers between ten accounts: money moves, none is made. So in every state of every view, what
 * was transferred, all credits and all debits are the same sum, and all balances make 0.
 */
final class Transfers {
  static final int WRITERS = 8;
  private static final int ACCOUNTS = 10;
  private static final int IDS = 400;

  /** An amount for which a view fails. */
  private static final int POISON = -7;

  /** Relations, and their column to be summed up. */
  static final Map<String, Integer> SUMMED =
      Map.of(
          "transactions",
          3,
          "credits",
          1,
          "debits",
          1,
          "balance",
          1,
          "total",
          0,
          "unpaired",
          0,
          "partners",
          1,
          "shares",
          1,
          "steps",
          1);

  /** Relations in which these sums are 0. */
  static final List<String> ZERO = List.of("balance", "total", "unpaired");

  /** Relations in which these sums are equal. */
  static final List<String> EQUAL = List.of("transactions", "credits", "debits", "partners");

  private static final Map<String, String> VIEWS =
      new TreeMap<>(
          Map.of(
              "a credits",
              "SELECT to_account AS account, SUM(amount) AS credits FROM transactions"
                  + " GROUP BY to_account",
              "b debits",
              "SELECT from_account AS account, SUM(amount) AS debits FROM transactions"
                  + " GROUP BY from_account",
              "c balance",
              "SELECT account, SUM(amount) AS balance FROM"
                  + " (SELECT account, credits AS amount FROM credits"
                  + " UNION ALL SELECT account, -debits FROM debits) GROUP BY account",
              "d total",
              "SELECT SUM(balance) AS total FROM balance",
              "e partners",
              "SELECT a.id, a.amount FROM transactions a LEFT JOIN transactions b ON a.id = b.id",
              "f unpaired",
              "SELECT SUM(n) AS n FROM (SELECT COUNT(*) AS n FROM transactions"
                  + " UNION ALL SELECT -COUNT(*) FROM partners)",
              "g shares",
              "SELECT id, 100 / (amount - (" + POISON + ")) AS share FROM transactions"));

  private Transfers() {}

  static void define(Spooky database) {
    database.execute(
        "CREATE TABLE transactions (id INTEGER PRIMARY KEY, from_account INTEGER NOT NULL,"
            + " to_account INTEGER NOT NULL, amount INTEGER NOT NULL CHECK (amount < 1000000))");
    database.execute(
        "INSERT INTO transactions VALUES (100000, 0, 1, 1)"); // so that sums are not NULL
    database.execute("CREATE TABLE steps (writer INTEGER PRIMARY KEY, n INTEGER NOT NULL)");
    for (int writer = 0; writer < WRITERS; writer++) {
      database.execute("INSERT INTO steps VALUES (?, 0)", writer);
    }
    VIEWS.forEach(
        (name, query) ->
            database.execute("CREATE MATERIALIZED VIEW " + name.substring(2) + " AS " + query));
  }

  /** Transfers come, are changed and go; some moves touch many of them. */
  static void change(Session session, Random random) {
    int id = random.nextInt(IDS);
    int to = random.nextInt(ACCOUNTS);
    switch (random.nextInt(8)) {
      case 0 -> session.execute("DELETE FROM transactions WHERE id = ?", id);
      case 1 ->
          session.execute(
              "UPDATE transactions SET amount = MOD(amount, 1000) + 1 WHERE id BETWEEN ? AND ?",
              id,
              id + random.nextInt(random.nextInt(20) == 0 ? IDS : 5));
      case 2 ->
          session.execute("UPDATE transactions SET to_account = from_account WHERE id = ?", id);
      case 3 ->
          session.execute(
              "INSERT INTO transactions VALUES (?, ?, ?, 5) ON CONFLICT (id) DO UPDATE"
                  + " SET from_account = transactions.to_account, to_account = EXCLUDED.to_account",
              id,
              random.nextInt(ACCOUNTS),
              to);
      default ->
          session.execute(
              "INSERT INTO transactions VALUES (?, ?, ?, 1) ON CONFLICT DO NOTHING",
              id,
              random.nextInt(ACCOUNTS),
              to);
    }
  }

  static void step(Session session, int writer) {
    session.execute("UPDATE steps SET n = n + 1 WHERE writer = ?", writer);
  }

  /** Violates a constraint with one of several rows. */
  static void violate(Session session) {
    session.execute("UPDATE transactions SET amount = 1000 * amount + 2000000");
    session.execute("INSERT INTO transactions VALUES (-1, 0, 0, 1), (-1, 0, 0, 2)");
  }

  /** A row for which a view fails. */
  static void poison(Session session) {
    session.execute("INSERT INTO transactions VALUES (-2, 0, 1, ?)", POISON);
  }
}
