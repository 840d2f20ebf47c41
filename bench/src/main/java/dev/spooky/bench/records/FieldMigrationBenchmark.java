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
 * Group "field_migration": fields that come and go.
 *
 * <p>Run: {@code java -jar bench/target/benchmarks.jar FieldMigrationBenchmark -prof gc}. Unit:
 * ns/op.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FieldMigrationBenchmark {
  private static final SpookyValue VALUE = SpookyValue.of("a new value");

  private final byte[] template = SpookyRecordMut.fromValue(BenchUser.value()).toByteArray();
  private final SpookyRecordMut record = SpookyRecordMut.fromValue(BenchUser.value());

  /** Adds a field and removes it again: two operations in one buffer. */
  @Benchmark
  public int addAndRemove() {
    record.addField("new_field", VALUE);
    record.removeField("new_field");
    return record.byteLength();
  }

  /** Copies a record, checks it and adds a field. */
  @Benchmark
  public SpookyRecordMut copyAndAdd() {
    SpookyRecordMut copy = SpookyRecordMut.wrap(template.clone());
    copy.addField("new_field", VALUE);
    return copy;
  }

  /** Copies a record, checks it and removes a field. */
  @Benchmark
  public SpookyRecordMut copyAndRemove() {
    SpookyRecordMut copy = SpookyRecordMut.wrap(template.clone());
    copy.removeField("name");
    return copy;
  }

  /** The copy and check alone: to be taken off the two above. */
  @Benchmark
  public SpookyRecordMut copyOnly() {
    return SpookyRecordMut.wrap(template.clone());
  }
}
