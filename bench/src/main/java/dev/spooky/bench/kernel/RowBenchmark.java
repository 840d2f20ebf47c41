// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.kernel;

import dev.spooky.bench.kernel.BidRows.Bid;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Writing, reading and hashing packed rows of five longs.
 *
 * <p>Run: {@code java -jar bench/target/benchmarks.jar kernel.RowBenchmark}. Unit: ns/row.
 * Baseline: the same with a Java record.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RowBenchmark {
  private static final int ROWS = 1024;

  private final RowHash hash = new RowHash(42, -1);
  private final RowWriter writer = new RowWriter(BidRows.LAYOUT);
  private final FieldSlot price = BidRows.LAYOUT.slot(BidRows.PRICE);
  private final Bid[] objects = new Bid[ROWS];
  private Delta rows = new Delta(BidRows.LAYOUT);

  /** Makes the rows. */
  @Setup
  public void fill() {
    rows = BidRows.shuffled(ROWS);
    for (int i = 0; i < ROWS; i++) {
      objects[i] = BidRows.toObject(rows, i);
    }
  }

  /** Writes rows field by field. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int write() {
    int bytes = 0;
    for (int i = 0; i < ROWS; i++) {
      writer.begin();
      for (int field = 0; field < 5; field++) {
        writer.setLong(field, i + field);
      }
      bytes += writer.finish();
    }
    return bytes;
  }

  /** Reads one field of each row. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long read() {
    long sum = 0;
    byte[] bytes = rows.bytes();
    for (int i = 0; i < ROWS; i++) {
      sum += price.getLong(bytes, rows.offset(i));
    }
    return sum;
  }

  /** Reads one component of each object. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long readBaseline() {
    long sum = 0;
    for (Bid bid : objects) {
      sum += bid.price();
    }
    return sum;
  }

  /** Hashes whole rows. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long hash() {
    long sum = 0;
    byte[] bytes = rows.bytes();
    for (int i = 0; i < ROWS; i++) {
      sum += hash.hash(bytes, rows.offset(i), rows.length(i));
    }
    return sum;
  }

  /** Hashes objects, to 32 bits. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long hashBaseline() {
    long sum = 0;
    for (Bid bid : objects) {
      sum += bid.hashCode();
    }
    return sum;
  }
}
