// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.kernel;

import dev.spooky.bench.kernel.BidRows.Bid;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.OrderedTrace;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;
import dev.spooky.runtime.zset.RowOrder;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
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
 * Taking rows out of one ordered partition and putting them back, by price descending, then id.
 *
 * <p>Run: {@code java -jar bench/target/benchmarks.jar kernel.OrderedTraceBenchmark}. Unit: ns/row
 * changed. Baseline: a TreeSet of Java records, which knows no positions.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OrderedTraceBenchmark {
  private static final int CHANGES = 1024;

  /** Rows in the partition: a power of two. */
  @Param({"16384", "1048576"})
  public int size;

  private final Storage storage = new Storage(new RowHash(42, -1));
  private final OrderedTrace trace =
      new OrderedTrace(
          storage,
          new RowOrder(
              BidRows.LAYOUT,
              List.of(
                  new RowOrder.Term(BidRows.PRICE, true, false),
                  new RowOrder.Term(BidRows.ID, false, false))),
          false);
  private final TreeSet<Bid> tree =
      new TreeSet<>(Comparator.comparingLong(Bid::price).reversed().thenComparingLong(Bid::id));
  private final Bid[] objects = new Bid[CHANGES];
  private Delta rows = new Delta(BidRows.LAYOUT);
  private int root;
  private int from;

  /** Fills both. */
  @Setup
  public void fill() {
    rows = BidRows.shuffled(size);
    for (int i = 0; i < size; i++) {
      root = trace.add(root, rows.bytes(), rows.offset(i), rows.length(i), 1);
      tree.add(BidRows.toObject(rows, i));
    }
    storage.journal().commit();
    for (int i = 0; i < CHANGES; i++) {
      objects[i] = BidRows.toObject(rows, i);
    }
  }

  /** Half of the changes take a row out, the other half put it back. */
  @Benchmark
  @OperationsPerInvocation(2 * CHANGES)
  public long add() {
    change(-1);
    change(1);
    from = (from + CHANGES) & (size - 1);
    storage.journal().commit();
    storage.nextTick();
    return trace.size(root);
  }

  private void change(long weight) {
    for (int i = from; i < from + CHANGES; i++) {
      root = trace.add(root, rows.bytes(), rows.offset(i), rows.length(i), weight);
    }
  }

  /** The same with the tree; always the same rows, so more of them are in caches. */
  @Benchmark
  @OperationsPerInvocation(2 * CHANGES)
  public int addBaseline() {
    for (Bid bid : objects) {
      tree.remove(bid);
    }
    for (Bid bid : objects) {
      tree.add(bid);
    }
    return tree.size();
  }
}
