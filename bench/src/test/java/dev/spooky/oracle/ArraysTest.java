// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Spooky;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Views over arrays against H2 and HSQLDB, through random transactions full of NULLs, of empty
 * arrays, and of NULLs in arrays. HSQLDB knows UNNEST of a row's own arrays, H2 compares arrays.
 * (Texts are of one length, since HSQLDB pads those of an array's literal.)
 */
class ArraysTest {
  private static final int TICKS = Integer.getInteger("spooky.arrays.ticks", 40);
  private static final String TABLE =
      "CREATE TABLE t (id INTEGER PRIMARY KEY, g INTEGER, x INTEGER, a INTEGER ARRAY,"
          + " s VARCHAR(9) ARRAY)";

  /** Queries for HSQLDB. */
  private static final List<String> UNNESTING =
      List.of(
          "SELECT t.id, u.x FROM t CROSS JOIN UNNEST(t.a) AS u(x)",
          "SELECT t.id, u.y FROM t, UNNEST(t.s) AS u(y)",
          "SELECT t.id, u.y, u.n FROM t, UNNEST(t.s) WITH ORDINALITY AS u(y, n) WHERE u.n > 1",
          "SELECT t.id, u.x, u.y FROM t, UNNEST(t.a, t.s) AS u(x, y)",
          "SELECT t.id, u.x, u.y, u.n FROM t CROSS JOIN UNNEST(t.a, t.s) WITH ORDINALITY"
              + " AS u(x, y, n)",
          "SELECT t.id, t.a, u.x FROM t LEFT JOIN UNNEST(t.a) AS u(x) ON TRUE",
          "SELECT t.id, u.x, v.y FROM t CROSS JOIN UNNEST(t.a) AS u(x)"
              + " CROSS JOIN UNNEST(t.s) AS v(y)",
          "SELECT u.x, COUNT(*), SUM(t.id) FROM t CROSS JOIN UNNEST(t.a) AS u(x) GROUP BY u.x",
          "SELECT DISTINCT u.y FROM t CROSS JOIN UNNEST(t.s) AS u(y)",
          "SELECT t.id, (SELECT SUM(u.x) FROM UNNEST(t.a) AS u(x)) FROM t",
          "SELECT t.id, (SELECT COUNT(*) FROM UNNEST(t.a) AS u(x) WHERE u.x > t.x) FROM t",
          "SELECT t.id FROM t WHERE EXISTS (SELECT 1 FROM UNNEST(t.a) AS u(x) WHERE u.x = t.g)",
          "SELECT t.id FROM t WHERE 2 IN (SELECT u.x FROM UNNEST(t.a) AS u(x))",
          "SELECT t.id FROM t WHERE t.x NOT IN (SELECT u.x FROM UNNEST(t.a) AS u(x))",
          "SELECT t.id, u.x FROM t CROSS JOIN UNNEST(ARRAY[t.id, t.g, t.x]) AS u(x)",
          "SELECT a.id, b.id AS other FROM t a CROSS JOIN UNNEST(a.a) AS u(x) JOIN t b ON b.id = u.x",
          "SELECT g, ARRAY_AGG(x ORDER BY x DESC, id) FROM t WHERE x IS NOT NULL GROUP BY g",
          "SELECT a, s, COUNT(*) FROM t GROUP BY a, s",
          "SELECT a FROM t UNION SELECT ARRAY[id] FROM t",
          "SELECT TRIM_ARRAY(a, 1) FROM t WHERE CARDINALITY(a) > 1");

  /** Queries for H2. */
  private static final List<String> COMPARING =
      List.of(
          "SELECT id, a, s, CARDINALITY(a) FROM t",
          "SELECT id FROM t WHERE CARDINALITY(a) > 1 AND a[2] = 2",
          "SELECT a, COUNT(*), MIN(id) FROM t GROUP BY a",
          "SELECT DISTINCT s FROM t",
          "SELECT id FROM t WHERE 2 = ANY(a)",
          "SELECT p.id, q.id AS other FROM t p JOIN t q ON ARRAY[p.id, p.id] = ARRAY[q.g, q.x]",
          "SELECT id FROM t WHERE a = ARRAY[1, 2]",
          "SELECT id FROM t WHERE ARRAY[id, g] > ARRAY[5, 2] AND g IS NOT NULL",
          "SELECT g, ARRAY_AGG(id ORDER BY id DESC) FROM t GROUP BY g",
          "SELECT g, ARRAY_AGG(DISTINCT x ORDER BY x NULLS FIRST) FROM t GROUP BY g",
          "SELECT g, ARRAY_AGG(id ORDER BY id) FILTER (WHERE x > 1) FROM t GROUP BY g",
          "SELECT ARRAY_AGG(s ORDER BY id) FROM t",
          "SELECT id, ARRAY[x, g, NULL] FROM t",
          "SELECT id, a || ARRAY[x] FROM t WHERE a IS NOT NULL",
          "SELECT id, COALESCE(a, ARRAY[0]), CASE WHEN x > 1 THEN a ELSE ARRAY[x] END FROM t",
          "SELECT p.id FROM t p WHERE ARRAY[p.id] IN (SELECT ARRAY[q.x] FROM t q WHERE q.x > 0)");

  private final List<String> failures = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void views_holdWhatOthersAnswer(long seed) throws SQLException {
    try (Spooky here = Spooky.open();
        Outside h2 = new Outside();
        Outside hsqldb = Outside.hsqldb("arrays" + seed)) {
      here.execute(TABLE);
      h2.execute(TABLE);
      hsqldb.execute(TABLE);
      Random random = new Random(seed);
      int late = random.nextInt(TICKS);
      create(here, "u", UNNESTING, 0);
      create(here, "c", COMPARING, 0);
      for (int tick = 0; tick < TICKS; tick++) {
        here.execute("BEGIN");
        for (int i = random.nextInt(6); i >= 0; i--) {
          change(random, here, h2, hsqldb);
        }
        here.execute("COMMIT");
        if (tick == late) {
          create(here, "u", UNNESTING, 1);
          create(here, "c", COMPARING, 1);
        }
        boolean all = tick >= late;
        compare(here, hsqldb, "u", UNNESTING, all, "seed=" + seed + " tick=" + tick);
        compare(here, h2, "c", COMPARING, all, "seed=" + seed + " tick=" + tick);
        assertThat(failures).isEmpty();
      }
    }
  }

  /** Every other query as a view, from the first or the second on. */
  private static void create(Spooky here, String name, List<String> queries, int first) {
    for (int i = first; i < queries.size(); i += 2) {
      here.execute("CREATE MATERIALIZED VIEW " + name + i + " AS " + queries.get(i));
    }
  }

  private void compare(
      Spooky here, Outside there, String name, List<String> queries, boolean all, String when)
      throws SQLException {
    for (int i = 0; i < queries.size(); i += all ? 1 : 2) {
      Bag mine = Bag.of(here.view(name + i).rows());
      Bag other = there.query(queries.get(i));
      if (!mine.equals(other)) {
        failures.add(when + " " + queries.get(i) + "\n" + mine.difference(other));
      }
    }
  }

  private static void change(Random random, Spooky here, Outside... others) throws SQLException {
    int id = random.nextInt(12);
    String values =
        "%d, %s, %s, %s, %s"
            .formatted(
                id,
                random.nextInt(5) == 0 ? "NULL" : 1 + random.nextInt(3),
                random.nextInt(4) == 0 ? "NULL" : random.nextInt(4),
                array(random, "1", "2", "3", "-1"),
                array(random, "'a'", "'b'", "'c'"));
    List<String> statements = new ArrayList<>();
    statements.add("DELETE FROM t WHERE id = " + id);
    if (random.nextInt(3) > 0) {
      statements.add("INSERT INTO t VALUES (" + values + ")");
    } else {
      statements.add("UPDATE t SET a = " + array(random, "1", "2") + " WHERE g = 1 AND x = 1");
    }
    for (String sql : statements) {
      here.execute(sql);
      for (Outside other : others) {
        other.execute(sql);
      }
    }
  }

  private static String array(Random random, String... elements) {
    if (random.nextInt(6) == 0) {
      return "NULL";
    }
    List<String> chosen = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      chosen.add(random.nextInt(5) == 0 ? "NULL" : elements[random.nextInt(elements.length)]);
    }
    boolean onlyNulls = chosen.stream().allMatch("NULL"::equals);
    return onlyNulls && !chosen.isEmpty()
        ? "ARRAY[" + elements[0] + "]"
        : "ARRAY[" + String.join(", ", chosen) + "]";
  }
}
