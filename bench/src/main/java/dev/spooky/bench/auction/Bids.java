// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.auction;

/** The bids of a stream with those of its churn, column by column; the id is the position. */
public final class Bids {
  private final int[] auctions;
  private final int[] bidders;
  private final int[] prices;
  private final int[] times;

  Bids(int count) {
    auctions = new int[count];
    bidders = new int[count];
    prices = new int[count];
    times = new int[count];
  }

  void draw(int id, int time, int auctionCount, int persons, SplitMix random) {
    boolean hot = random.below(2) == 0;
    auctions[id] =
        hot ? Math.max(0, auctionCount - 1 - random.below(100)) : random.below(auctionCount);
    bidders[id] = random.below(persons);
    prices[id] = 1 + random.below(10_000);
    times[id] = time;
  }

  /** How many there are, those of the churn included. */
  public int count() {
    return auctions.length;
  }

  /** The auction that is bid for. */
  public int auction(int id) {
    return auctions[id];
  }

  /** Who bids. */
  public int bidder(int id) {
    return bidders[id];
  }

  /** The price that is bid. */
  public int price(int id) {
    return prices[id];
  }

  /** When the bid came. */
  public long time(int id) {
    return times[id];
  }
}
