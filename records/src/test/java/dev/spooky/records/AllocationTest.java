// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.value.SpookyObject;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Reads and writes of numbers, flags and text windows, and writers in use, allocate nothing. */
final class AllocationTest {
  private static final int CALLS = 20_000;

  private final SpookyObject user = Samples.benchmarkUser();
  private final SpookyRecordMut record = SpookyRecordMut.fromValue(user);
  private final ByteSink sink = new ByteSink();
  private final Utf8View window = new Utf8View();
  private long seen;

  private void expectNothingAllocated(String what, Runnable call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 200; i++) {
      call.run();
    }
    long self = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(self);
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    long allocated = threads.getThreadAllocatedBytes(self) - before;
    assertThat(allocated).as("%s: bytes in %d calls", what, CALLS).isLessThan(CALLS);
  }

  @Test
  void bySlot() {
    FieldSlot age = Samples.slot(record, "age");
    FieldSlot score = Samples.slot(record, "score");
    FieldSlot active = Samples.slot(record, "active");
    FieldSlot name = Samples.slot(record, "name");
    expectNothingAllocated("i64", () -> record.setI64At(age, record.getI64At(age, 0) + 1));
    expectNothingAllocated("u64", () -> seen += record.getU64At(age, 1));
    expectNothingAllocated("f64", () -> record.setF64At(score, record.getF64At(score, 0) + 1));
    expectNothingAllocated("bool", () -> record.setBoolAt(active, !record.getBoolAt(active, true)));
    expectNothingAllocated("str", () -> seen += record.getStrAt(name, window) ? 1 : 0);
    expectNothingAllocated("set str", () -> record.setStrAt(name, "Clara"));
    assertThat(record.getI64At(age, 0)).isEqualTo(28 + CALLS + 200);
  }

  @Test
  void byNameAndThroughASchema() {
    ResolvedSchema schema = ResolvedSchema.of("age", "name", "missing");
    SpookyRecord view = record.asRecord();
    expectNothingAllocated("get i64", () -> seen += view.getI64("age", 0));
    expectNothingAllocated("get str", () -> seen += view.getStr("name", window) ? 1 : 0);
    expectNothingAllocated("set i64", () -> record.setI64("age", 5));
    expectNothingAllocated("set str", () -> record.setStr("name", seen++ % 2 == 0 ? "B" : "Anna"));
    expectNothingAllocated("schema i64", () -> seen += schema.getI64(view, 0, 0));
    expectNothingAllocated("schema absent", () -> seen += schema.has(view, 2) ? 1 : 0);
    expectNothingAllocated("layout", () -> seen += schema.observeLayout(view) ? 1 : 0);
    assertThat(schema.misses()).isLessThanOrEqualTo(2);
  }

  @Test
  void writers() {
    RecordWriter writer = new RecordWriter();
    expectNothingAllocated("serializeInto", () -> seen += writer.serializeInto(user, sink));
    expectNothingAllocated("reset", () -> record.reset(user, writer));
    FieldNames names = new FieldNames().addAll(user);
    RecordCborWriter cborWriter = new RecordCborWriter(names);
    expectNothingAllocated("to CBOR", () -> cborWriter.writeInto(record, sink));
    byte[] cbor = cborWriter.write(record);
    RecordCborReader cborReader = new RecordCborReader(new RecordBuilder(), names);
    expectNothingAllocated(
        "from CBOR", () -> seen += cborReader.readInto(cbor, 0, cbor.length, sink) - 12);
    assertThat(sink.toByteArray()).isEqualTo(SpookyRecord.serialize(user));
  }
}
