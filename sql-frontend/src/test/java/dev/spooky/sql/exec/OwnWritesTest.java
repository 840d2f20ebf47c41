// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A transaction reads what it has written, on tables and through views; nobody else does. */
class OwnWritesTest {
  private static final Map<String, String> VIEWS =
      Map.of(
          "totals", "SELECT g, COUNT(*) AS n, SUM(x) AS s FROM t GROUP BY g",
          "pairs", "SELECT a.id, b.id AS other FROM t a JOIN t b ON a.x = b.x",
          "large", "SELECT id, x FROM t WHERE x > 5",
          "keyed", "SELECT id, g, x FROM t");

  private final Spooky database = Spooky.open();
  private final Session session = database.session();
  private final Session other = database.session();

  @BeforeEach
  void define() {
    session.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, g INTEGER, x INTEGER)");
    VIEWS.forEach(
        (name, sql) -> session.execute("CREATE MATERIALIZED VIEW " + name + " AS " + sql));
    session.execute(
        "CREATE MATERIALIZED VIEW stacked AS SELECT SUM(n) AS n FROM totals JOIN large ON g = x");
    for (int i = 0; i < 20; i++) {
      session.execute("INSERT INTO t VALUES (?, ?, ?)", i, i % 4, i % 9);
    }
  }

  @AfterEach
  void close() {
    session.close();
    other.close();
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

  @Test
  void viewsShowTheTransactionsOwnChanges() {
    Random random = new Random(7);
    for (int round = 0; round < 20; round++) {
      List<String> before = rows(other, "SELECT * FROM totals");
      session.begin();
      session.execute("DELETE FROM t WHERE id = ?", random.nextInt(20));
      session.execute(
          "INSERT INTO t VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET x = 7",
          random.nextInt(30),
          random.nextInt(4),
          random.nextInt(9));
      VIEWS.forEach(
          (name, sql) ->
              assertThat(rows(session, "SELECT * FROM " + name))
                  .as(name)
                  .isEqualTo(rows(session, sql)));
      assertThat(rows(session, "SELECT * FROM stacked"))
          .isEqualTo(
              rows(
                  session,
                  "SELECT SUM(n) AS n FROM (SELECT g, COUNT(*) AS n FROM t GROUP BY g) c"
                      + " JOIN (SELECT x FROM t WHERE x > 5) l ON g = x"));
      assertThat(rows(other, "SELECT * FROM totals")).isEqualTo(before);
      if (round % 2 == 0) {
        session.rollback();
        assertThat(rows(session, "SELECT * FROM totals")).isEqualTo(before);
      } else {
        List<String> own = rows(session, "SELECT * FROM totals");
        session.commit();
        assertThat(rows(other, "SELECT * FROM totals")).isEqualTo(own);
      }
    }
  }

  @Test
  void lookUpByTheViewsKey_seesThem() {
    session.begin();
    session.execute("UPDATE t SET x = 1000 WHERE id = 3");
    session.execute("INSERT INTO t VALUES (100, 1, 1001)");
    assertThat(rows(session, "SELECT x FROM keyed WHERE id = 3")).containsExactly("1000|");
    assertThat(rows(session, "SELECT x FROM keyed WHERE id = 100")).containsExactly("1001|");
    assertThat(rows(other, "SELECT x FROM keyed WHERE id = 100")).isEmpty();
  }
}
