// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.tpc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.sql.error.SpookySqlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The queries of TPC-DS as views against DuckDB: there before the data, loaded in random
 * transactions, without a random third of the rows, and whole again.
 *
 * <p>A seeded sample of them in every build; {@code -Dspooky.tpcds=all} takes all, {@code
 * -Dspooky.tpcds=q5,q14a} some, and {@code -Dspooky.tpcds.report=FILE} writes what came of each.
 * {@code -Dspooky.tpcds.oneof=N} keeps one of N generated orders.
 */
class TpcdsTest {
  private static final String CHOSEN = System.getProperty("spooky.tpcds", "");
  private static final String REPORT = System.getProperty("spooky.tpcds.report", "");
  private static final long SEED = Long.getLong("spooky.tpcds.seed", 99);
  private static final double SCALE = 0.01;
  private static final int ONE_OF = Integer.getInteger("spooky.tpcds.oneof", 20);
  private static final int SAMPLE = 10;
  private static final int ZIPS = 400;
  private static final List<String> SHRUNK =
      List.of(
          "store_sales",
          "store_returns",
          "catalog_sales",
          "catalog_returns",
          "web_sales",
          "web_returns",
          "inventory",
          "customer",
          "item");

  private final Map<String, TpcdsOutcome> outcomes = new LinkedHashMap<>();

  @Test
  void views_equalDuckDb_whileRowsComeGoAndComeBack() throws SQLException, IOException {
    Random random = new Random(SEED);
    List<TestTable> tables = TpcdsTables.sample(SCALE, ONE_OF, random);
    List<TpcdsQuery> queries = chosen(TpcdsQuery.all(zips(tables)), random);
    try (Spooky database = Spooky.open();
        Session session = database.session();
        DuckDb outside = new DuckDb()) {
      LiveTables live = new LiveTables(session, outside, tables, random);
      List<TpcdsQuery> views = new ArrayList<>();
      for (TpcdsQuery query : queries) {
        create(session, outside, query, views);
      }
      live.load();
      compare(live, outside, views, "loaded");
      live.takeThird(SHRUNK);
      compare(live, outside, views, "without a third");
      live.putBack();
      compare(live, outside, views, "whole again");
    }
    if (!REPORT.isEmpty()) {
      Files.writeString(Path.of(REPORT), TpcdsOutcome.report(outcomes, SEED));
    }
    assertThat(outcomes.values()).as("seed=%d", SEED).allMatch(TpcdsOutcome::good);
  }

  private static List<TpcdsQuery> chosen(List<TpcdsQuery> all, Random random) {
    if (CHOSEN.equals("all")) {
      return all;
    }
    List<String> names = List.of(CHOSEN.split(","));
    if (!CHOSEN.isEmpty()) {
      return all.stream().filter(query -> names.contains(query.name())).toList();
    }
    List<TpcdsQuery> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, SAMPLE);
  }

  /** Post codes of customers, and further ones for what lacks. */
  private static List<String> zips(List<TestTable> tables) {
    List<String> zips = new ArrayList<>();
    for (TestTable table : tables) {
      if (table.name().equals("customer_address")) {
        table.rows().stream()
            .map(row -> String.valueOf(row[9]))
            .filter(zip -> zip.matches("\\d{5}"))
            .distinct()
            .sorted()
            .limit(ZIPS)
            .forEach(zips::add);
      }
    }
    for (int next = 10_000; zips.size() < ZIPS; next++) {
      zips.add(String.valueOf(next));
    }
    return zips;
  }

  private void create(Session session, DuckDb outside, TpcdsQuery query, List<TpcdsQuery> views)
      throws SQLException {
    int columns = outside.columns(query.text());
    TpcdsQuery total = query.totallyOrdered(columns);
    String names =
        IntStream.rangeClosed(1, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    TpcdsOutcome outcome = new TpcdsOutcome(query.name());
    outcomes.put(query.name(), outcome);
    long start = System.nanoTime();
    try {
      session.execute(
          "CREATE MATERIALIZED VIEW %s (%s) ON ERROR SUSPEND AS %s"
              .formatted(query.name(), names, total.text()));
      outcome.planned(System.nanoTime() - start);
      views.add(total);
    } catch (SpookySqlException refused) {
      outcome.refused(String.valueOf(refused.getMessage()));
    }
  }

  private void compare(LiveTables live, DuckDb outside, List<TpcdsQuery> views, String when)
      throws SQLException {
    for (TpcdsQuery query : views) {
      TpcdsOutcome outcome = requireNonNull(outcomes.get(query.name()));
      Answer expected = Answer.of(outside.query(query.text()));
      String difference = difference(live, query, expected);
      outcome.compared(expected.size(), difference == null ? null : when + ": " + difference);
    }
  }

  private static @Nullable String difference(LiveTables live, TpcdsQuery view, Answer expected) {
    try {
      return Answer.of(live.query("SELECT * FROM " + view.name())).difference(expected);
    } catch (SpookySqlException failed) {
      return "cannot be read: " + failed.getMessage();
    }
  }
}
