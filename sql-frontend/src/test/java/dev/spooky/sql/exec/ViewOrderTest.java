// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Rows;
import dev.spooky.engine.Spooky;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A view's ORDER BY orders what is read from it. */
class ViewOrderTest {
  private final Spooky spooky = Spooky.open();

  @BeforeEach
  void define() {
    spooky.execute("CREATE TABLE t (a INTEGER, b INTEGER, c INTEGER)");
    spooky.execute("CREATE MATERIALIZED VIEW kept AS SELECT a, b, c FROM t ORDER BY b DESC, a");
    spooky.execute("CREATE VIEW plain AS SELECT a, b, c FROM t ORDER BY b DESC, a");
    spooky.execute("CREATE MATERIALIZED VIEW top AS SELECT a, b FROM t ORDER BY b DESC, a LIMIT 3");
    spooky.execute("CREATE MATERIALIZED VIEW hidden AS SELECT a FROM t ORDER BY b DESC, a");
    spooky.execute("INSERT INTO t VALUES (4, 2, 1), (1, 2, 7), (9, 5, 3)");
    spooky.execute("INSERT INTO t VALUES (3, NULL, 0), (2, 5, 9), (0, 0, 1)");
  }

  @AfterEach
  void close() {
    spooky.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT * FROM kept|3 2 9 1 4 0",
        "SELECT * FROM plain|3 2 9 1 4 0",
        "SELECT * FROM top|3 2 9",
        "SELECT a, b FROM kept WHERE c > 0|2 9 1 4 0",
        "SELECT a + 0, a, b FROM kept WHERE c > 0|2 9 1 4 0",
        "SELECT a FROM kept LIMIT 2 OFFSET 1|2 9",
        "SELECT a, b FROM kept LIMIT 2 OFFSET 1|2 9",
        "SELECT a FROM (SELECT c, a, b FROM kept LIMIT 3) AS s|3 2 9",
        "SELECT * FROM kept ORDER BY c DESC, a|2 1 9 0 4 3",
        "SELECT a FROM kept ORDER BY a|0 1 2 3 4 9",
        "SELECT DISTINCT a FROM kept ORDER BY a|0 1 2 3 4 9",
      })
  void reads_haveTheViewsOrder(String sql, String expected) {
    StringBuilder found = new StringBuilder();
    try (Rows rows = spooky.query(sql)) {
      while (rows.next()) {
        found.append(rows.getLong(0)).append(' ');
      }
    }
    assertThat(found.toString().strip()).isEqualTo(expected);
  }
}
