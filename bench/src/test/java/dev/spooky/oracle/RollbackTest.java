// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlPosition;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Commits that fail, in a table or in one view of five, leave no trace: afterwards 200 random ticks
 * equal those of a twin database that never saw them, and as many bytes are live. What fails only
 * halfway through a commit does not fail at all.
 */
class RollbackTest {
  private static final long SEED = Long.getLong("spooky.rollback.seed", 3);
  private static final int TICKS = 200;
  private static final List<String> RELATIONS =
      List.of("item", "other", "v1", "v2", "v3", "v4", "v5");

  private final Spooky database = fiveViews();
  private final Spooky twin = fiveViews();

  private static Spooky fiveViews() {
    Spooky database = Spooky.open();
    for (String sql :
        List.of(
            "CREATE TABLE item (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, x INTEGER,"
                + " label VARCHAR)",
            "CREATE TABLE other (kind INTEGER, y INTEGER)",
            "CREATE MATERIALIZED VIEW v1 AS SELECT kind, COUNT(*) AS n, MAX(label) AS last"
                + " FROM item GROUP BY kind",
            "CREATE MATERIALIZED VIEW v2 AS SELECT i.id, i.kind, o.y FROM item i"
                + " JOIN other o ON i.kind = o.kind",
            "CREATE MATERIALIZED VIEW v3 AS SELECT id, 1000 / x AS share, x * 1000000 AS much,"
                + " CAST(label AS INTEGER) AS number FROM item",
            "CREATE MATERIALIZED VIEW v4 AS SELECT DISTINCT kind, y FROM v2",
            "CREATE MATERIALIZED VIEW v5 AS SELECT id, share FROM v3 ORDER BY share DESC, id"
                + " LIMIT 5",
            "INSERT INTO item VALUES (1, 1, 10, '1'), (2, 1, 20, '2'), (3, 2, 30, NULL)",
            "INSERT INTO other VALUES (1, 5), (1, 5), (2, 7), (NULL, 9)")) {
      database.execute(sql);
    }
    return database;
  }

  @AfterEach
  void close() {
    database.close();
    twin.close();
  }

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "INSERT INTO item VALUES (50, 1, 0, '3'); 22012; 43",
        "UPDATE item SET x = 0 WHERE id = 2; 22012; 43",
        "INSERT INTO item VALUES (50, 1, 3000, '3'); 22003; 62",
        "INSERT INTO item VALUES (50, 1, 1, 'three'); 22P02; 83",
        "INSERT INTO item VALUES (50, 1, 1, '99999999999'); 22003; 83",
        "INSERT INTO item VALUES (50, 1, 1, '3'), (1, 1, 1, '3'); 23505; 13",
        "UPDATE item SET id = 1 WHERE id = 3; 23505; 8",
        "INSERT INTO item VALUES (50, NULL, 1, '3'); 23502; 13",
        "UPDATE item SET kind = NULL; 23502; 8",
        "INSERT INTO other SELECT id, 1 / (x - 10) FROM item; 22012; 30",
        "INSERT INTO other VALUES (CAST('a' AS INTEGER), 1); 22P02; 13",
        "INSERT INTO item (id, kind) VALUES (50, 99999999999); 22003; 41",
      })
  void failedCommit_leavesNoTrace(String sql, String sqlState, int column) {
    assertThat(assertFails(() -> database.execute(sql), sqlState).position())
        .as("place, in the text of the view that failed or else of the statement")
        .returns(1, SqlPosition::line)
        .returns(column, SqlPosition::column);
    assertTwins("after the failure");
    sameTicks();
  }

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "INSERT INTO item VALUES (50, 1, 0, '3'); 22012",
        "INSERT INTO item VALUES (50, 1, 1, 'three'); 22P02",
        "UPDATE item SET x = 3000 WHERE id = 1; 22003"
      })
  void failedCommit_undoesTheWholeTransaction(String sql, String sqlState) {
    try (Session session = database.session()) {
      session.begin();
      session.execute("INSERT INTO other VALUES (1, 100)");
      session.execute("DELETE FROM item WHERE id = 3");
      session.execute(sql);
      assertFails(session::commit, sqlState);
      assertThat(session.inTransaction()).isFalse();
    }
    assertTwins("after the failure");
    sameTicks();
  }

  @Test
  void failedStatement_leavesTheTransactionAsItWas() {
    try (Session session = database.session()) {
      session.begin();
      session.execute("INSERT INTO item VALUES (60, 4, 4, '4')");
      assertFails(() -> session.execute("INSERT INTO item VALUES (60, 5, 5, '5')"), "23505");
      assertFails(() -> session.execute("INSERT INTO item VALUES (61, NULL, 5, '5')"), "23502");
      assertThat(session.inTransaction()).isTrue();
      session.commit();
    }
    twin.execute("INSERT INTO item VALUES (60, 4, 4, '4')");
    assertTwins("after the commit");
    sameTicks();
  }

  @Test
  void viewThatFailsOnExistingRows_isNotMade() {
    String view = "CREATE MATERIALIZED VIEW bad AS SELECT id, 1 / (x - 10) AS share FROM item";
    assertFails(() -> database.execute(view), "22012");
    assertFails(() -> database.query("SELECT * FROM bad"), "42P01");
    assertTwins("after the failure");
    sameTicks();
  }

  @Test
  void twoSidedUpdate_thatFailsOnlyHalfway_commits() {
    for (Spooky each : List.of(database, twin)) {
      each.execute("CREATE TABLE a (k INTEGER PRIMARY KEY, x INTEGER)");
      each.execute("CREATE TABLE b (k INTEGER PRIMARY KEY, y INTEGER)");
      each.execute("INSERT INTO a VALUES (1, 3)");
      each.execute("INSERT INTO b VALUES (1, 2)");
      each.execute(
          "CREATE MATERIALIZED VIEW ratio AS SELECT a.k, 1/(a.x - b.y) AS r"
              + " FROM a JOIN b ON a.k = b.k");
    }
    try (Session session = database.session()) {
      session.begin();
      // with either side alone x − y is 0
      session.execute("UPDATE a SET x = 2");
      session.execute("UPDATE b SET y = 1");
      session.commit();
    }
    assertThat(Bag.of(database.query("SELECT * FROM ratio"))).hasToString("{1, 1=1}");
    assertFails(() -> twin.execute("UPDATE a SET x = 2"), "22012");
    assertFails(() -> twin.execute("UPDATE b SET y = 3"), "22012");
    assertThat(Bag.of(twin.query("SELECT * FROM ratio"))).hasToString("{1, 1=1}");
  }

  private static SpookySqlException assertFails(Runnable action, String sqlState) {
    SpookySqlException error = catchThrowableOfType(SpookySqlException.class, action::run);
    assertThat(error).isNotNull();
    assertThat(error.sqlState()).as(error.getMessage()).isEqualTo(sqlState);
    return error;
  }

  private void sameTicks() {
    Random random = new Random(SEED);
    for (int tick = 1; tick <= TICKS; tick++) {
      String sql = harmless(random, 100 + tick);
      assertThat(database.execute(sql)).as(sql).isEqualTo(twin.execute(sql));
      if (tick % 20 == 0) {
        assertTwins("tick " + tick + ", seed=" + SEED);
      }
    }
    assertThat(LiveBytes.of(database))
        .as("live bytes")
        .hasSizeGreaterThan(RELATIONS.size())
        .isEqualTo(LiveBytes.of(twin));
  }

  private static String harmless(Random random, int id) {
    int kind = random.nextInt(5);
    int x = 1 + random.nextInt(100);
    return switch (random.nextInt(6)) {
      case 0 -> "DELETE FROM item WHERE id = " + (100 + random.nextInt(id - 99));
      case 1 -> "UPDATE item SET x = " + x + " WHERE kind = " + kind;
      case 2 -> "DELETE FROM other WHERE kind = " + kind + " AND y > " + x;
      case 3 -> "INSERT INTO other VALUES (" + kind + ", " + x + "), (" + kind + ", 1)";
      default -> "INSERT INTO item VALUES (" + id + ", " + kind + ", " + x + ", '" + x + "')";
    };
  }

  private void assertTwins(String when) {
    for (String relation : RELATIONS) {
      Bag here = Bag.of(database.view(relation).rows());
      Bag there = Bag.of(twin.view(relation).rows());
      assertThat(here.difference(there)).as("%s %s", relation, when).isEmpty();
    }
  }
}
