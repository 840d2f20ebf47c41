// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.bench.auction.AuctionEvents;
import dev.spooky.bench.auction.AuctionTable;
import dev.spooky.bench.auction.AuctionView;
import dev.spooky.engine.Appender;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SpookyOptions;
import dev.spooky.runtime.storage.Counters;
import dev.spooky.sql.session.SpookyEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a change costs, counted inside the storage structures: the change sets it, not the data. */
class WorkCountersTest {
  private static final int SMALL = 10_000;
  private static final int LARGE = Integer.getInteger("spooky.counters.events", 100_000);

  private final SpookyEngine engine = new SpookyEngine(SpookyOptions.DEFAULT);
  private final Spooky unused = Spooky.open();
  private final Session session = engine.session(unused);
  private final Counters counters = engine.database().counters();

  @AfterEach
  void close() {
    session.close();
    engine.close();
    unused.close();
  }

  @Test
  void aTick_runsTheViewsOfTheChangedTableOnly() {
    session.execute("CREATE TABLE busy (id INTEGER PRIMARY KEY, x INTEGER)");
    for (int t = 0; t < 10; t++) {
      session.execute("CREATE TABLE idle" + t + " (id INTEGER PRIMARY KEY, x INTEGER)");
    }
    for (int v = 0; v < 3; v++) {
      view("busy" + v + "_view", "SELECT x + " + v + " AS x, COUNT(*) AS n FROM busy GROUP BY x");
    }
    session.execute("INSERT INTO busy VALUES (0, 0)");
    long before = counters.steps;
    session.execute("INSERT INTO busy VALUES (1, 1)");
    long alone = counters.steps - before;
    for (int v = 0; v < 997; v++) {
      view("idle" + v + "_view", "SELECT x + " + v + " AS x FROM idle" + v % 10);
    }
    before = counters.steps;
    session.execute("INSERT INTO busy VALUES (2, 2)");
    assertThat(counters.steps - before).as("steps among 1,000 views").isEqualTo(alone);
    before = counters.steps;
    session.execute("INSERT INTO idle3 VALUES (2, 2)");
    assertThat(counters.steps - before).as("steps of 100 views").isGreaterThanOrEqualTo(100);
  }

  @Test
  void equalJoins_shareTheirState() {
    session.execute("CREATE TABLE a (id INTEGER PRIMARY KEY, k INTEGER, x INTEGER)");
    session.execute("CREATE TABLE b (id INTEGER PRIMARY KEY, k INTEGER, y INTEGER)");
    String join = " FROM a JOIN b ON a.k = b.k";
    view("first", "SELECT a.id, b.y" + join);
    long one = written(0);
    view("second", "SELECT a.id, b.y" + join);
    long two = written(1);
    // the second view's own result is all that may be written beside
    assertThat(two)
        .as("entries written with two views, with one: %s", one)
        .isLessThanOrEqualTo(one + 4);
    view("grouped", "SELECT COUNT(*) AS n" + join);
    assertThat(written(2)).as("with a grouping over the join").isLessThanOrEqualTo(two + 4);
  }

  @Test
  void equalJoins_shareTheirMemory() {
    session.execute("CREATE TABLE a (id INTEGER PRIMARY KEY, k INTEGER, x INTEGER)");
    session.execute("CREATE TABLE b (id INTEGER PRIMARY KEY, k INTEGER, y INTEGER)");
    for (String table : new String[] {"a", "b"}) {
      try (Appender appender = session.appender(table)) {
        for (int i = 0; i < 200_000; i++) {
          appender.append(i).append(i).append(i % 10).endRow();
        }
      }
    }
    view("warm", "SELECT AVG(y) AS m FROM a JOIN b ON a.k = b.k");
    session.execute("DROP VIEW warm");
    long none = LiveHeap.bytes();
    view("first", "SELECT AVG(y) AS m FROM a JOIN b ON a.k = b.k");
    long one = LiveHeap.bytes();
    view("second", "SELECT SUM(y) AS s FROM a JOIN b ON a.k = b.k");
    long two = LiveHeap.bytes();
    assertThat(two - one)
        .as("bytes of a second view over the join, of the first: %s", one - none)
        .isLessThan((one - none) / 3);
  }

  @Test
  void unnest_costsTheElementsOfTheChangedRow() {
    session.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER ARRAY)");
    view("flat", "SELECT t.id, u.x FROM t CROSS JOIN UNNEST(t.a) AS u(x)");
    long[] written = new long[3];
    int id = 0;
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < round * 1000; i++) {
        session.execute("INSERT INTO t VALUES (" + id++ + ", ARRAY[1, 2, 3, 4, 5])");
      }
      long before = counters.entriesWritten;
      session.execute("INSERT INTO t VALUES (" + id++ + ", ARRAY[7, 8, NULL])");
      written[round] = counters.entriesWritten - before;
    }
    // the table's row and the view's three: the operator itself keeps nothing
    assertThat(written).as("entries written among 0, 1000 and 3000 rows").containsOnly(4);
  }

  private long written(int round) {
    session.execute("INSERT INTO b VALUES (" + round + ", " + round + ", 1)");
    long before = counters.entriesWritten;
    session.execute("INSERT INTO a VALUES (" + round + ", " + round + ", 1)");
    return counters.entriesWritten - before;
  }

  private void view(String name, String query) {
    session.execute("CREATE MATERIALIZED VIEW " + name + " AS " + query);
  }

  @ParameterizedTest
  @EnumSource
  void aChangedRow_costsTheSameInLittleAndMuchData(AuctionView view) {
    AuctionEvents events = AuctionEvents.generate(LARGE);
    for (AuctionTable table : AuctionTable.values()) {
      session.execute(table.definition());
    }
    session.execute(view.definition());
    load(events, 0, SMALL);
    double small = touchedPerChange();
    load(events, SMALL, LARGE);
    double large = touchedPerChange();
    assertThat(large)
        .as("entries touched a change, in little data: %s", small)
        .isLessThan(2 * small + 2);
  }

  private void load(AuctionEvents events, int from, int to) {
    for (AuctionTable table : AuctionTable.values()) {
      try (Appender appender = session.appender(table.tableName())) {
        for (int id = table.countBefore(from); id < table.countBefore(to); id++) {
          table.append(events, id, appender);
          appender.endRow();
        }
      }
    }
  }

  /** Over rows that are no part of the loaded data's hot spots, put in and taken out. */
  private double touchedPerChange() {
    long before = counters.touched();
    int changes = 0;
    for (int i = 0; i < 50; i++) {
      int id = 100_000_000 + i;
      int auction = 123 * (1 + i % 5);
      session.execute("INSERT INTO person VALUES (" + id + ", 'p', 'c', 'S01', 1)");
      session.execute("INSERT INTO auction VALUES (" + id + ", " + id + ", 10, 1, 1, 9)");
      session.execute("INSERT INTO bid VALUES (" + id + ", " + id + ", " + id + ", " + i + ", 5)");
      session.execute(
          "INSERT INTO bid VALUES (" + (id + 1_000_000) + ", " + auction + ", 3, " + i + ", 5)");
      session.execute("DELETE FROM bid WHERE id = " + (id + 1_000_000));
      session.execute("DELETE FROM bid WHERE id = " + id);
      session.execute("DELETE FROM auction WHERE id = " + id);
      session.execute("DELETE FROM person WHERE id = " + id);
      changes += 8;
    }
    return (double) (counters.touched() - before) / changes;
  }
}
