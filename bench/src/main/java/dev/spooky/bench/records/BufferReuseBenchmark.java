// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.records;

import dev.spooky.records.RecordWriter;
import dev.spooky.records.SpookyRecord;
import dev.spooky.records.SpookyRecordMut;
import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Group "buffer_reuse": serialisation into new and into used memory.
 *
 * <p>Run: {@code java -jar bench/target/benchmarks.jar BufferReuseBenchmark -prof gc}. Unit: ns/op.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BufferReuseBenchmark {
  private static final int RECORDS = 1000;

  private final SpookyObject user = BenchUser.value();
  private final SpookyObject[] many = many();
  private final RecordWriter writer = new RecordWriter();
  private final ByteSink sink = new ByteSink();
  private final SpookyRecordMut mutable = SpookyRecordMut.fromValue(user);

  private static SpookyObject[] many() {
    SpookyObject[] users = new SpookyObject[RECORDS];
    SpookyObject user = BenchUser.value();
    for (int i = 0; i < RECORDS; i++) {
      SpookyObject.Builder builder = SpookyObject.builder();
      for (int k = 0; k < user.size(); k++) {
        builder.put(user.nameAt(k), user.valueAt(k));
      }
      users[i] = builder.put("id", SpookyValue.of("user:" + i)).put("age", i).build();
    }
    return users;
  }

  /** A record in memory of its own. */
  @Benchmark
  public byte[] serializeFresh() {
    return SpookyRecord.serialize(user);
  }

  /** A record in a sink that is used again. */
  @Benchmark
  public int serializeInto() {
    return writer.serializeInto(user, sink);
  }

  /** A mutable record in memory of its own. */
  @Benchmark
  public SpookyRecordMut fromValueFresh() {
    return SpookyRecordMut.fromValue(user);
  }

  /** A mutable record in the memory that it has. */
  @Benchmark
  public int fromValueReused() {
    mutable.reset(user, writer);
    return mutable.byteLength();
  }

  /** A thousand different records, each in memory of its own. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public int thousandFresh() {
    int bytes = 0;
    for (SpookyObject one : many) {
      bytes += SpookyRecord.serialize(one).length;
    }
    return bytes;
  }

  /** A thousand different records in one sink. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public int thousandInto() {
    int bytes = 0;
    for (SpookyObject one : many) {
      bytes += writer.serializeInto(one, sink);
    }
    return bytes;
  }
}
