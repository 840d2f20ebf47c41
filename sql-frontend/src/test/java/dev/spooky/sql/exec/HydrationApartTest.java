// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.engine.Appender;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SpookyOptions;
import dev.spooky.sql.error.SpookySqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Views that are filled beside the commits end up as if they had been there from the start. */
class HydrationApartTest {
  private static final int ROWS = Integer.getInteger("spooky.hydration.rows", 20_000);

  private static final List<String> QUERIES =
      List.of(
          "SELECT id, x * 2 AS y FROM t WHERE x > 10",
          "SELECT g, COUNT(*) AS n, SUM(x) AS s, MAX(x) AS m, MIN(s) AS l FROM t GROUP BY g",
          "SELECT t.id, u.name FROM t JOIN u ON t.g = u.g WHERE t.x < 40",
          "SELECT DISTINCT g, x FROM t",
          "SELECT g, x FROM t UNION ALL SELECT g, id FROM u",
          "SELECT COUNT(*) AS n FROM t a JOIN t b ON a.id = b.x",
          "SELECT id, x FROM t ORDER BY x DESC, id LIMIT 25",
          "SELECT u.name, SUM(t.x) AS s FROM t JOIN u ON t.g = u.g GROUP BY u.name",
          "SELECT t.id, u.name FROM t LEFT JOIN u ON t.g = u.g AND u.id < 20 WHERE t.x < 60",
          "SELECT t.id, u.name FROM t FULL JOIN u ON t.x = u.id",
          "SELECT id FROM t WHERE g IN (SELECT g FROM u WHERE name <> 'u3')",
          "SELECT id FROM t WHERE g NOT IN (SELECT x FROM t WHERE x < 3)",
          "SELECT id FROM t WHERE NOT EXISTS (SELECT * FROM u WHERE u.g = t.x)",
          "SELECT g FROM t EXCEPT SELECT g FROM u WHERE name = 'u1'",
          "SELECT g FROM u INTERSECT SELECT x FROM t",
          "SELECT id, (SELECT MAX(x) FROM t WHERE t.g = u.g) AS m FROM u",
          "SELECT g, COUNT(DISTINCT x) AS d, COUNT(*) AS n FROM t GROUP BY g",
          "SELECT g, x, COUNT(*) AS n FROM t GROUP BY ROLLUP (g, x)",
          "SELECT * FROM t");

  private final SpookyOptions apart = SpookyOptions.DEFAULT.withRowsReadInline(-1);
  private final Spooky database = Spooky.open(apart);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeEach
  void fill() {
    database.execute(
        "CREATE TABLE t (id BIGINT PRIMARY KEY, g INTEGER, x INTEGER NOT NULL, s VARCHAR)");
    database.execute("CREATE TABLE u (id BIGINT PRIMARY KEY, g INTEGER, name VARCHAR)");
    Random random = new Random(1);
    try (Appender rows = database.appender("t")) {
      for (int i = 0; i < ROWS; i++) {
        rows.append(i).append(random.nextInt(50)).append(random.nextInt(100));
        rows.append("s" + random.nextInt(1000)).endRow();
      }
    }
    for (int g = 0; g < 50; g++) {
      database.execute("INSERT INTO u VALUES (?, ?, ?)", (long) g, g, "u" + g % 7);
    }
  }

  @AfterEach
  void close() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    database.close();
  }

  private static List<String> rows(Session session, String sql) {
    List<String> all = new ArrayList<>();
    try (Rows rows = session.execute(sql).rows().orElseThrow()) {
      while (rows.next()) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.columns().size(); i++) {
          text.append(rows.getObject(i)).append('|');
        }
        all.add(text.toString());
      }
    }
    all.sort(null);
    return all;
  }

  private Future<Long> write(AtomicBoolean stop, long seed) {
    return threads.submit(
        () -> {
          Random random = new Random(seed);
          long commits = 0;
          try (Session session = database.session()) {
            while (!stop.get()) {
              change(session, random);
              commits++;
            }
          }
          return commits;
        });
  }

  private static void change(Session session, Random random) {
    long id = random.nextInt(2 * ROWS);
    switch (random.nextInt(4)) {
      case 0 -> session.execute("DELETE FROM t WHERE id = ?", id);
      case 1 ->
          session.execute(
              "INSERT INTO t VALUES (?, ?, ?, NULL) ON CONFLICT (id) DO UPDATE SET x = 99",
              id,
              random.nextInt(50),
              random.nextInt(100));
      case 2 -> session.execute("UPDATE t SET x = x + 1, g = NULL WHERE id = ?", id);
      default ->
          session.execute(
              "UPDATE u SET name = ? WHERE id = ?",
              "n" + random.nextInt(9),
              (long) random.nextInt(50));
    }
  }

  @Test
  void viewsFilledUnderWrites_haveTheQuerysContent() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    Future<Long> first = write(stop, 2);
    Future<Long> second = write(stop, 3);
    try (Session session = database.session()) {
      for (int i = 0; i < QUERIES.size(); i++) {
        session.execute("CREATE MATERIALIZED VIEW v" + i + " AS " + QUERIES.get(i));
      }
      Thread.sleep(100);
      stop.set(true);
      assertThat(first.get() + second.get()).isGreaterThan(QUERIES.size());
      for (int i = 0; i < QUERIES.size(); i++) {
        assertThat(rows(session, "SELECT * FROM v" + i))
            .as(QUERIES.get(i))
            .isEqualTo(rows(session, QUERIES.get(i)));
      }
    }
  }

  @Test
  void aFailedCommitAfterwards_isUndoneInWhatWasFilledApart() {
    try (Session session = database.session()) {
      for (int i = 0; i < QUERIES.size(); i++) {
        session.execute("CREATE MATERIALIZED VIEW v" + i + " AS " + QUERIES.get(i));
      }
      session.execute("CREATE MATERIALIZED VIEW fallible AS SELECT id, 1 / (x - 1000) AS r FROM t");
      Random random = new Random(5);
      for (int round = 0; round < 30; round++) {
        session.begin();
        change(session, random);
        change(session, random);
        if (round % 2 == 0) {
          session.execute("UPDATE t SET x = 1000 WHERE id BETWEEN ? AND ?", 100L, 5000L);
          assertThatThrownBy(session::commit)
              .isInstanceOfSatisfying(
                  SpookySqlException.class, e -> assertThat(e.sqlState()).isEqualTo("22012"));
        } else {
          session.commit();
        }
      }
      for (int i = 0; i < QUERIES.size(); i++) {
        assertThat(rows(session, "SELECT * FROM v" + i))
            .as(QUERIES.get(i))
            .isEqualTo(rows(session, QUERIES.get(i)));
      }
    }
  }

  @Test
  void equalParts_areSharedWithWhatIsThere() {
    try (Session session = database.session()) {
      String join = "SELECT t.id, u.name FROM t JOIN u ON t.g = u.g";
      session.execute("CREATE MATERIALIZED VIEW a AS " + join);
      session.execute("CREATE MATERIALIZED VIEW b AS " + join);
      List<String> both = rows(session, "EXPLAIN CIRCUIT a");
      both.retainAll(rows(session, "EXPLAIN CIRCUIT b"));
      assertThat(both).anyMatch(line -> line.contains("join")).hasSizeGreaterThan(3);
      session.execute("DROP VIEW a");
      session.execute("INSERT INTO t VALUES (-1, 3, 1, 's')");
      assertThat(rows(session, "SELECT * FROM b WHERE id = -1")).containsExactly("-1|u3|");
    }
  }

  @Test
  void failingRow_endsTheDefinition_andIsNamed() {
    try (Session session = database.session()) {
      session.execute("UPDATE t SET x = 0 WHERE id = 77");
      session.execute("UPDATE t SET x = 1 WHERE x = 0 AND id <> 77");
      assertThatThrownBy(
              () -> session.execute("CREATE MATERIALIZED VIEW v AS SELECT 10 / x AS r FROM t"))
          .isInstanceOfSatisfying(
              SpookySqlException.class,
              e -> {
                assertThat(e.sqlState()).isEqualTo("22012");
                assertThat(e).hasMessageContaining("id=77");
              });
      session.execute("UPDATE t SET x = 1 WHERE id = 77");
      session.execute("CREATE MATERIALIZED VIEW v AS SELECT 10 / x AS r FROM t");
      assertThat(rows(session, "SELECT COUNT(*) FROM v")).containsExactly(ROWS + "|");
    }
  }

  @Test
  void cancelledAndDroppedUnderIt_leavesNothing() throws Exception {
    String slow = "SELECT COUNT(*) AS n FROM t a JOIN t b ON a.g = b.g AND a.x + b.x > 1000";
    try (Session session = database.session();
        Session other = database.session()) {
      Future<?> made =
          threads.submit(() -> session.execute("CREATE MATERIALIZED VIEW v AS " + slow));
      Thread.sleep(200);
      other.execute("INSERT INTO u VALUES (1000, 1, 'not held up')");
      while (!made.isDone()) {
        // on a busy machine the statement may not have begun yet, and there is nothing to cancel
        session.cancel();
        Thread.sleep(20);
      }
      assertThatThrownBy(made::get)
          .cause()
          .isInstanceOfSatisfying(
              SpookySqlException.class, e -> assertThat(e.sqlState()).isEqualTo("57014"));
      Future<?> again =
          threads.submit(() -> session.execute("CREATE MATERIALIZED VIEW v AS " + slow));
      Thread.sleep(200);
      other.execute("DROP TABLE t");
      assertThatThrownBy(again::get)
          .cause()
          .isInstanceOfSatisfying(
              SpookySqlException.class, e -> assertThat(e.sqlState()).isEqualTo("42P01"));
      assertThat(other.relations()).extracting("name").containsExactly("u");
    }
  }
}
