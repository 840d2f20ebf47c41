// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.kernel;

import dev.spooky.bench.kernel.BidRows.Bid;
import dev.spooky.records.row.Bytes;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.Index;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;
import dev.spooky.runtime.zset.RowKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Probing an index of bids by auction, about 16 to a key, and reading the price of all matches.
 *
 * <p>Run: {@code java -jar bench/target/benchmarks.jar kernel.IndexBenchmark}. Unit: ns/probe.
 * Baseline: a HashMap from Long to a list of Java records.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class IndexBenchmark {
  private static final int PROBES = 1024;

  /** Rows in the index: a power of two. */
  @Param({"16384", "1048576"})
  public int size;

  private final Storage storage = new Storage(new RowHash(42, -1));
  private final RowKey key = new RowKey(BidRows.LAYOUT, BidRows.AUCTION);
  private final Index index =
      new Index(storage, key, new int[] {BidRows.BIDDER, BidRows.PRICE}, false);
  private final Map<Long, List<Bid>> map = new HashMap<>();
  private Delta rows = new Delta(BidRows.LAYOUT);
  private int from;

  /** Fills both. */
  @Setup
  public void fill() {
    rows = BidRows.shuffled(size);
    index.update(rows);
    index.endTick();
    storage.journal().commit();
    storage.nextTick();
    for (int i = 0; i < size; i++) {
      Bid bid = BidRows.toObject(rows, i);
      map.computeIfAbsent(bid.auction(), ignored -> new ArrayList<>()).add(bid);
    }
  }

  /** Probes with the keys of some rows. */
  @Benchmark
  @OperationsPerInvocation(PROBES)
  public long probe() {
    long sum = 0;
    int price = index.valueLayout().slot(1).offset();
    int length = index.valueLayout().fixedBytes();
    for (int i = from; i < from + PROBES; i++) {
      int block = index.find(key, rows.bytes(), rows.offset(i));
      byte[] bytes = index.bytes(block);
      int end = index.end(block, false);
      for (int at = index.start(block); at < end; at += 8 + length) {
        sum += Bytes.getLong(bytes, at) * Bytes.getLong(bytes, at + 8 + price);
      }
    }
    from = (from + PROBES) & (size - 1);
    return sum;
  }

  /** The same with the map. */
  @Benchmark
  @OperationsPerInvocation(PROBES)
  public long probeBaseline() {
    long sum = 0;
    for (int i = from; i < from + PROBES; i++) {
      long auction = BidRows.LAYOUT.slot(BidRows.AUCTION).getLong(rows.bytes(), rows.offset(i));
      for (Bid bid : map.getOrDefault(auction, List.of())) {
        sum += bid.price();
      }
    }
    from = (from + PROBES) & (size - 1);
    return sum;
  }
}
