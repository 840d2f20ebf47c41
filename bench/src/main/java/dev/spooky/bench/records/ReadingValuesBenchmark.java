// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.records;

import dev.spooky.records.SpookyRecord;
import dev.spooky.records.SpookyRecordMut;
import dev.spooky.records.Utf8View;
import dev.spooky.records.value.SpookyValue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
 * Group "reading_values": fields by name, each from a field of its own type.
 *
 * <p>Run: {@code java -jar bench/target/benchmarks.jar ReadingValuesBenchmark -prof gc}. Unit:
 * ns/op.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReadingValuesBenchmark {
  private final SpookyRecord record = SpookyRecord.fromValue(BenchUser.withUnsigned());
  private final SpookyRecordMut mutable = SpookyRecordMut.fromValue(BenchUser.withUnsigned());
  private final Utf8View window = new Utf8View();

  /** A string as a window on its bytes, checked to be UTF-8. */
  @Benchmark
  public boolean getStr() {
    return record.getStr("name", window);
  }

  /** A string as a new String. */
  @Benchmark
  public @Nullable String getStrAsString() {
    return record.getStr("name");
  }

  /** An integer. */
  @Benchmark
  public long getI64() {
    return record.getI64("age", 0);
  }

  /** A boolean. */
  @Benchmark
  public boolean getBool() {
    return record.getBool("active", false);
  }

  /** A value of a string field. */
  @Benchmark
  public @Nullable SpookyValue getField() {
    return record.getField("name");
  }

  /** A string of a mutable record, as a window. */
  @Benchmark
  public boolean mutGetStr() {
    return mutable.getStr("name", window);
  }

  /** An integer of a mutable record. */
  @Benchmark
  public long mutGetI64() {
    return mutable.getI64("age", 0);
  }

  /** An unsigned integer of a mutable record. */
  @Benchmark
  public long mutGetU64() {
    return mutable.getU64("level", 0);
  }

  /** A double of a mutable record. */
  @Benchmark
  public double mutGetF64() {
    return mutable.getF64("score", 0);
  }

  /** A boolean of a mutable record. */
  @Benchmark
  public boolean mutGetBool() {
    return mutable.getBool("active", false);
  }

  /** A value of a string field of a mutable record. */
  @Benchmark
  public @Nullable SpookyValue mutGetField() {
    return mutable.getField("name");
  }

  /** What the original timed as get_u64: the type mismatch on an I64 field. */
  @Benchmark
  public long mutGetU64Mismatch() {
    return mutable.getU64("age", 0);
  }
}
