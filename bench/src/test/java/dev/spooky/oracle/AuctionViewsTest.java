// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.bench.auction.AuctionEvents;
import dev.spooky.bench.auction.AuctionTable;
import dev.spooky.bench.auction.AuctionView;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The auction site's eight views through JDBC against another engine's recomputation: after every
 * 20th batch of backfill and through random transactions of inserts, updates and deletes.
 *
 * <p>A small run by default. All: {@code mvn -pl bench -am test -Dtest=AuctionViewsTest
 * -Dspooky.auction.events=200000 -Dspooky.auction.churn=2000}.
 */
class AuctionViewsTest {
  private static final int EVENTS = Integer.getInteger("spooky.auction.events", 20_000);
  private static final int CHURN = Integer.getInteger("spooky.auction.churn", 200);
  private static final int BATCHES_IN_CHECK = 20;
  private static final long SEED = Long.getLong("spooky.auction.seed", 5);

  private final AuctionEvents events = AuctionEvents.generate(EVENTS);
  private final Random random = new Random(SEED);
  private final List<Integer> live = new ArrayList<>();
  private int nextBid = AuctionEvents.bidsBefore(EVENTS);
  private Connection ours;
  private Outside outside;
  private Both both;

  @BeforeEach
  void open() throws SQLException {
    ours = DriverManager.getConnection("jdbc:spooky:");
    outside = new Outside();
    try (Statement here = ours.createStatement();
        Statement there = outside.connection().createStatement()) {
      for (AuctionTable table : AuctionTable.values()) {
        here.execute(table.definition());
        there.execute(table.definition());
      }
      there.execute("CREATE INDEX bids_of ON bid (auction)");
      for (AuctionView view : AuctionView.values()) {
        here.execute(view.definition());
      }
    }
    ours.setAutoCommit(false);
    outside.connection().setAutoCommit(false);
    both = new Both(ours, outside.connection());
  }

  @AfterEach
  void close() throws SQLException {
    ours.rollback();
    ours.close();
    outside.close();
  }

  @Test
  void views_equalTheOtherEnginesRecomputation() throws SQLException {
    backfill();
    for (int tick = 1; tick <= CHURN; tick++) {
      churn();
      if (tick % Math.max(1, CHURN / 20) == 0) {
        check("tick " + tick);
      }
    }
  }

  private void backfill() throws SQLException {
    int batch = Math.max(1, EVENTS / 100);
    for (int from = 0; from < EVENTS; from += batch) {
      for (AuctionTable table : AuctionTable.values()) {
        int end = table.countBefore(Math.min(from + batch, EVENTS));
        for (int id = table.countBefore(from); id < end; id++) {
          insert(table, id);
        }
      }
      both.commit();
      if (from / batch % BATCHES_IN_CHECK == BATCHES_IN_CHECK - 1) {
        check("event " + (from + batch));
      }
    }
    for (int id = 0; id < nextBid; id++) {
      live.add(id);
    }
  }

  private void insert(AuctionTable table, int id) throws SQLException {
    switch (table) {
      case PERSON ->
          both.batch(
              "INSERT INTO person VALUES (?, ?, ?, ?, ?)",
              (long) id,
              events.persons().name(id),
              events.persons().city(id),
              events.persons().state(id),
              events.persons().time(id));
      case AUCTION ->
          both.batch(
              "INSERT INTO auction VALUES (?, ?, ?, ?, ?, ?)",
              (long) id,
              (long) events.auctions().seller(id),
              (long) events.auctions().category(id),
              (long) events.auctions().initial(id),
              events.auctions().time(id),
              events.auctions().expires(id));
      case BID ->
          bid(
              id,
              events.bids().auction(id),
              events.bids().bidder(id),
              events.bids().price(id),
              events.bids().time(id));
    }
  }

  private void bid(long id, long auction, long bidder, long price, long time) throws SQLException {
    both.batch("INSERT INTO bid VALUES (?, ?, ?, ?, ?)", id, auction, bidder, price, time);
  }

  /** A transaction over all three tables. */
  private void churn() throws SQLException {
    int auctions = events.auctions().count();
    int persons = events.persons().count();
    for (int i = 0; i < 4; i++) {
      long price = 1L + random.nextInt(10_000);
      bid(
          nextBid,
          random.nextInt(auctions),
          random.nextInt(persons),
          price,
          random.nextInt(EVENTS));
      live.add(nextBid++);
    }
    both.flush();
    for (int i = 0; i < 3; i++) {
      int at = random.nextInt(live.size());
      both.batch("DELETE FROM bid WHERE id = ?", (long) live.get(at));
      live.set(at, live.get(live.size() - 1));
      live.remove(live.size() - 1);
    }
    both.flush();
    both.batch(
        "UPDATE bid SET price = ? WHERE id = ?",
        (long) random.nextInt(12_000),
        (long) live.get(random.nextInt(live.size())));
    both.batch(
        "UPDATE bid SET auction = ? WHERE auction = ?",
        (long) random.nextInt(auctions),
        (long) random.nextInt(auctions));
    both.batch(
        "UPDATE auction SET category = ?, expires = expires - 1000 WHERE id = ?",
        10L + random.nextInt(20),
        (long) random.nextInt(auctions));
    both.batch(
        "UPDATE person SET state = ? WHERE id = ?",
        "S0" + random.nextInt(6),
        (long) random.nextInt(persons));
    both.flush();
    if (random.nextInt(10) == 0) {
      both.batch("DELETE FROM auction WHERE id = ?", (long) random.nextInt(auctions));
    }
    both.commit();
  }

  private void check(String when) throws SQLException {
    try (Statement here = ours.createStatement();
        Statement there = outside.connection().createStatement()) {
      for (AuctionView view : AuctionView.values()) {
        Bag content = Bag.of(here.executeQuery("SELECT * FROM " + view.viewName()));
        Bag expected = Bag.of(there.executeQuery(view.query()));
        assertThat(content.difference(expected))
            .as("%s at %s, seed=%s: ours (+), theirs (-)", view, when, SEED)
            .isEmpty();
      }
    }
    ours.rollback();
  }
}
