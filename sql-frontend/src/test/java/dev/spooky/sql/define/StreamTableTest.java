// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Appender;
import dev.spooky.engine.Change;
import dev.spooky.engine.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables made WITH (STORED = FALSE): changes pass through them to the views that are there. */
class StreamTableTest {
  private static final String SUMS = " AS SELECT g, COUNT(*) AS n, SUM(x) AS s FROM t GROUP BY g";

  private final Sql sql = new Sql();

  @BeforeEach
  void define() {
    sql.run("CREATE TABLE t (g INT NOT NULL, x INT CHECK (x < 1000)) WITH (STORED = FALSE)");
  }

  @AfterEach
  void close() {
    sql.close();
  }

  private void delete(int g, int x) {
    try (Appender rows = sql.session().appender("t")) {
      rows.append(g).append(x).endDeletedRow();
    }
  }

  @Test
  void views_seeWhatComesAfterThem() {
    sql.run("CREATE MATERIALIZED VIEW early" + SUMS);
    sql.run("INSERT INTO t VALUES (1, 10), (2, 20), (1, 30)");
    sql.run("CREATE MATERIALIZED VIEW late" + SUMS);
    sql.run("CREATE MATERIALIZED VIEW derived AS SELECT g, s * 2 AS d FROM early");
    assertThat(sql.rows("SELECT * FROM late")).isEmpty();
    sql.run("INSERT INTO t VALUES (2, 5), (3, 7)");
    delete(1, 10);
    assertThat(sql.rows("SELECT * FROM early ORDER BY g"))
        .containsExactly("1|1|30", "2|2|25", "3|1|7");
    assertThat(sql.rows("SELECT g, s FROM late WHERE g > 1 ORDER BY g"))
        .containsExactly("2|5", "3|7");
    assertThat(sql.rows("SELECT * FROM derived ORDER BY g"))
        .containsExactly("1|60", "2|50", "3|14");
    sql.run("DROP VIEW early CASCADE");
    sql.run("INSERT INTO t VALUES (3, 1)");
    assertThat(sql.rows("SELECT s FROM late WHERE g = 3")).containsExactly("8");
  }

  /** Views over streams and the same ones over tables, after the same random changes. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void views_equalThoseOfStoredTables(long seed) {
    sql.run("CREATE TABLE u (g INT NOT NULL, x INT)");
    sql.run("CREATE TABLE names (g INT PRIMARY KEY, name VARCHAR)");
    sql.run("INSERT INTO names VALUES (0, 'a'), (1, 'b'), (2, NULL)");
    List<String> queries =
        List.of(
            "SELECT g, COUNT(*) AS n, MAX(x) AS m FROM % GROUP BY g",
            "SELECT DISTINCT x FROM % WHERE x > 2",
            "SELECT a.g, b.x FROM % a JOIN % b ON a.x = b.g",
            "SELECT x, name FROM % AS s LEFT JOIN names ON s.g = names.g",
            "SELECT name FROM names WHERE g NOT IN (SELECT x FROM % WHERE x IS NOT NULL)",
            "SELECT g, x FROM % ORDER BY x DESC, g LIMIT 3",
            "SELECT g, x, ROW_NUMBER() OVER (PARTITION BY g ORDER BY x) AS r FROM %");
    for (int i = 0; i < queries.size(); i++) {
      sql.run("CREATE MATERIALIZED VIEW t" + i + " AS " + queries.get(i).replace("%", "t"));
      sql.run("CREATE MATERIALIZED VIEW u" + i + " AS " + queries.get(i).replace("%", "u"));
    }
    Random random = new Random(seed);
    List<int[]> there = new ArrayList<>();
    try (Appender t = sql.session().appender("t");
        Appender u = sql.session().appender("u")) {
      for (int tick = 0; tick < 60; tick++) {
        for (int c = random.nextInt(8); c >= 0; c--) {
          boolean delete = !there.isEmpty() && random.nextInt(3) == 0;
          int[] row =
              delete
                  ? there.remove(random.nextInt(there.size()))
                  : new int[] {random.nextInt(4), random.nextInt(6)};
          if (!delete) {
            there.add(row);
          }
          for (Appender table : List.of(t, u)) {
            table.append(row[0]);
            if (row[1] == 5) {
              table.appendNull();
            } else {
              table.append(row[1]);
            }
            if (delete) {
              table.endDeletedRow();
            } else {
              table.endRow();
            }
          }
        }
        t.flush();
        u.flush();
        for (int i = 0; i < queries.size(); i++) {
          assertThat(sorted("t" + i))
              .as("seed=%s %s", seed, queries.get(i))
              .isEqualTo(sorted("u" + i));
        }
      }
    }
  }

  private List<String> sorted(String view) {
    List<String> rows = new ArrayList<>(sql.rows("SELECT * FROM " + view));
    rows.sort(null);
    return rows;
  }

  @Test
  void transactionsAndSubscribers_workAsElsewhere() {
    sql.run("CREATE MATERIALIZED VIEW sums" + SUMS);
    try (Subscription changes = sql.subscribe("t")) {
      sql.session().begin();
      sql.run("INSERT INTO t VALUES (1, 1)");
      sql.session().rollback();
      sql.session().begin();
      sql.run("INSERT INTO t VALUES (1, 2)");
      sql.session().commit();
      sql.run("CREATE MATERIALIZED VIEW later" + SUMS); // gets a source of its own
      sql.run("INSERT INTO t VALUES (1, 4)");
      long sum = 0;
      while (sum < 6) {
        Change change = changes.next(Duration.ofSeconds(5));
        assertThat(change).as("sum so far %s", sum).isNotNull();
        while (change != null && change.next()) {
          sum += change.getLong(1) * change.weight();
        }
      }
      assertThat(sum).isEqualTo(6);
    }
    assertThat(sql.rows("SELECT * FROM sums")).containsExactly("1|2|6");
    assertThat(sql.rows("SELECT * FROM later")).containsExactly("1|1|4");
    Sql.fails(() -> sql.run("INSERT INTO t VALUES (1, 1000)"), "23514", "t_x_check");
  }

  @Test
  void nothingIsKept() {
    sql.run("CREATE MATERIALIZED VIEW sums AS SELECT COUNT(*) AS n FROM t");
    for (int i = 0; i < 20; i++) {
      sql.run("INSERT INTO t SELECT 1, a.x FROM (VALUES (1), (2), (3)) AS a(x)");
    }
    assertThat(sql.rows("SELECT bytes < 10000 FROM spooky_memory WHERE name = 't'"))
        .containsExactly("true");
  }

  @Test
  void checkedStream_refusesToGoBelowZero() {
    sql.run("CREATE TABLE c (a INT) WITH (STORED = FALSE, CHECKED = TRUE)");
    sql.run("CREATE MATERIALIZED VIEW v AS SELECT COUNT(*) AS n FROM c");
    sql.run("INSERT INTO c VALUES (1), (1), (2)");
    try (Appender rows = sql.session().appender("c")) {
      rows.append(1).endDeletedRow();
      rows.flush();
      rows.append(3).endDeletedRow();
      Sql.fails(rows::flush, "22000", "not in table 'c'");
    }
    sql.run("CREATE MATERIALIZED VIEW w AS SELECT COUNT(*) AS n FROM c");
    sql.run("INSERT INTO c VALUES (7)");
    assertThat(sql.rows("SELECT v.n, w.n FROM v, w")).containsExactly("3|1");
    sql.run("DROP TABLE c CASCADE");
  }

  @Test
  void whatNeedsTheRows_isRefused() {
    sql.run("CREATE MATERIALIZED VIEW sums" + SUMS);
    String stored = "not stored";
    Sql.fails(() -> sql.rows("SELECT * FROM t"), "0A000", stored);
    Sql.fails(() -> sql.rows("SELECT * FROM sums WHERE s IN (SELECT x FROM t)"), "0A000", stored);
    Sql.fails(() -> sql.run("UPDATE t SET x = 1"), "0A000", stored);
    Sql.fails(() -> sql.run("DELETE FROM t WHERE x = 1"), "0A000", stored);
    Sql.fails(() -> sql.run("TRUNCATE t"), "0A000", stored);
    Sql.fails(() -> sql.run("CREATE INDEX ON t (x)"), "0A000", stored);
    Sql.fails(() -> sql.run("ALTER TABLE t ADD COLUMN y INT"), "0A000", stored);
    Sql.fails(
        () -> sql.run("CREATE TABLE k (a INT PRIMARY KEY) WITH (STORED = FALSE)"), "0A000", stored);
    Sql.fails(() -> sql.run("CREATE TABLE k (a INT) WITH (STORING = FALSE)"), "22023", "storing");
    sql.session().begin();
    sql.run("INSERT INTO t VALUES (1, 1)");
    Sql.fails(() -> sql.rows("SELECT * FROM sums"), "0A000", stored);
    sql.session().rollback();
    sql.run("ALTER TABLE t RENAME TO s");
    sql.run("INSERT INTO s VALUES (1, 1)");
    assertThat(sql.rows("SELECT * FROM sums")).containsExactly("1|1|1");
    sql.run("DROP TABLE s CASCADE");
  }
}
