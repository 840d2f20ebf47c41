// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuctionEventsTest {
  /** Counts and adds up. */
  private static final class Sums implements AuctionEvents.Sink {
    long persons;
    long auctions;
    long bids;
    long prices;

    @Override
    public void person(long id, String name, String city, String inState, long ts) {
      assertThat(id).isEqualTo(persons++);
      assertThat(inState).matches("S[0-4][0-9]");
    }

    @Override
    public void auction(long id, long seller, long category, long initial, long ts, long expires) {
      assertThat(id).isEqualTo(auctions++);
      assertThat(seller).isBetween(0L, persons - 1);
    }

    @Override
    public void bid(long id, long auction, long bidder, long price, long ts) {
      if (id != bids++ || auction >= auctions || bidder >= persons) {
        throw new AssertionError("id=%d, auction=%d, bidder=%d".formatted(id, auction, bidder));
      }
      prices += price;
    }
  }

  @Test
  void events_comeInTheirShares() {
    AuctionEvents events = new AuctionEvents();
    Sums sums = new Sums();
    for (int i = 0; i < 200_000; i++) {
      events.next(sums);
    }
    assertThat(sums.persons).isEqualTo(4_000);
    assertThat(sums.auctions).isEqualTo(12_000);
    assertThat(sums.bids).isEqualTo(184_000).isEqualTo(events.bidCount());
    assertThat(sums.prices / sums.bids).isBetween(4_900L, 5_100L);
  }

  @Test
  void events_areAlwaysTheSame() {
    AuctionEvents events = new AuctionEvents();
    StringBuilder first = new StringBuilder();
    AuctionEvents.Sink writer =
        new AuctionEvents.Sink() {
          @Override
          public void person(long id, String name, String city, String inState, long ts) {
            first.append(id + name + city + inState + ts + ";");
          }

          @Override
          public void auction(
              long id, long seller, long category, long initial, long ts, long expires) {
            first.append(id + "," + seller + "," + category + "," + initial + "," + expires + ";");
          }

          @Override
          public void bid(long id, long auction, long bidder, long price, long ts) {
            first.append(id + "," + auction + "," + bidder + "," + price + ";");
          }
        };
    for (int i = 0; i < 5; i++) {
      events.next(writer);
    }
    assertThat(first.toString())
        .isEqualTo(
            "0person-75413city-291S080;0,0,20,63,24927;1,0,15,975,94210;2,0,28,496,124960;"
                + "0,0,0,7048;");
  }
}
