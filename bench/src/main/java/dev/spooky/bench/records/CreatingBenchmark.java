// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.records;

import dev.spooky.records.RecordCborReader;
import dev.spooky.records.SpookyRecord;
import dev.spooky.records.SpookyRecordMut;
import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.cbor.CborReader;
import dev.spooky.records.cbor.CborWriter;
import dev.spooky.records.json.JsonRecords;
import dev.spooky.records.json.JsonValues;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.nio.charset.StandardCharsets;
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
 * Group "creating": records from values, bytes, CBOR and JSON.
 *
 * <p>Run: {@code java -jar bench/target/benchmarks.jar CreatingBenchmark -prof gc}. Unit: ns/op.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CreatingBenchmark {
  private final SpookyObject user = BenchUser.value();
  private final byte[] record = SpookyRecord.serialize(user);
  private final byte[] cbor = cbor(user);
  private final byte[] json = JsonValues.write(user).getBytes(StandardCharsets.UTF_8);
  private final JsonRecords reader = new JsonRecords();
  private final RecordCborReader cborReader = new RecordCborReader();
  private final ByteSink sink = new ByteSink();

  private static byte[] cbor(SpookyValue value) {
    ByteSink sink = new ByteSink();
    CborWriter.write(value, sink);
    return sink.toByteArray();
  }

  /** A value tree from CBOR and a record from that. */
  @Benchmark
  public byte[] cborDecodeAndSerialize() {
    return SpookyRecord.serialize(CborReader.readDocument(cbor, 0, cbor.length));
  }

  /** A value tree from CBOR and a mutable record from that. */
  @Benchmark
  public SpookyRecordMut cborDecodeAndFromValue() {
    return SpookyRecordMut.fromValue(CborReader.readDocument(cbor, 0, cbor.length));
  }

  /** A record straight from a CBOR parser, no tree. */
  @Benchmark
  public int cborStreamInto() {
    return cborReader.readInto(cbor, 0, cbor.length, sink);
  }

  /** A record straight from a JSON parser, no tree. */
  @Benchmark
  public int jsonStreamInto() {
    return reader.parseInto(json, sink);
  }

  /** A value tree from JSON and a record from that: the baseline of the one above. */
  @Benchmark
  public byte[] jsonTreeAndSerialize() {
    String text = new String(json, StandardCharsets.UTF_8);
    return SpookyRecord.serialize(JsonValues.parse(text));
  }

  /** An empty record. */
  @Benchmark
  public SpookyRecordMut newEmpty() {
    return SpookyRecordMut.empty();
  }

  /** A mutable record from bytes: the copy and the check of the structure. */
  @Benchmark
  public SpookyRecordMut fromBytes() {
    return SpookyRecordMut.wrap(record.clone());
  }

  /** A read-only view of bytes. */
  @Benchmark
  public SpookyRecord view() {
    return SpookyRecord.of(record);
  }
}
