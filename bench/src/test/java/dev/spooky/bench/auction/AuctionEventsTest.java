// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.auction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The workload against its fixed points and against the checksums agreed between engines. */
class AuctionEventsTest {
  private static AuctionEvents events;

  @BeforeAll
  static void generate() {
    events = AuctionEvents.generate(Anchors.EVENTS, 1, 100, 10_000);
  }

  @Test
  void backfill_endsWithTheFixedCounts() {
    assertThat(events.persons().count()).isEqualTo(40_000);
    assertThat(events.auctions().count()).isEqualTo(120_000);
    assertThat(AuctionEvents.bidsBefore(Anchors.EVENTS)).isEqualTo(1_840_000);
  }

  @Test
  void counts_followTheEvents() {
    int persons = 0;
    int auctions = 0;
    for (int i = 0; i < 1_000; i++) {
      assertThat(AuctionEvents.personsBefore(i)).isEqualTo(persons);
      assertThat(AuctionEvents.auctionsBefore(i)).isEqualTo(auctions);
      assertThat(AuctionEvents.bidsBefore(i)).isEqualTo(i - persons - auctions);
      persons += i % 50 == 0 ? 1 : 0;
      auctions += i % 50 >= 1 && i % 50 <= 3 ? 1 : 0;
    }
  }

  @Test
  void churn_hasTheWorkloadsBatches() {
    assertThat(events.churns()).extracting(Churn::batchCount).containsExactly(4_000, 2_000, 100);
    Churn single = events.churns().get(0);
    assertThat(single.firstInsert(0)).isEqualTo(1_840_000);
    assertThat(single.firstInsert(1)).isEqualTo(1_840_001);
    assertThat(single.firstDelete(1)).isZero();
    assertThat(single.firstDelete(2)).isEqualTo(1);
    Churn large = events.churns().get(2);
    assertThat(large.firstDelete(1) - large.firstDelete(0)).isEqualTo(5_000);
    assertThat(large.firstInsert(1) - large.firstInsert(0)).isEqualTo(5_000);
  }

  @Test
  void views_recomputed_haveTheAnchorsChecksums() {
    BitSet live = Recomputation.liveAfterBackfill(events);
    checkAll("A", live);
    for (Churn churn : events.churns()) {
      Recomputation.apply(churn, live);
      checkAll("B" + churn.batchSize(), live);
    }
    assertThat(live.cardinality()).isEqualTo(1_840_000);
  }

  private static void checkAll(String phase, BitSet live) {
    Anchors anchors = Anchors.load();
    Recomputation recomputation = new Recomputation(events, live);
    for (AuctionView view : AuctionView.values()) {
      Checksum sum = recomputation.of(view);
      assertThat(new Anchors.Expected(sum.rows(), sum.hex(), sum.first(), sum.second()))
          .as("%s after %s", view, phase)
          .isEqualTo(anchors.expected(view, phase).orElseThrow());
    }
  }
}
