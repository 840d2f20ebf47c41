// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.records.error.RecordException;
import dev.spooky.records.error.RecordException.Kind;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each change in place; after each, every field and the bytes as a whole are compared. */
final class SpookyRecordMutTest {
  private final SpookyRecordMut record = SpookyRecordMut.fromValue(Samples.benchmarkUser());
  private final Map<String, SpookyValue> model = new TreeMap<>();

  SpookyRecordMutTest() {
    SpookyObject user = Samples.benchmarkUser();
    for (int i = 0; i < user.size(); i++) {
      model.put(user.nameAt(i).text(), user.valueAt(i));
    }
  }

  private void change(int generations, Runnable action) {
    int before = record.generation();
    action.run();
    assertThat(record.generation() - before).isEqualTo(generations);
    model.forEach((name, value) -> assertThat(record.getField(name)).as(name).isEqualTo(value));
    assertThat(record.toByteArray()).isEqualTo(NaiveRecord.encode(SpookyObject.of(model)));
  }

  private void refuse(Kind kind, Runnable action) {
    refuse(kind, error -> {}, action);
  }

  private void refuse(Kind kind, Consumer<RecordException> more, Runnable action) {
    change(
        0,
        () ->
            assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                    RecordException.class,
                    error -> {
                      assertThat(error.kind()).isEqualTo(kind);
                      more.accept(error);
                    }));
  }

  private void set(String name, SpookyValue value) {
    model.put(name, value);
  }

  @Test
  void fixedWidthSetters_keepTheGeneration() {
    set("age", SpookyValue.of(-5));
    change(0, () -> record.setI64("age", -5));
    set("score", SpookyValue.of(Double.NaN));
    change(0, () -> record.setF64("score", Double.NaN));
    set("active", SpookyValue.of(false));
    change(0, () -> record.setBool("active", false));
    model.put("u", SpookyValue.ofUnsigned(1));
    change(1, () -> record.addField("u", SpookyValue.ofUnsigned(1)));
    set("u", SpookyValue.ofUnsigned(-1));
    change(0, () -> record.setU64("u", -1));
  }

  @Test
  void setters_wrongTypeOrMissing_areRefused() {
    refuse(
        Kind.TYPE_MISMATCH,
        e -> assertThat(new int[] {e.expected(), e.actual()}).containsExactly(Tag.I64, Tag.STR),
        () -> record.setI64("name", 1));
    refuse(Kind.TYPE_MISMATCH, () -> record.setU64("age", 1));
    refuse(Kind.TYPE_MISMATCH, () -> record.setF64("age", 1));
    refuse(Kind.TYPE_MISMATCH, () -> record.setBool("age", true));
    refuse(Kind.TYPE_MISMATCH, () -> record.setStr("age", "x"));
    refuse(Kind.TYPE_MISMATCH, () -> record.setStrExact("metadata", ""));
    refuse(Kind.FIELD_NOT_FOUND, () -> record.setI64("nope", 1));
    refuse(Kind.FIELD_NOT_FOUND, () -> record.setStr("nope", "x"));
    refuse(Kind.FIELD_NOT_FOUND, () -> record.setField("nope", SpookyValue.of(1)));
    refuse(Kind.FIELD_NOT_FOUND, () -> record.setNull("nope"));
    refuse(Kind.FIELD_NOT_FOUND, () -> record.removeField("nope"));
    refuse(Kind.FIELD_EXISTS, () -> record.addField("name", SpookyValue.of(1)));
    refuse(Kind.INVALID_TEXT, () -> record.setStr("name", "\ud800"));
  }

  @Test
  void strings_growShrinkAndVanish() {
    int[] bumps = {0, 1, 1, 1, 0, 1, 1};
    String[] names = {"Clara", "Al", "", "Alexander the Great", "Alexander the Small", "ä", "Bob"};
    for (int i = 0; i < names.length; i++) {
      String name = names[i];
      set("name", SpookyValue.of(name));
      change(bumps[i], () -> record.setStr("name", name));
    }
    set("name", SpookyValue.of("Eve"));
    change(0, () -> record.setStrExact("name", "Eve"));
    refuse(
        Kind.LENGTH_MISMATCH,
        e -> assertThat(new int[] {e.expected(), e.actual()}).containsExactly(3, 4),
        () -> record.setStrExact("name", "Evey"));
  }

  @Test
  void zeroLengthData_doesNotDragItsNeighbour() {
    set("metadata", SpookyValue.of("hi"));
    change(1, () -> record.setField("metadata", SpookyValue.of("hi")));
    assertThat(record.getStr("id")).isEqualTo("user:abc123");
    set("metadata", SpookyValue.nullValue());
    change(1, () -> record.setNull("metadata"));
    SpookyRecordMut flat = SpookyRecordMut.fromValue(Samples.flatUser());
    flat.setStr("name", "");
    flat.setStr("name", "back");
    assertThat(flat.getU64("level", 0)).isEqualTo(42);
    assertThat(flat.getStr("name")).isEqualTo("back");
  }

  @Test
  void setField_tagChange_bumpsEvenAtTheSameLength() {
    set("age", SpookyValue.of(1.5));
    change(1, () -> record.setField("age", SpookyValue.of(1.5)));
    set("age", SpookyValue.of(2.5));
    change(0, () -> record.setField("age", SpookyValue.of(2.5)));
    set("age", SpookyValue.ofUnsigned(7));
    change(1, () -> record.setField("age", SpookyValue.ofUnsigned(7)));
    set("metadata", SpookyValue.of(""));
    change(1, () -> record.setField("metadata", SpookyValue.of("")));
    set("tags", Samples.array("one"));
    change(1, () -> record.setField("tags", Samples.array("one")));
    set("tags", SpookyValue.nullValue());
    change(1, () -> record.setNull("tags"));
    change(0, () -> record.setNull("tags"));
  }

  @Test
  void addAndRemove_downToEmptyAndUpAgain() {
    for (String name : model.keySet().toArray(String[]::new)) {
      model.remove(name);
      change(1, () -> record.removeField(name));
      assertThat(record.hasField(name)).isFalse();
    }
    assertThat(record.toByteArray()).isEqualTo(new byte[20]);
    refuse(Kind.FIELD_NOT_FOUND, () -> record.removeField("name"));
    for (int i = 0; i < 40; i++) {
      String name = "n" + i;
      SpookyValue value = i % 3 == 0 ? SpookyValue.of("") : SpookyValue.of(i);
      model.put(name, value);
      change(1, () -> record.addField(name, value));
    }
  }

  @Test
  void fromBytes_onlyWhatKeepsTheInvariant() {
    byte[] good = SpookyRecord.serialize(Samples.flatUser());
    assertThat(SpookyRecordMut.wrap(good.clone()).toByteArray()).isEqualTo(good);
    byte[] swapped = good.clone();
    System.arraycopy(good, 20, swapped, 40, 20);
    System.arraycopy(good, 40, swapped, 20, 20);
    byte[] gap = good.clone();
    gap[20 + 8]++;
    byte[] wrongLength = good.clone();
    wrongLength[20 + 16] = Tag.BOOL;
    byte[] longer = java.util.Arrays.copyOf(good, good.length + 1);
    byte[] shorter = java.util.Arrays.copyOf(good, good.length - 1);
    for (byte[] bad : new byte[][] {swapped, gap, wrongLength, longer, shorter, new byte[3]}) {
      assertThatThrownBy(() -> SpookyRecordMut.wrap(bad))
          .isInstanceOfSatisfying(
              RecordException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_BUFFER));
    }
  }

  @Test
  void view_isReadOnlyAndOfTheMoment() {
    SpookyRecord view = record.asRecord();
    assertThat(view.toByteArray()).isEqualTo(record.toByteArray());
    assertThat(view.generation()).isZero();
    SpookyRecordMut copy = SpookyRecordMut.copyOf(view);
    copy.setI64("age", 99);
    assertThat(view.getI64("age", 0)).isEqualTo(28);
    assertThat(copy.getI64("age", 0)).isEqualTo(99);
  }
}
