// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Rows;
import dev.spooky.engine.Spooky;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chains of look-ups by key are joined from their far end; nothing else is turned. */
class LookupsFirstTest {
  private final Spooky spooky = Spooky.open();

  @BeforeEach
  void define() {
    spooky.execute("CREATE TABLE bid (id INTEGER PRIMARY KEY, auction INTEGER, bidder INTEGER)");
    spooky.execute("CREATE TABLE auction (id INTEGER PRIMARY KEY, seller INTEGER, x INTEGER)");
    spooky.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, city INTEGER, x INTEGER)");
    spooky.execute("CREATE TABLE city (id INTEGER PRIMARY KEY, x INTEGER)");
  }

  @AfterEach
  void close() {
    spooky.close();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "JOIN auction a ON b.auction = a.id JOIN person p ON a.seller = p.id|b (a p)",
        "JOIN auction a ON b.auction = a.id LEFT JOIN person p ON a.seller = p.id|b (a p)",
        "LEFT JOIN auction a ON b.auction = a.id LEFT JOIN person p ON a.seller = p.id|b (a p)",
        "JOIN auction a ON b.auction = a.id JOIN person p ON p.id = a.seller"
            + " JOIN city c ON p.city = c.id|b (a (p c))",
        "LEFT JOIN auction a ON b.auction = a.id JOIN person p ON a.seller + 0 = p.id|(b a) p",
        "JOIN auction a ON b.auction = a.x JOIN person p ON a.seller = p.id|(b a) p",
        "JOIN auction a ON b.auction = a.id JOIN person p ON a.seller = p.x|(b a) p",
        "JOIN auction a ON b.auction = a.id JOIN person p ON b.bidder = p.id|(b a) p",
        "JOIN auction a ON b.auction = a.id JOIN person p ON a.seller = p.id AND b.bidder = p.x"
            + "|(b a) p",
        "JOIN auction a ON b.auction = a.id FULL JOIN person p ON a.seller = p.id|(b a) p",
      })
  void chains_areJoinedFromTheirFarEnd(String joins, String expected) {
    StringBuilder lines = new StringBuilder();
    try (Rows rows = spooky.query("EXPLAIN PLAN SELECT 1 FROM bid b " + joins)) {
      while (rows.next()) {
        lines.append(rows.getString(0)).append('\n');
      }
    }
    assertThat(shape(lines.toString().split("\n"))).isEqualTo(expected);
  }

  /** The joins of a plan as brackets around the first letters of the tables. */
  private static String shape(String[] plan) {
    int[] line = {0};
    String all = shape(plan, line);
    return all.startsWith("(") ? all.substring(1, all.length() - 1) : all;
  }

  private static String shape(String[] plan, int[] line) {
    String text = plan[line[0]++];
    if (text.contains("Join(")) {
      String left = shape(plan, line);
      return "(" + left + " " + shape(plan, line) + ")";
    }
    int table = text.indexOf("[public, ");
    return table < 0 ? shape(plan, line) : text.substring(table + 9, table + 10);
  }
}
