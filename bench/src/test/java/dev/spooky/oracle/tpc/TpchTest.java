// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.tpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.cli.tpch.TpchExample;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The 22 queries of TPC-H as views against DuckDB: there before the data, loaded in random
 * transactions, without a random third of the rows, and whole again.
 */
class TpchTest {
  private static final double SCALE = Double.parseDouble(System.getProperty("spooky.tpch", "0.01"));
  private static final long SEED = Long.getLong("spooky.tpch.seed", 20);
  private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+)");
  private static final List<String> SHRUNK =
      List.of("lineitem", "orders", "customer", "part", "partsupp", "supplier");

  /** At this scale no order is large, or no supplier the right one: their answers may be empty. */
  private static final List<String> MAY_BE_EMPTY = List.of("q18", "q20");

  private final Set<String> answered = new HashSet<>();

  @Test
  void views_equalDuckDb_whileRowsComeGoAndComeBack() throws SQLException, IOException {
    try (Spooky database = Spooky.open();
        Session session = database.session();
        DuckDb outside = new DuckDb()) {
      LiveTables live = new LiveTables(session, outside, generated(session), new Random(SEED));
      for (String query : TpchExample.QUERIES) {
        session.execute(create(session, query));
      }
      live.load();
      compare(session, live, outside, "loaded");
      live.takeThird(SHRUNK);
      compare(session, live, outside, "without a third");
      live.putBack();
      compare(session, live, outside, "whole again");
      List<String> empty = new ArrayList<>(TpchExample.QUERIES);
      empty.removeAll(answered);
      assertThat(MAY_BE_EMPTY).as("always empty, scale=%s", SCALE).containsAll(empty);
    }
  }

  private static String create(Session session, String query) throws IOException {
    return session.split(TpchExample.sql(query + ".sql")).get(0);
  }

  private static List<TestTable> generated(Session text) throws IOException {
    try (Spooky database = Spooky.open();
        Session session = database.session()) {
      TpchExample.createTables(session);
      TpchExample.load(session, SCALE);
      List<TestTable> tables = new ArrayList<>();
      for (String create : text.split(TpchExample.sql("schema.sql"))) {
        Matcher name = TABLE.matcher(create);
        assertThat(name.find()).isTrue();
        tables.add(new TestTable(name.group(1), create, rows(session, name.group(1))));
      }
      return tables;
    }
  }

  private static List<Object[]> rows(Session session, String table) {
    List<Object[]> all = new ArrayList<>();
    LiveTables.query(session, "SELECT * FROM " + table).forEach(row -> all.add(row.toArray()));
    return all;
  }

  private void compare(Session session, LiveTables live, DuckDb outside, String when)
      throws SQLException, IOException {
    for (String query : TpchExample.QUERIES) {
      String create = create(session, query);
      String select = create.substring(create.indexOf(" AS\n") + 4);
      Answer expected = Answer.of(outside.query(select));
      Answer actual = Answer.of(live.query("SELECT * FROM " + query));
      assertThat(actual.difference(expected)).as("%s %s, seed=%d", query, when, SEED).isNull();
      if (expected.size() > 0) {
        answered.add(query);
      }
    }
  }
}
