// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.auction;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The eight views computed from scratch over arrays, without any engine. */
final class Recomputation {
  private final Persons persons;
  private final Auctions auctions;
  private final Bids bids;
  private final BitSet live;

  /** Over all persons and auctions and the live bids. */
  Recomputation(AuctionEvents events, BitSet live) {
    this.persons = events.persons();
    this.auctions = events.auctions();
    this.bids = events.bids();
    this.live = live;
  }

  Checksum of(AuctionView view) {
    Checksum sum = new Checksum();
    switch (view) {
      case V1 -> filter(sum);
      case V2 -> join(sum);
      case V3 -> averageOfMaxima(sum);
      case V4 -> group(sum);
      case V5 -> topTen(sum);
      case V6 -> firstPerAuction(sum);
      case V7 -> distinct(sum);
      case V8 -> states(sum);
    }
    return sum;
  }

  private void filter(Checksum sum) {
    live.stream()
        .filter(b -> bids.auction(b) % 123 == 0)
        .forEach(
            b ->
                sum.column(bids.auction(b))
                    .column(bids.price(b))
                    .end(bids.auction(b), bids.price(b)));
  }

  private void join(Checksum sum) {
    for (int a = 0; a < auctions.count(); a++) {
      int seller = auctions.seller(a);
      String state = persons.state(seller);
      boolean near = state.equals("S01") || state.equals("S02") || state.equals("S03");
      if (near && auctions.category(a) == 10) {
        sum.column(persons.name(seller)).column(persons.city(seller)).column(state).column(a);
        sum.end(a, 0);
      }
    }
  }

  private void averageOfMaxima(Checksum sum) {
    int[] finals = new int[auctions.count()];
    live.stream()
        .filter(b -> bids.time(b) >= auctions.time(bids.auction(b)))
        .filter(b -> bids.time(b) <= auctions.expires(bids.auction(b)))
        .forEach(b -> finals[bids.auction(b)] = Math.max(finals[bids.auction(b)], bids.price(b)));
    long[] sums = new long[30];
    long[] counts = new long[30];
    for (int a = 0; a < finals.length; a++) {
      if (finals[a] > 0) {
        sums[auctions.category(a)] += finals[a];
        counts[auctions.category(a)]++;
      }
    }
    for (int c = 0; c < sums.length; c++) {
      if (counts[c] > 0) {
        sum.column(c).column(sums[c] / counts[c]).end(sums[c], counts[c]);
      }
    }
  }

  private void group(Checksum sum) {
    long[] counts = new long[persons.count()];
    long[] sums = new long[persons.count()];
    long[] maxima = new long[persons.count()];
    live.stream()
        .forEach(
            b -> {
              int bidder = bids.bidder(b);
              counts[bidder]++;
              sums[bidder] += bids.price(b);
              maxima[bidder] = Math.max(maxima[bidder], bids.price(b));
            });
    for (int p = 0; p < counts.length; p++) {
      if (counts[p] > 0) {
        sum.column(p).column(counts[p]).column(sums[p]).column(maxima[p]);
        sum.end(sums[p], maxima[p]);
      }
    }
  }

  private void topTen(Checksum sum) {
    int[] counts = new int[auctions.count()];
    live.stream().forEach(b -> counts[bids.auction(b)]++);
    IntStream.range(0, counts.length)
        .filter(a -> counts[a] > 0)
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer a) -> -counts[a]).thenComparing(Integer::compareTo))
        .limit(10)
        .forEach(a -> sum.column(a).column(counts[a]).end(a, counts[a]));
  }

  private void firstPerAuction(Checksum sum) {
    int[] best = new int[auctions.count()];
    Arrays.fill(best, -1);
    live.stream()
        .forEach(
            b -> {
              int first = best[bids.auction(b)];
              // ids ascend, so an equal price comes later in the order
              if (first < 0 || bids.price(b) > bids.price(first)) {
                best[bids.auction(b)] = b;
              }
            });
    for (int b : best) {
      if (b >= 0) {
        sum.column(b).column(bids.auction(b)).column(bids.bidder(b)).column(bids.price(b));
        sum.column(bids.time(b)).end(b, bids.price(b));
      }
    }
  }

  private void distinct(Checksum sum) {
    LongOpenHashSet seen = new LongOpenHashSet();
    live.stream()
        .forEach(
            b -> {
              long pair = (long) bids.auction(b) << 32 | bids.bidder(b);
              if (seen.add(pair)) {
                sum.column(bids.auction(b)).column(bids.bidder(b));
                sum.end(bids.auction(b), bids.bidder(b));
              }
            });
  }

  private void states(Checksum sum) {
    long[] counts = new long[50];
    long[] sums = new long[50];
    live.stream()
        .forEach(
            b -> {
              String state = persons.state(auctions.seller(bids.auction(b)));
              int s = Integer.parseInt(state.substring(1));
              counts[s]++;
              sums[s] += bids.price(b);
            });
    for (int s = 0; s < counts.length; s++) {
      if (counts[s] > 0) {
        sum.column("S" + s / 10 + s % 10).column(counts[s]).column(sums[s]);
        sum.end(counts[s], sums[s]);
      }
    }
  }

  /** The live bids at the end of phase A and, one by one, after each part of the churn. */
  static BitSet liveAfterBackfill(AuctionEvents events) {
    BitSet live = new BitSet();
    live.set(0, AuctionEvents.bidsBefore(events.eventCount()));
    return live;
  }

  static void apply(Churn churn, BitSet live) {
    for (int i = 0; i < churn.firstDelete(churn.batchCount()); i++) {
      live.clear(churn.delete(i));
    }
    live.set(churn.firstInsert(0), churn.firstInsert(churn.batchCount()));
    // a bid may go in the same part in which it came
    for (int i = 0; i < churn.firstDelete(churn.batchCount()); i++) {
      live.clear(churn.delete(i));
    }
  }
}
