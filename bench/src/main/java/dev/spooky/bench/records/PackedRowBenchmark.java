// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.records;

import dev.spooky.records.SpookyRecord;
import dev.spooky.records.bridge.ColumnSlot;
import dev.spooky.records.bridge.DocumentLayout;
import dev.spooky.records.bridge.RecordToRow;
import dev.spooky.records.bridge.RowToRecord;
import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
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
 * Packed rows beside records: the flat fields of the same document.
 *
 * <p>Run: {@code java -jar bench/target/benchmarks.jar PackedRowBenchmark -prof gc}. Unit: ns/op.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PackedRowBenchmark {
  private final DocumentLayout layout =
      DocumentLayout.of(
          RowLayout.of(
              FieldKind.UTF8,
              FieldKind.UTF8,
              FieldKind.I64,
              FieldKind.F64,
              FieldKind.BOOL,
              FieldKind.BOOL,
              FieldKind.I64),
          "id",
          "name",
          "age",
          "score",
          "active",
          "deleted",
          "count");
  private final SpookyRecord document = SpookyRecord.fromValue(BenchUser.value());
  private final RecordToRow packer = new RecordToRow(layout);
  private final byte[] row = packer.pack(document).bytes().clone();
  private final RowToRecord writer = new RowToRecord(layout);
  private final ByteSink sink = new ByteSink();
  private final FieldSlot age = layout.slot("age");
  private final FieldSlot score = layout.slot("score");
  private final FieldSlot active = layout.slot("active");
  private final ColumnSlot column = ColumnSlot.resolve(layout, "age");

  /** An integer of a row. */
  @Benchmark
  public long getI64() {
    return age.getLong(row, 0);
  }

  /** A double of a row. */
  @Benchmark
  public double getF64() {
    return score.getDouble(row, 0);
  }

  /** A boolean of a row. */
  @Benchmark
  public boolean getBool() {
    return active.getBool(row, 0);
  }

  /** An integer of a row through the slot that serves documents too. */
  @Benchmark
  public long getI64ByColumn() {
    return column.getI64(row, 0, 0);
  }

  /** An integer of a document through the same slot. */
  @Benchmark
  public long getI64OfDocumentByColumn() {
    return column.getI64(document, 0);
  }

  /** A document packed into a row of its seven flat fields. */
  @Benchmark
  public int pack() {
    return packer.pack(document).length();
  }

  /** A row of seven fields written as a document. */
  @Benchmark
  public int unpack() {
    writer.write(row, 0, sink);
    return sink.size();
  }
}
