// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.auction;

/** The auctions of a stream, column by column; the id is the position. */
public final class Auctions {
  private final int[] sellers;
  private final int[] categories;
  private final int[] initials;
  private final int[] times;
  private final int[] expiries;

  Auctions(int count) {
    sellers = new int[count];
    categories = new int[count];
    initials = new int[count];
    times = new int[count];
    expiries = new int[count];
  }

  void draw(int id, int time, int persons, SplitMix random) {
    sellers[id] = random.below(persons);
    categories[id] = 10 + random.below(20);
    initials[id] = 1 + random.below(1_000);
    times[id] = time;
    expiries[id] = time + 1 + random.below(200_000);
  }

  /** How many there are. */
  public int count() {
    return sellers.length;
  }

  /** Who sells. */
  public int seller(int id) {
    return sellers[id];
  }

  /** Category of an auction. */
  public int category(int id) {
    return categories[id];
  }

  /** Asked price. */
  public int initial(int id) {
    return initials[id];
  }

  /** When the auction began. */
  public long time(int id) {
    return times[id];
  }

  /** When the auction ends. */
  public long expires(int id) {
    return expiries[id];
  }
}
