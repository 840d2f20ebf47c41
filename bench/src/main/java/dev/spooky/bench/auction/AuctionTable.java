// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.auction;

import dev.spooky.engine.Appender;
import java.util.Locale;

/** The three tables: their definitions and how their rows are appended. */
public enum AuctionTable {
  /** Persons, who sell and bid. */
  PERSON(
      "id BIGINT PRIMARY KEY, name VARCHAR NOT NULL, city VARCHAR NOT NULL,"
          + " state VARCHAR NOT NULL, ts BIGINT NOT NULL") {
    @Override
    public int countBefore(int event) {
      return AuctionEvents.personsBefore(event);
    }

    @Override
    public void append(AuctionEvents events, int id, Appender to) {
      Persons persons = events.persons();
      to.append(id).append(persons.name(id)).append(persons.city(id));
      to.append(persons.state(id)).append(persons.time(id));
    }
  },
  /** Auctions. */
  AUCTION(
      "id BIGINT PRIMARY KEY, seller BIGINT NOT NULL, category BIGINT NOT NULL,"
          + " initial BIGINT NOT NULL, ts BIGINT NOT NULL, expires BIGINT NOT NULL") {
    @Override
    public int countBefore(int event) {
      return AuctionEvents.auctionsBefore(event);
    }

    @Override
    public void append(AuctionEvents events, int id, Appender to) {
      Auctions auctions = events.auctions();
      to.append(id).append(auctions.seller(id)).append(auctions.category(id));
      to.append(auctions.initial(id)).append(auctions.time(id)).append(auctions.expires(id));
    }
  },
  /** Bids. */
  BID(
      "id BIGINT PRIMARY KEY, auction BIGINT NOT NULL, bidder BIGINT NOT NULL,"
          + " price BIGINT NOT NULL, ts BIGINT NOT NULL") {
    @Override
    public int countBefore(int event) {
      return AuctionEvents.bidsBefore(event);
    }

    @Override
    public void append(AuctionEvents events, int id, Appender to) {
      Bids bids = events.bids();
      to.append(id).append(bids.auction(id)).append(bids.bidder(id));
      to.append(bids.price(id)).append(bids.time(id));
    }
  };

  private final String columns;

  AuctionTable(String columns) {
    this.columns = columns;
  }

  /** Its name in the database. */
  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The statement that makes the table, stored with its primary key. */
  public String definition() {
    return "CREATE TABLE " + tableName() + " (" + columns + ")";
  }

  /** The statement that makes the table as a stream of changes that are not stored. */
  public String streamDefinition() {
    String keyless = columns.replace("PRIMARY KEY", "NOT NULL");
    return "CREATE TABLE " + tableName() + " (" + keyless + ") WITH (STORED = FALSE)";
  }

  /** Number of the table's rows among the events before {@code event}: the next row's id. */
  public abstract int countBefore(int event);

  /** Appends the values of a row; the caller ends it. */
  public abstract void append(AuctionEvents events, int id, Appender to);
}
