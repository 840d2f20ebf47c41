// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.records;

import dev.spooky.records.FieldSlot;
import dev.spooky.records.ResolvedSchema;
import dev.spooky.records.SpookyRecord;
import dev.spooky.records.SpookyRecordMut;
import dev.spooky.records.Utf8View;
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
 * Group "fieldslot": by name and by slot in one run, and through a resolved schema.
 *
 * <p>Run: {@code java -jar bench/target/benchmarks.jar FieldSlotBenchmark -prof gc}. Unit: ns/op.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FieldSlotBenchmark {
  private final SpookyRecordMut record = SpookyRecordMut.fromValue(BenchUser.value());
  private final SpookyRecord view = record.asRecord();
  private final FieldSlot age = BenchUser.slot(record, "age");
  private final FieldSlot name = BenchUser.slot(record, "name");
  private final FieldSlot active = BenchUser.slot(record, "active");
  private final FieldSlot score = BenchUser.slot(record, "score");
  private final ResolvedSchema schema = ResolvedSchema.of("age", "name");
  private final Utf8View window = new Utf8View();

  // Not final, so loaded at each call; a counter would measure its own chain of loads and stores.
  private long number = 29;
  private double fraction = 0.5;
  private boolean flag = true;
  private String text = "Bobby";

  /** The loop around a measurement, part of every figure here. */
  @Benchmark
  public long emptyLoop() {
    return number;
  }

  /** An integer, a double and a boolean written by name. */
  @Benchmark
  public void setThreeByName() {
    record.setI64("age", number);
    record.setF64("score", fraction);
    record.setBool("active", flag);
  }

  /** An integer, a double and a boolean written by slot. */
  @Benchmark
  public void setThreeBySlot() {
    record.setI64At(age, number);
    record.setF64At(score, fraction);
    record.setBoolAt(active, flag);
  }

  /** An integer by name. */
  @Benchmark
  public long getI64ByName() {
    return record.getI64("age", 0);
  }

  /** An integer by slot. */
  @Benchmark
  public long getI64BySlot() {
    return record.getI64At(age, 0);
  }

  /** An integer through a schema: good for every record. */
  @Benchmark
  public long getI64BySchema() {
    return schema.getI64(view, 0, 0);
  }

  /** A string by name. */
  @Benchmark
  public boolean getStrByName() {
    return record.getStr("name", window);
  }

  /** A string by slot. */
  @Benchmark
  public boolean getStrBySlot() {
    return record.getStrAt(name, window);
  }

  /** A string by slot as a new String. */
  @Benchmark
  public @Nullable String getStrBySlotAsString() {
    return record.getStrAt(name);
  }

  /** A string through a schema. */
  @Benchmark
  public boolean getStrBySchema() {
    return schema.getStr(view, 1, window);
  }

  /** A boolean by name. */
  @Benchmark
  public boolean getBoolByName() {
    return record.getBool("active", false);
  }

  /** A boolean by slot. */
  @Benchmark
  public boolean getBoolBySlot() {
    return record.getBoolAt(active, false);
  }

  /** A double by name. */
  @Benchmark
  public double getF64ByName() {
    return record.getF64("score", 0);
  }

  /** A double by slot. */
  @Benchmark
  public double getF64BySlot() {
    return record.getF64At(score, 0);
  }

  /** An integer written by name. */
  @Benchmark
  public void setI64ByName() {
    record.setI64("age", number);
  }

  /** An integer written by slot. */
  @Benchmark
  public void setI64BySlot() {
    record.setI64At(age, number);
  }

  /** A double written by name. */
  @Benchmark
  public void setF64ByName() {
    record.setF64("score", fraction);
  }

  /** A double written by slot. */
  @Benchmark
  public void setF64BySlot() {
    record.setF64At(score, fraction);
  }

  /** A boolean written by name. */
  @Benchmark
  public void setBoolByName() {
    record.setBool("active", flag);
  }

  /** A boolean written by slot. */
  @Benchmark
  public void setBoolBySlot() {
    record.setBoolAt(active, flag);
  }

  /** A string of the same length written by name. */
  @Benchmark
  public void setStrByName() {
    record.setStr("name", text);
  }

  /** A string of the same length written by slot. */
  @Benchmark
  public void setStrBySlot() {
    record.setStrAt(name, text);
  }
}
