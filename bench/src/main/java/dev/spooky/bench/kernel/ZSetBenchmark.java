// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.kernel;

import dev.spooky.bench.kernel.BidRows.Bid;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;
import java.util.HashMap;
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
 * Taking rows out of a Z-set and putting them back.
 *
 * <p>Run: {@code java -jar bench/target/benchmarks.jar kernel.ZSetBenchmark}. Unit: ns/row changed.
 * Baseline: a HashMap from a Java record to its weight.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ZSetBenchmark {
  private static final int CHANGES = 1024;

  /** Rows in the Z-set: a power of two. */
  @Param({"16384", "1048576"})
  public int size;

  private final Storage storage = new Storage(new RowHash(42, -1));
  private final ZSet zset = new ZSet(storage, BidRows.LAYOUT);
  private final Map<Bid, Long> map = new HashMap<>();
  private final Bid[] objects = new Bid[CHANGES];
  private Delta rows = new Delta(BidRows.LAYOUT);
  private int from;

  /** Fills both. */
  @Setup
  public void fill() {
    rows = BidRows.shuffled(size);
    zset.addAll(rows);
    storage.journal().commit();
    for (int i = 0; i < size; i++) {
      map.put(BidRows.toObject(rows, i), 1L);
    }
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
    return zset.rowCount();
  }

  private void change(long weight) {
    byte[] bytes = rows.bytes();
    for (int i = from; i < from + CHANGES; i++) {
      zset.add(bytes, rows.offset(i), rows.length(i), weight);
    }
  }

  /** The same with the map; always the same rows, so more of them are in caches. */
  @Benchmark
  @OperationsPerInvocation(2 * CHANGES)
  public long addBaseline() {
    for (Bid bid : objects) {
      map.merge(bid, -1L, ZSetBenchmark::sum);
    }
    for (Bid bid : objects) {
      map.merge(bid, 1L, ZSetBenchmark::sum);
    }
    return map.size();
  }

  // null takes the entry out
  @SuppressWarnings("NullAway")
  private static Long sum(Long a, Long b) {
    long sum = a + b;
    return sum == 0 ? null : Long.valueOf(sum);
  }
}
