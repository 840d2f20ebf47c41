// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.demo;

/**
 * The events of an auction site, always the same ones: of 50, one is a new person, three are new
 * auctions, the others are bids, half of them on the latest hundred auctions.
 */
public final class AuctionEvents {
  private static final int CYCLE = 50;
  private static final long SEED = 42;

  private long state = SEED;
  private long event;
  private long persons;
  private long auctions;
  private long bids;

  /** Takes events, one kind a method. */
  public interface Sink {
    /** Somebody registered. */
    void person(long id, String name, String city, String inState, long ts);

    /** Somebody offers something. */
    void auction(long id, long seller, long category, long initial, long ts, long expires);

    /** Somebody bids. */
    void bid(long id, long auction, long bidder, long price, long ts);
  }

  /** Gives the next event to {@code sink}. */
  public void next(Sink sink) {
    int kind = (int) (event % CYCLE);
    if (kind == 0) {
      person(sink);
    } else if (kind <= 3) {
      auction(sink);
    } else {
      bid(sink);
    }
    event++;
  }

  /** Number of events so far. */
  public long count() {
    return event;
  }

  /** Number of bids so far. */
  public long bidCount() {
    return bids;
  }

  private void person(Sink sink) {
    String name = "person-" + below(100_000);
    String city = "city-" + below(1_000);
    long number = below(50);
    sink.person(persons++, name, city, (number < 10 ? "S0" : "S") + number, event);
  }

  private void auction(Sink sink) {
    long seller = below(persons);
    long category = 10 + below(20);
    long initial = 1 + below(1_000);
    sink.auction(auctions++, seller, category, initial, event, event + 1 + below(200_000));
  }

  private void bid(Sink sink) {
    boolean hot = below(2) == 0;
    long auction = hot ? Math.max(0, auctions - 1 - below(100)) : below(auctions);
    long bidder = below(persons);
    sink.bid(bids++, auction, bidder, 1 + below(10_000), event);
  }

  private long below(long bound) {
    return Long.remainderUnsigned(next(), bound);
  }

  /** The generator splitmix64. */
  private long next() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
