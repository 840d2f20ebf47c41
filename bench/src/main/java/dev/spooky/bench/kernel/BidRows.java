// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.kernel;

import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.zset.Delta;
import java.util.SplittableRandom;

/** Rows of five longs, as the auction workload's bids. */
final class BidRows {
  static final RowLayout LAYOUT =
      RowLayout.of(FieldKind.I64, FieldKind.I64, FieldKind.I64, FieldKind.I64, FieldKind.I64);
  static final int ID = 0;
  static final int AUCTION = 1;
  static final int BIDDER = 2;
  static final int PRICE = 3;
  static final int TIME = 4;

  /** The same row as an object: what the baselines hold. */
  record Bid(long id, long auction, long bidder, long price, long time) {}

  private BidRows() {}

  /** Bids with ids from 0, in an order of no meaning, weight 1 each. */
  static Delta shuffled(int count) {
    Delta delta = new Delta(LAYOUT);
    RowWriter row = new RowWriter(LAYOUT);
    SplittableRandom random = new SplittableRandom(7);
    long step = 0x9E3779B1L;
    for (int i = 0; i < count; i++) {
      // an odd step visits every residue of a power of two once
      write(row, i * step & (count - 1), count / 16, random);
      delta.add(row, 1);
    }
    return delta;
  }

  private static void write(RowWriter row, long id, int auctions, SplittableRandom random) {
    row.begin();
    row.setLong(ID, id);
    row.setLong(AUCTION, random.nextInt(auctions));
    row.setLong(BIDDER, random.nextLong(40_000));
    row.setLong(PRICE, 1 + random.nextLong(10_000));
    row.setLong(TIME, id);
    row.finish();
  }

  static Bid toObject(Delta delta, int index) {
    byte[] bytes = delta.bytes();
    int row = delta.offset(index);
    return new Bid(
        LAYOUT.slot(ID).getLong(bytes, row),
        LAYOUT.slot(AUCTION).getLong(bytes, row),
        LAYOUT.slot(BIDDER).getLong(bytes, row),
        LAYOUT.slot(PRICE).getLong(bytes, row),
        LAYOUT.slot(TIME).getLong(bytes, row));
  }
}
