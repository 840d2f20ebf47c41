// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.spooky.records.error.RecordException;
import dev.spooky.records.error.RecordException.Kind;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every setter on a field of every tag, by name and by slot: it writes where the tag is its own,
 * refuses elsewhere, and all other fields stay what they were.
 */
final class SetterMatrixTest {
  private interface Setter {
    void set(SpookyRecordMut record, String name);
  }

  /** A setter, the one tag it takes and what it then has written. */
  private record Case(String what, int tag, SpookyValue written, Setter setter) {}

  private static final SpookyObject ALL =
      SpookyObject.builder()
          .put("null", SpookyValue.nullValue())
          .put("bool", true)
          .put("i64", -5)
          .put("f64", 2.5)
          .put("str", "Alice")
          .put("empty", "")
          .put("nested", Samples.array("x", "y"))
          .put("u64", SpookyValue.ofUnsigned(-1))
          .build();

  private static final double NAN_VALUE = Double.longBitsToDouble(0x7ff8_0000_0000_0bedL);
  private static final SpookyValue NAN = SpookyValue.of(NAN_VALUE);

  private static List<Case> byName() {
    return List.of(
        new Case("setBool", Tag.BOOL, SpookyValue.of(false), (r, n) -> r.setBool(n, false)),
        new Case("setI64", Tag.I64, SpookyValue.of(1L << 62), (r, n) -> r.setI64(n, 1L << 62)),
        new Case("setU64", Tag.U64, SpookyValue.ofUnsigned(3), (r, n) -> r.setU64(n, 3)),
        new Case("setF64", Tag.F64, SpookyValue.of(-0.0), (r, n) -> r.setF64(n, -0.0)),
        new Case("setF64 NaN", Tag.F64, NAN, (r, n) -> r.setF64(n, NAN_VALUE)),
        new Case("setStr", Tag.STR, SpookyValue.of("grüße"), (r, n) -> r.setStr(n, "grüße")));
  }

  private static List<Case> bySlot() {
    return List.of(
        new Case("bool", Tag.BOOL, SpookyValue.of(false), (r, n) -> r.setBoolAt(at(r, n), false)),
        new Case("i64", Tag.I64, SpookyValue.of(7), (r, n) -> r.setI64At(at(r, n), 7)),
        new Case("u64", Tag.U64, SpookyValue.ofUnsigned(7), (r, n) -> r.setU64At(at(r, n), 7)),
        new Case("f64", Tag.F64, NAN, (r, n) -> r.setF64At(at(r, n), NAN_VALUE)),
        new Case("replace", Tag.STR, SpookyValue.of("a"), (r, n) -> r.replaceStrAt(at(r, n), "a")));
  }

  private static FieldSlot at(SpookyRecordMut record, String name) {
    return Samples.slot(record, name);
  }

  @Test
  void settersByName() {
    byName().forEach(SetterMatrixTest::runOnEveryField);
  }

  @Test
  void settersBySlot() {
    bySlot().forEach(SetterMatrixTest::runOnEveryField);
  }

  private static void runOnEveryField(Case setter) {
    for (int i = 0; i < ALL.size(); i++) {
      String name = ALL.nameAt(i).text();
      SpookyRecordMut record = SpookyRecordMut.fromValue(ALL);
      int tag = record.fieldTag(name);
      SpookyValue expected = tag == setter.tag() ? setter.written() : ALL.valueAt(i);
      Throwable error = catchThrowable(() -> setter.setter().set(record, name));
      expectRefusal(setter.what() + " on " + name, error, setter.tag(), tag);
      Map<String, SpookyValue> model = model();
      model.put(name, expected);
      expectSame(setter.what() + " on " + name, record, model);
      boolean moved = tag == setter.tag() && tag == Tag.STR;
      assertThat(record.generation()).isEqualTo(moved ? 2 : 1);
    }
  }

  private static void expectRefusal(
      String what, @Nullable Throwable error, int wanted, int actual) {
    if (wanted == actual) {
      assertThat(error).as(what).isNull();
      return;
    }
    assertThat(error)
        .as(what)
        .isInstanceOfSatisfying(
            RecordException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.TYPE_MISMATCH);
              assertThat(e.expected()).isEqualTo(wanted);
              assertThat(e.actual()).isEqualTo(actual);
            });
  }

  private static Map<String, SpookyValue> model() {
    Map<String, SpookyValue> model = new TreeMap<>();
    for (int i = 0; i < ALL.size(); i++) {
      model.put(ALL.nameAt(i).text(), ALL.valueAt(i));
    }
    return model;
  }

  private static void expectSame(
      String what, SpookyRecordMut record, Map<String, SpookyValue> model) {
    assertThat(record.toByteArray()).as(what).isEqualTo(NaiveRecord.encode(SpookyObject.of(model)));
    for (Map.Entry<String, SpookyValue> field : model.entrySet()) {
      SpookyValue read = Samples.field(record, field.getKey());
      assertThat(read).as("%s: %s", what, field.getKey()).isEqualTo(field.getValue());
      assertThat(read.kind()).as("%s: %s", what, field.getKey()).isEqualTo(field.getValue().kind());
    }
  }

  @Test
  void missingField_isRefusedByEveryChange() {
    Map<String, Setter> changes = new LinkedHashMap<>();
    byName().forEach(setter -> changes.put(setter.what(), setter.setter()));
    changes.put("setStrExact", (r, n) -> r.setStrExact(n, ""));
    changes.put("setField", (r, n) -> r.setField(n, SpookyValue.of(1)));
    changes.put("setNull", SpookyRecordMut::setNull);
    changes.put("removeField", SpookyRecordMut::removeField);
    SpookyRecordMut record = SpookyRecordMut.fromValue(ALL);
    changes.forEach(
        (what, change) ->
            assertThat(catchThrowable(() -> change.set(record, "nope")))
                .as(what)
                .isInstanceOfSatisfying(
                    RecordException.class,
                    e -> assertThat(e.kind()).isEqualTo(Kind.FIELD_NOT_FOUND)));
    expectSame("refused", record, model());
    assertThat(record.generation()).isEqualTo(1);
  }

  /** Every field takes every value, among them those of no bytes, and gives the old one back. */
  @Test
  void setField_fromAnyKindToAny() {
    for (int from = 0; from < ALL.size(); from++) {
      String name = ALL.nameAt(from).text();
      for (int to = 0; to < ALL.size(); to++) {
        SpookyRecordMut record = SpookyRecordMut.fromValue(ALL);
        Map<String, SpookyValue> model = model();
        model.put(name, ALL.valueAt(to));
        record.setField(name, ALL.valueAt(to));
        expectSame(name + " to " + to, record, model);
        int bumps = sameLayout(ALL.valueAt(from), ALL.valueAt(to)) ? 0 : 1;
        assertThat(record.generation()).as("%s to %d", name, to).isEqualTo(1 + bumps);
        record.setField(name, ALL.valueAt(from));
        expectSame(name + " back from " + to, record, model());
      }
    }
  }

  private static boolean sameLayout(SpookyValue one, SpookyValue other) {
    byte[] left = NaiveRecord.encode(SpookyObject.builder().put("x", one).build());
    byte[] right = NaiveRecord.encode(SpookyObject.builder().put("x", other).build());
    return left.length == right.length && left[36] == right[36];
  }

  @Test
  void removeField_anyOne_andBackAgain() {
    for (int i = 0; i < ALL.size(); i++) {
      String name = ALL.nameAt(i).text();
      SpookyRecordMut record = SpookyRecordMut.fromValue(ALL);
      Map<String, SpookyValue> model = model();
      model.remove(name);
      record.removeField(name);
      expectSame("without " + name, record, model);
      record.addField(name, ALL.valueAt(i));
      expectSame("again " + name, record, model());
      assertThat(record.generation()).isEqualTo(3);
    }
  }
}
