// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.engine.Rows;
import dev.spooky.engine.Spooky;
import dev.spooky.sql.error.SpookySqlException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every query of a file as a view, some made before the rows and some after, through random
 * transactions full of NULLs and duplicates: after each, a view holds what those of H2 and HSQLDB
 * answer that understand its query. At least one does, or the line says which other query to ask
 * them.
 *
 * <p>{@code -Dspooky.constructs.seed=} and {@code -Dspooky.constructs.ticks=} vary it.
 */
class ConstructsTest {
  private static final int TICKS = Integer.getInteger("spooky.constructs.ticks", 25);
  private static final long SEED = Long.getLong("spooky.constructs.seed", 1);
  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE r (a INTEGER, b INTEGER, c VARCHAR(5))",
          "CREATE TABLE s (a INTEGER, b INTEGER, d BIGINT)",
          "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, e DECIMAL(10, 2))");

  /** A query, what others are asked instead, and which of them are not asked. */
  private record Query(String sql, String asked, String without) {}

  /** In the place of a view that failed. */
  private static final Query NONE = new Query("", "", "");

  private final Map<String, Query> views = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();
  private final StringJoiner script = new StringJoiner(";\n");
  private int nextId;

  @ParameterizedTest
  @ValueSource(strings = {"joins", "sets", "subqueries", "aggregates", "windows"})
  void viewsHoldWhatOthersAnswer(String file) throws SQLException, IOException {
    for (long seed = SEED; seed < SEED + 2; seed++) {
      run(file, new Random(seed), "seed=" + seed);
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void scalarSubQueryOfTwoRows_refusesTheCommitThatMakesIt() {
    try (Spooky spooky = Spooky.open()) {
      spooky.execute(TABLES.get(0));
      spooky.execute(TABLES.get(1));
      spooky.execute(
          "CREATE MATERIALIZED VIEW v AS SELECT a, (SELECT s.b FROM s WHERE s.a = r.a) AS m FROM r");
      spooky.execute("INSERT INTO s VALUES (1, 1, 1), (2, 1, 1), (2, 2, 2)");
      spooky.execute("INSERT INTO r VALUES (1, 0, 'x')");
      assertThatThrownBy(() -> spooky.execute("INSERT INTO r VALUES (2, 0, 'x')"))
          .isInstanceOfSatisfying(
              SpookySqlException.class, e -> assertThat(e.sqlState()).isEqualTo("21000"));
      assertThatThrownBy(() -> spooky.execute("INSERT INTO s VALUES (1, 5, 5)"))
          .isInstanceOf(SpookySqlException.class);
      spooky.execute("DELETE FROM s WHERE a = 2 AND b = 2");
      spooky.execute("INSERT INTO r VALUES (2, 0, 'x')");
      assertThat(Bag.of(spooky.view("v").rows()).toString()).contains("2, 1").contains("1, 1");
    }
  }

  @Test
  void plainViews_mayHaveWhatCalciteDoesNotKnow() {
    try (Spooky spooky = Spooky.open()) {
      spooky.execute(TABLES.get(0));
      spooky.execute("INSERT INTO r VALUES (1, 1, 'x'), (1, 2, 'y'), (2, 5, 'z')");
      spooky.execute(
          "CREATE VIEW f AS SELECT a, COUNT(*) FILTER (WHERE b > 1) OVER (PARTITION BY a) AS n FROM r");
      spooky.execute("CREATE VIEW g AS SELECT DISTINCT ON (a) * FROM r ORDER BY a, b DESC");
      spooky.execute(
          "CREATE VIEW h AS SELECT a, STRING_AGG(c, '+' ORDER BY b) AS l FROM r GROUP BY a");
      spooky.execute("CREATE VIEW i AS SELECT a FROM r ORDER BY a FETCH FIRST 1 ROW WITH TIES");
      assertThat(
              Bag.of(
                  spooky.query(
                      "SELECT f.n, g.b, h.l FROM f, g, h, i WHERE f.a = g.a"
                          + " AND g.a = h.a AND h.a = i.a")))
          .isEqualTo(
              Bag.of(
                  spooky.query(
                      "VALUES (1, 2, 'x+y'), (1, 2, 'x+y'), (1, 2, 'x+y'), (1, 2, 'x+y')")));
    }
  }

  private void run(String file, Random random, String name) throws SQLException, IOException {
    views.clear();
    nextId = 0;
    try (Spooky spooky = Spooky.open();
        Outside h2 = new Outside();
        Outside hsqldb = Outside.hsqldb("constructs")) {
      hsqldb.execute("SET DATABASE SQL SYNTAX PGS TRUE");
      List<Outside> all = List.of(h2, hsqldb);
      for (String sql : TABLES) {
        execute(sql, spooky, all);
      }
      List<Query> queries = queries(file);
      define(spooky, queries, random, 50);
      execute(load(random), spooky, all);
      define(spooky, queries, random, 100);
      for (int tick = 0; tick <= TICKS; tick++) {
        for (Map.Entry<String, Query> view : views.entrySet()) {
          if (!view.getValue().equals(NONE)) {
            try {
              check(view.getKey(), view.getValue(), spooky, h2, hsqldb, name);
            } catch (AssertionError e) {
              failures.add("tick=" + tick + " " + e.getMessage());
              view.setValue(NONE);
            }
          }
        }
        spooky.execute("BEGIN");
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
          execute(change(random), spooky, all);
        }
        spooky.execute("COMMIT");
      }
    }
  }

  private void define(Spooky spooky, List<Query> queries, Random random, int percent) {
    for (int i = 0; i < queries.size(); i++) {
      String view = "v" + i;
      if (!views.containsKey(view) && random.nextInt(100) < percent) {
        String sql = queries.get(i).sql();
        try {
          StringJoiner columns = new StringJoiner(", ", " (", ") AS ");
          try (Rows rows = spooky.query(sql)) {
            rows.columns().forEach(column -> columns.add("c" + columns.length()));
          }
          spooky.execute("CREATE MATERIALIZED VIEW " + view + columns + sql);
        } catch (RuntimeException e) {
          StringWriter trace = new StringWriter();
          e.printStackTrace(new PrintWriter(trace));
          failures.add(sql + "\n" + trace);
          views.put(view, NONE);
          continue;
        } catch (AssertionError e) {
          failures.add(sql + "\n" + e);
          views.put(view, NONE);
          continue;
        }
        views.put(view, queries.get(i));
      }
    }
  }

  private void check(
      String view, Query query, Spooky spooky, Outside h2, Outside hsqldb, String name) {
    Bag content = Bag.of(spooky.view(view).rows());
    String asked = query.asked();
    Bag once = Bag.of(spooky.query(query.sql()));
    int answers = 0;
    StringJoiner refusals = new StringJoiner("\n");
    assertThat(content).as("%s: %s run once\n%s", name, query.sql(), script).isEqualTo(once);
    for (Outside other : List.of(h2, hsqldb)) {
      String engine = other == h2 ? "h2" : "hsqldb";
      if (query.without().contains(engine)) {
        continue;
      }
      Bag answer;
      try {
        answer = other.query(asked);
        answers++;
      } catch (SQLException e) {
        refusals.add(engine + ": " + e.getMessage());
        continue;
      }
      if (!content.equals(answer)) {
        throw new AssertionError(
            name
                + ": what the view has (+) and "
                + engine
                + " has not (-)\n"
                + query.sql()
                + "\n"
                + content.difference(answer)
                + script);
      }
    }
    assertThat(answers).as("%s\n%s", asked, refusals).isPositive();
  }

  private static List<Query> queries(String file) throws IOException {
    List<Query> queries = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(
            ConstructsTest.class.getResourceAsStream("constructs/" + file + ".sql"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String without = "";
      for (String part : text.split(";", -1)) {
        StringJoiner sql = new StringJoiner(" ");
        StringJoiner asked = new StringJoiner(" ");
        without = "";
        for (String line : part.strip().split("\n", -1)) {
          if (line.startsWith("-- not ")) {
            without += line;
          } else if (line.startsWith("-- ask ")) {
            asked.add(line.substring(7));
          } else if (!line.startsWith("--")) {
            sql.add(line.strip());
          }
        }
        String query = sql.toString().strip();
        if (!query.isEmpty()) {
          queries.add(new Query(query, asked.length() > 0 ? asked.toString() : query, without));
        }
      }
    }
    return queries;
  }

  private void execute(String sql, Spooky spooky, List<Outside> others) throws SQLException {
    script.add(sql);
    spooky.execute(sql);
    for (Outside other : others) {
      other.execute(sql);
    }
  }

  private void execute(List<String> statements, Spooky spooky, List<Outside> others)
      throws SQLException {
    for (String sql : statements) {
      execute(sql, spooky, others);
    }
  }

  private List<String> load(Random random) {
    List<String> statements = new ArrayList<>();
    for (int i = 0; i < 18; i++) {
      statements.add(insert("rst".charAt(i % 3), random));
    }
    return statements;
  }

  private String insert(char table, Random random) {
    String row =
        switch (table) {
          case 'r' -> number(random) + ", " + number(random) + ", " + text(random);
          case 's' -> number(random) + ", " + number(random) + ", " + number(random);
          default -> nextId++ + ", " + number(random) + ", " + number(random);
        };
    return "INSERT INTO " + table + " VALUES (" + row + ")";
  }

  private String change(Random random) {
    char table = "rst".charAt(random.nextInt(3));
    String column = random.nextBoolean() || table == 't' ? "a" : "b";
    String value = number(random);
    String where = column + (value.equals("NULL") ? " IS NULL" : " = " + value);
    return switch (random.nextInt(7)) {
      case 0, 1 -> "DELETE FROM " + table + " WHERE " + where;
      case 2 -> "UPDATE " + table + " SET " + column + " = " + number(random) + " WHERE " + where;
      default -> insert(table, random);
    };
  }

  private static String number(Random random) {
    return random.nextInt(5) == 0 ? "NULL" : Integer.toString(random.nextInt(5) - 1);
  }

  private static String text(Random random) {
    return random.nextInt(5) == 0 ? "NULL" : "'" + "abcxy".charAt(random.nextInt(5)) + "'";
  }
}
