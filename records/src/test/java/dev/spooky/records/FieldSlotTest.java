// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.records.error.RecordException;
import dev.spooky.records.error.RecordException.Kind;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class FieldSlotTest {
  private final SpookyRecordMut record = SpookyRecordMut.fromValue(Samples.flatUser());

  private FieldSlot slot(String name) {
    return Samples.slot(record, name);
  }

  @Test
  void resolveReadWriteRead() {
    FieldSlot age = slot("age");
    FieldSlot level = slot("level");
    FieldSlot score = slot("score");
    FieldSlot active = slot("active");
    FieldSlot name = slot("name");
    record.setI64At(age, Long.MAX_VALUE);
    record.setU64At(level, -1);
    record.setF64At(score, -0.5);
    record.setBoolAt(active, false);
    record.setStrAt(name, "Clara");
    assertThat(record.generation()).isEqualTo(1);
    assertThat(record.getI64At(age, 0)).isEqualTo(Long.MAX_VALUE);
    assertThat(record.getU64At(level, 0)).isEqualTo(-1);
    assertThat(record.getF64At(score, 0)).isEqualTo(-0.5);
    assertThat(record.getBoolAt(active, true)).isFalse();
    assertThat(record.getStrAt(name)).isEqualTo("Clara");
    assertThat(record.toByteArray())
        .isEqualTo(
            NaiveRecord.encode(
                SpookyObject.builder()
                    .put("id", "user:123")
                    .put("name", "Clara")
                    .put("age", Long.MAX_VALUE)
                    .put("score", -0.5)
                    .put("active", false)
                    .put("level", SpookyValue.ofUnsigned(-1))
                    .build()));
  }

  @Test
  void textOfTheSameLengthInBytes_needNotBeAscii() {
    FieldSlot name = slot("name");
    for (String text : new String[] {"Clär", "Clara", "€é"}) {
      record.setStrAt(name, text);
      assertThat(record.getStrAt(name)).isEqualTo(text);
    }
    assertKind(Kind.LENGTH_MISMATCH, () -> record.setStrAt(name, "Clärä"));
    assertThat(record.getStrAt(name)).isEqualTo("€é");
  }

  @Test
  void writesThroughASlotOfAnotherType_areRefused() {
    FieldSlot name = slot("name");
    List<Consumer<FieldSlot>> writes =
        List.of(
            slot -> record.setI64At(slot, 1),
            slot -> record.setU64At(slot, 1),
            slot -> record.setF64At(slot, 1),
            slot -> record.setBoolAt(slot, true));
    for (Consumer<FieldSlot> write : writes) {
      assertKind(Kind.TYPE_MISMATCH, () -> write.accept(name));
    }
    assertKind(Kind.TYPE_MISMATCH, () -> record.setStrAt(slot("age"), "x"));
    assertKind(Kind.TYPE_MISMATCH, () -> record.replaceStrAt(slot("age"), "x"));
    assertKind(Kind.LENGTH_MISMATCH, () -> record.setStrAt(name, "Al"));
    assertThat(record.getStrAt(name)).isEqualTo("Alice");
  }

  private static void assertKind(Kind kind, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(RecordException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void replaceStr_givesAFreshSlotAndStalesTheOld() {
    FieldSlot old = slot("name");
    FieldSlot fresh = record.replaceStrAt(old, "Alexander");
    assertThat(record.getStrAt(fresh)).isEqualTo("Alexander");
    assertThat(fresh).isEqualTo(slot("name"));
    assertThatThrownBy(() -> record.getStrAt(old)).hasMessageContaining("stale FieldSlot");
  }

  @Test
  void staleSlot_isCaughtAtEveryAccessor() {
    List<Runnable> layoutChanges =
        List.of(
            () -> record.addField("x", SpookyValue.of(1)),
            () -> record.removeField("x"),
            () -> record.setStr("name", "Alexander"),
            () -> record.setField("age", SpookyValue.of(1.0)),
            () -> record.setNull("age"),
            () -> record.reset(Samples.flatUser(), new RecordWriter()));
    for (Runnable change : layoutChanges) {
      FieldSlot stale = slot("id");
      change.run();
      List<Runnable> uses =
          List.of(
              () -> record.getI64At(stale, 0),
              () -> record.getU64At(stale, 0),
              () -> record.getF64At(stale, 0),
              () -> record.getBoolAt(stale, false),
              () -> record.getStrAt(stale),
              () -> record.getStrAt(stale, new Utf8View()),
              () -> record.setI64At(stale, 0),
              () -> record.setU64At(stale, 0),
              () -> record.setF64At(stale, 0),
              () -> record.setBoolAt(stale, false),
              () -> record.setStrAt(stale, "x"),
              () -> record.replaceStrAt(stale, "x"));
      for (Runnable use : uses) {
        assertThatThrownBy(use::run)
            .isInstanceOf(AssertionError.class)
            .hasMessageContaining("stale FieldSlot");
      }
    }
  }

  @Test
  void slotOfAnotherRecord_isCaught() {
    SpookyRecord other =
        SpookyRecord.fromValue(SpookyObject.builder().put("age", 1).put("zz", "text").build());
    SpookyRecord mine = record.asRecord();
    FieldSlot foreign = Samples.slot(other, "age");
    assertThatThrownBy(() -> mine.getI64At(foreign, 0))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("stale FieldSlot");
  }

  @Test
  void hostileSlot_neverLeavesTheRecord() {
    RecordReader reader = record.asRecord();
    FieldSlot real = slot("id");
    int end = reader.byteLength();
    for (int offset : new int[] {end - 7, end, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      FieldSlot wild = FieldSlot.of(real.nameHash(), 0, Tag.I64, offset, 8, 0);
      assertThatThrownBy(() -> reader.getI64At(wild, 0))
          .isInstanceOfAny(AssertionError.class, RecordException.class);
    }
  }
}
