// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.auction;

import java.util.ArrayList;
import java.util.List;

/**
 * The event stream: N events of phase A and the churn of phase B, made beforehand.
 *
 * <p>Event i is a person if i mod 50 is 0, an auction if it is 1 to 3, else a bid; so how many of
 * each came before an event is arithmetic, and a batch of events is a range of ids in each table.
 */
public final class AuctionEvents {
  private static final long SEED = 42;
  private static final int CYCLE = 50;
  private static final int AUCTIONS_IN_CYCLE = 3;

  private final int eventCount;
  private final Persons persons;
  private final Auctions auctions;
  private final Bids bids;
  private final List<Churn> churns = new ArrayList<>();

  private AuctionEvents(int eventCount, int churnInserts) {
    this.eventCount = eventCount;
    this.persons = new Persons(personsBefore(eventCount));
    this.auctions = new Auctions(auctionsBefore(eventCount));
    this.bids = new Bids(bidsBefore(eventCount) + churnInserts);
  }

  /**
   * Makes the stream.
   *
   * @param eventCount events of phase A
   * @param churnSizes batch sizes of phase B in the order in which they are run
   */
  public static AuctionEvents generate(int eventCount, int... churnSizes) {
    List<Churn> plans = new ArrayList<>();
    int bid = bidsBefore(eventCount);
    for (int size : churnSizes) {
      Churn churn = new Churn(size, Churn.defaultBatchCount(size), bid);
      bid = churn.firstInsert(churn.batchCount());
      plans.add(churn);
    }
    AuctionEvents events = new AuctionEvents(eventCount, bid - bidsBefore(eventCount));
    SplitMix random = new SplitMix(SEED);
    events.drawBackfill(random);
    events.drawChurn(plans, random);
    return events;
  }

  private void drawBackfill(SplitMix random) {
    for (int i = 0; i < eventCount; i++) {
      int place = i % CYCLE;
      if (place == 0) {
        persons.draw(personsBefore(i), i, random);
      } else if (place <= AUCTIONS_IN_CYCLE) {
        auctions.draw(auctionsBefore(i), i, personsBefore(i), random);
      } else {
        bids.draw(bidsBefore(i), i, auctionsBefore(i), personsBefore(i), random);
      }
    }
  }

  private void drawChurn(List<Churn> plans, SplitMix random) {
    int[] live = new int[bids.count()];
    int liveCount = bidsBefore(eventCount);
    for (int i = 0; i < liveCount; i++) {
      live[i] = i;
    }
    int time = eventCount;
    for (Churn churn : plans) {
      for (int batch = 0; batch < churn.batchCount(); batch++) {
        for (int d = churn.firstDelete(batch); d < churn.firstDelete(batch + 1); d++) {
          int at = random.below(liveCount);
          churn.setDelete(d, live[at]);
          live[at] = live[--liveCount];
        }
        for (int id = churn.firstInsert(batch); id < churn.firstInsert(batch + 1); id++) {
          bids.draw(id, time++, auctions.count(), persons.count(), random);
          live[liveCount++] = id;
        }
      }
      churns.add(churn);
    }
  }

  /** Number of persons among the events before event {@code i}. */
  public static int personsBefore(int i) {
    return (i + CYCLE - 1) / CYCLE;
  }

  /** Number of auctions among the events before event {@code i}. */
  public static int auctionsBefore(int i) {
    int place = i % CYCLE;
    return i / CYCLE * AUCTIONS_IN_CYCLE + Math.min(Math.max(place - 1, 0), AUCTIONS_IN_CYCLE);
  }

  /** Number of bids among the events before event {@code i}. */
  public static int bidsBefore(int i) {
    return i - personsBefore(i) - auctionsBefore(i);
  }

  /** Number of events of phase A. */
  public int eventCount() {
    return eventCount;
  }

  /** The persons. */
  public Persons persons() {
    return persons;
  }

  /** The auctions. */
  public Auctions auctions() {
    return auctions;
  }

  /** The bids, those of the churn included. */
  public Bids bids() {
    return bids;
  }

  /** The parts of phase B in order. */
  public List<Churn> churns() {
    return churns;
  }
}
