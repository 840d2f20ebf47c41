// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench;

import dev.spooky.bench.auction.AuctionEvents;
import dev.spooky.bench.auction.AuctionTable;
import dev.spooky.bench.auction.Churn;
import dev.spooky.engine.Appender;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Feeds the stream into some of the tables through the bulk path, a batch a tick. */
final class Feeder implements AutoCloseable {
  private final AuctionEvents events;
  private final Session session;
  private final Map<AuctionTable, Appender> appenders = new EnumMap<>(AuctionTable.class);

  Feeder(Spooky database, AuctionEvents events, Set<AuctionTable> tables) {
    this.events = events;
    this.session = database.session();
    for (AuctionTable table : tables) {
      appenders.put(table, session.appender(table.tableName()));
    }
  }

  /** Inserts the rows of a range of events. */
  void backfill(int fromEvent, int toEvent) {
    if (appenders.size() > 1) {
      session.begin();
    }
    for (Map.Entry<AuctionTable, Appender> entry : appenders.entrySet()) {
      AuctionTable table = entry.getKey();
      Appender appender = entry.getValue();
      int end = table.countBefore(toEvent);
      for (int id = table.countBefore(fromEvent); id < end; id++) {
        table.append(events, id, appender);
        appender.endRow();
      }
      appender.flush();
    }
    if (appenders.size() > 1) {
      session.commit();
    }
  }

  /** Applies a batch of the churn: its deletes, then its inserts. */
  void churn(Churn churn, int batch) {
    Appender bids = appenders.get(AuctionTable.BID);
    if (bids == null) {
      throw new IllegalStateException("no table of the churn is fed");
    }
    int lastDelete = churn.firstDelete(batch + 1);
    for (int i = churn.firstDelete(batch); i < lastDelete; i++) {
      AuctionTable.BID.append(events, churn.delete(i), bids);
      bids.endDeletedRow();
    }
    int lastInsert = churn.firstInsert(batch + 1);
    for (int id = churn.firstInsert(batch); id < lastInsert; id++) {
      AuctionTable.BID.append(events, id, bids);
      bids.endRow();
    }
    bids.flush();
  }

  @Override
  public void close() {
    appenders.values().forEach(Appender::close);
    session.close();
  }
}
