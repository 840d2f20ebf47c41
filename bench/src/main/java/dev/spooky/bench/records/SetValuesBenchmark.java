// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.records;

import dev.spooky.records.SpookyRecordMut;
import dev.spooky.records.value.SpookyValue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Group "set_values": writes by name.
 *
 * <p>Run: {@code java -jar bench/target/benchmarks.jar SetValuesBenchmark -prof gc}. Unit: ns/op.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SetValuesBenchmark {
  private static final SpookyValue BOB = SpookyValue.of("Bobby");

  private final SpookyRecordMut record = SpookyRecordMut.fromValue(BenchUser.withUnsigned());
  private long counter;

  /** An integer in place. */
  @Benchmark
  public void setI64() {
    record.setI64("age", counter++);
  }

  /** An unsigned integer in place. */
  @Benchmark
  public void setU64() {
    record.setU64("level", counter++);
  }

  /** A double in place. */
  @Benchmark
  public void setF64() {
    record.setF64("score", counter++ * 0.5);
  }

  /** A boolean in place. */
  @Benchmark
  public void setBool() {
    record.setBool("active", (counter++ & 1) == 0);
  }

  /** A string of the same length. */
  @Benchmark
  public void setStrSameLength() {
    record.setStr("name", (counter++ & 1) == 0 ? "Bobby" : "Alice");
  }

  /** A string of another length each time: the tail moves. */
  @Benchmark
  public void setStrOtherLength() {
    record.setStr("name", (counter++ & 1) == 0 ? "Alexander" : "Al");
  }

  /** A string that must have the same length. */
  @Benchmark
  public void setStrExact() {
    record.setStrExact("name", (counter++ & 1) == 0 ? "Bobby" : "Alice");
  }

  /** A value of the same type and length. */
  @Benchmark
  public void setField() {
    record.setField("name", BOB);
  }

  /** Null over a string and the string again: two operations. */
  @Benchmark
  public void setNullAndBack() {
    record.setNull("name");
    record.setField("name", BOB);
  }
}
