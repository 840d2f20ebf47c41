// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.error.RecordException.Kind;
import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RecordWriterTest {
  private static void expectKind(Kind kind, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(RecordException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void onlyObjectsBecomeRecords() {
    expectKind(Kind.SERIALIZATION_NOT_OBJECT, () -> SpookyRecord.serialize(SpookyValue.of(1)));
    expectKind(Kind.SERIALIZATION_NOT_OBJECT, () -> SpookyRecordMut.fromValue(Samples.array("x")));
  }

  @Test
  void fieldLimit_isKept() {
    SpookyObject.Builder builder = SpookyObject.builder();
    for (int i = 0; i < 32; i++) {
      builder.put("f" + i, i);
    }
    RecordWriter writer = new RecordWriter(RecordFormat.ORIGINAL_MAX_FIELDS);
    ByteSink sink = new ByteSink();
    assertThat(writer.serializeInto(builder.build(), sink)).isEqualTo(32);
    SpookyObject tooMany = builder.put("f32", 32).build();
    expectKind(Kind.TOO_MANY_FIELDS, () -> writer.serializeInto(tooMany, sink));
    SpookyRecordMut record = SpookyRecordMut.empty(1);
    record.addField("a", SpookyValue.of(1));
    expectKind(Kind.TOO_MANY_FIELDS, () -> record.addField("b", SpookyValue.of(2)));
    RecordBuilder records = new RecordBuilder(1);
    records.begin().field("a").i64(1);
    records.field("b").i64(2);
    expectKind(Kind.TOO_MANY_FIELDS, () -> records.finishInto(sink));
  }

  @Test
  void oneSink_manyRecords() {
    ByteSink sink = new ByteSink(1);
    RecordWriter writer = new RecordWriter();
    Random random = new Random(3);
    byte[] array = null;
    for (int i = 0; i < 2000; i++) {
      SpookyObject object = i % 3 == 0 ? Samples.benchmarkUser() : RandomValues.object(random, 20);
      int fields = writer.serializeInto(object, sink);
      assertThat(fields).isEqualTo(object.size());
      assertThat(sink.toByteArray()).isEqualTo(NaiveRecord.encode(object));
      RecordCheck.strict(sink.array(), 0, sink.size());
      if (sink.array() != array) {
        array = sink.array();
      }
    }
    int high = sink.capacity();
    writer.serializeInto(SpookyObject.EMPTY, sink);
    assertThat(sink.capacity()).isEqualTo(high);
    assertThat(sink.toByteArray()).isEqualTo(new byte[20]);
    sink.trimTo(64);
    assertThat(sink.capacity()).isEqualTo(64);
    assertThat(sink.toByteArray()).isEqualTo(new byte[20]);
  }

  @Test
  void builder_anyOrder_sameBytesAsFromValue() {
    RecordBuilder builder = new RecordBuilder();
    ByteSink sink = new ByteSink();
    Random random = new Random(4);
    for (int round = 0; round < 500; round++) {
      SpookyObject object = RandomValues.object(random, 60);
      builder.begin();
      for (int i = object.size() - 1; i >= 0; i--) {
        builder.field(object.nameAt(i)).value(object.valueAt(i));
      }
      builder.finishInto(sink);
      assertThat(sink.toByteArray()).as("round=%d", round).isEqualTo(NaiveRecord.encode(object));
    }
  }

  @Test
  void builder_laterValueOfANameWins() {
    RecordBuilder builder = new RecordBuilder();
    ByteSink sink = new ByteSink();
    builder.begin().field("a").i64(1);
    builder.field("b").str("x");
    builder.field("a").str("last");
    assertThat(builder.finishInto(sink)).isEqualTo(2);
    assertThat(SpookyRecord.of(sink).getStr("a")).isEqualTo("last");
  }

  @Test
  void recordMut_reset_usesTheSameMemory() {
    byte[] memory = new byte[1024];
    SpookyRecordMut record = SpookyRecordMut.fromValueInto(Samples.benchmarkUser(), memory);
    assertThat(record.array()).isSameAs(memory);
    assertThat(record.toByteArray()).isEqualTo(NaiveRecord.encode(Samples.benchmarkUser()));
    int generation = record.generation();
    record.reset(Samples.flatUser(), new RecordWriter());
    assertThat(record.array()).isSameAs(memory);
    assertThat(record.toByteArray()).isEqualTo(NaiveRecord.encode(Samples.flatUser()));
    assertThat(record.generation()).isGreaterThan(generation);
    assertThat(record.capacity()).isEqualTo(1024);
    record.trimTo(0);
    assertThat(record.capacity()).isEqualTo(178);
    assertThat(record.getStr("name")).isEqualTo("Alice");
    expectKind(
        Kind.SERIALIZATION_NOT_OBJECT, () -> record.reset(SpookyValue.of(1), new RecordWriter()));
    assertThat(record.toByteArray()).isEqualTo(new byte[20]);
  }

  @Test
  void collidingNames_areRefused() {
    String[] pair = Collision.find(20_000_000);
    assertThat(pair[0]).isNotEqualTo(pair[1]);
    assertThat(FieldName.of(pair[0]).hash()).isEqualTo(FieldName.of(pair[1]).hash());
    SpookyObject both = SpookyObject.builder().put(pair[0], 1).put(pair[1], 2).build();
    assertThat(both.size()).isEqualTo(2);
    expectKind(Kind.NAME_COLLISION, () -> SpookyRecord.serialize(both));
    expectKind(Kind.NAME_COLLISION, () -> FieldNames.of(pair));
    RecordBuilder builder = new RecordBuilder();
    builder.begin().field(pair[0]).i64(1);
    builder.field(pair[1]).i64(2);
    expectKind(Kind.NAME_COLLISION, () -> builder.finishInto(new ByteSink()));
    SpookyRecordMut record = SpookyRecordMut.empty();
    record.addField(pair[0], SpookyValue.of(1));
    expectKind(Kind.FIELD_EXISTS, () -> record.addField(pair[1], SpookyValue.of(1)));
  }
}
