// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.records.bytes.LittleEndian;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.error.RecordException.Kind;
import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.SpookyArray;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of the format for bytes that no writer of ours makes, and limits. */
final class RecordRulesTest {
  private static final int ENTRY = RecordFormat.HEADER_BYTES;
  private static final int DATA = ENTRY + RecordFormat.ENTRY_BYTES;

  /** A record of the one field {@code x}. */
  private static byte[] oneField(int tag, int... data) {
    byte[] bytes = new byte[DATA + data.length];
    LittleEndian.putInt(bytes, 0, 1);
    IndexEntries.put(bytes, 0, FieldName.of("x").hash(), DATA, data.length, tag);
    for (int i = 0; i < data.length; i++) {
      bytes[DATA + i] = (byte) data[i];
    }
    return bytes;
  }

  private static void expectKind(Kind kind, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(RecordException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  private static void expectAbsent(SpookyRecord record) {
    FieldSlot slot = Samples.slot(record, "x");
    assertThat(record.getI64("x", 77)).isEqualTo(77);
    assertThat(record.getU64("x", 77)).isEqualTo(77);
    assertThat(record.getF64("x", 77)).isEqualTo(77);
    assertThat(record.getBool("x", true)).isTrue();
    assertThat(record.getBool("x", false)).isFalse();
    assertThat(record.getNumberAsF64("x", 77)).isEqualTo(77);
    assertThat(record.getStr("x")).isNull();
    assertThat(record.getStr("x", new Utf8View())).isFalse();
    assertThat(record.getField("x")).isNull();
    assertThat(record.getI64At(slot, 77)).isEqualTo(77);
    assertThat(record.getU64At(slot, 77)).isEqualTo(77);
    assertThat(record.getF64At(slot, 77)).isEqualTo(77);
    assertThat(record.getBoolAt(slot, true)).isTrue();
    assertThat(record.getBoolAt(slot, false)).isFalse();
    assertThat(record.getStrAt(slot)).isNull();
    assertThat(record.getStrAt(slot, new Utf8View())).isFalse();
  }

  @Test
  void unknownTag_readsAsAbsentButRaw() {
    for (int tag : new int[] {7, 8, 127, 128, 255}) {
      SpookyRecord record = SpookyRecord.of(oneField(tag, 1, 2, 3));
      expectAbsent(record);
      assertThat(record.hasField("x")).isTrue();
      assertThat(record.fieldTag("x")).isEqualTo(tag);
      RawField raw = record.getRawIn(0);
      assertThat(raw.tag()).isEqualTo(tag);
      assertThat(raw.data()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void fixedTagOfAnotherLength_readsAsAbsent() {
    int[][] wrong = {{}, {1, 2, 3, 4, 5, 6, 7}, {1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2}};
    for (int tag : new int[] {Tag.BOOL, Tag.I64, Tag.F64, Tag.U64}) {
      for (int[] data : wrong) {
        expectAbsent(SpookyRecord.of(oneField(tag, data)));
      }
    }
    expectAbsent(SpookyRecord.of(oneField(Tag.NULL, 1)));
    expectAbsent(SpookyRecord.of(oneField(Tag.I64, 1)));
    expectAbsent(SpookyRecord.of(oneField(Tag.BOOL, 1, 0, 0, 0, 0, 0, 0, 0)));
  }

  @Test
  void textThatIsNotUtf8_readsAsAbsent() {
    int[][] broken = {{0xff}, {0xc3}, {0xc0, 0x80}, {0xed, 0xa0, 0x80}, {0xf5, 0x80, 0x80, 0x80}};
    for (int[] data : broken) {
      SpookyRecord record = SpookyRecord.of(oneField(Tag.STR, data));
      expectAbsent(record);
      assertThat(record.getRawIn(0).data()).hasSize(data.length);
    }
  }

  @Test
  void brokenNestedData_isAnErrorNotAbsent() {
    SpookyRecord record = SpookyRecord.of(oneField(Tag.NESTED, 0x82, 1));
    expectKind(Kind.CBOR_ERROR, () -> record.getField("x"));
    assertThat(record.getRawIn(0).data()).hasSize(2);
  }

  @Test
  void anyByteButZero_isTrue() {
    for (int value : new int[] {1, 2, 0x80, 0xff}) {
      SpookyRecord record = SpookyRecord.of(oneField(Tag.BOOL, value));
      assertThat(record.getBool("x", false)).isTrue();
      assertThat(record.getBoolAt(record.slotIn(0), false)).isTrue();
      assertThat(record.getField("x")).isEqualTo(SpookyValue.of(true));
    }
    assertThat(SpookyRecord.of(oneField(Tag.BOOL, 0)).getBool("x", true)).isFalse();
  }

  @Test
  void reservedBytes_areNotLookedAtAndNotKept() {
    byte[] bytes = SpookyRecord.serialize(Samples.flatUser());
    for (int i = 4; i < RecordFormat.HEADER_BYTES; i++) {
      bytes[i] = (byte) i;
    }
    SpookyRecord record = SpookyRecord.ofChecked(bytes, 0, bytes.length);
    assertThat(record.toValue(new FieldNames().addAll(Samples.flatUser())))
        .isEqualTo(Samples.flatUser());
    SpookyRecordMut mutable = SpookyRecordMut.copyOf(record);
    for (String name : new String[] {"id", "name", "age", "score", "active", "level"}) {
      mutable.removeField(name);
    }
    assertThat(mutable.toByteArray()).isEqualTo(new byte[20]);
  }

  /** What strict validation is told, as a change of bytes of the record of six fields. */
  @ParameterizedTest
  @CsvSource({
    "27, 0xff, hashes do not ascend",
    "28, 0x8d, not contiguous",
    "31, 0x80, not contiguous",
    "32, 0x07, length does not fit the tag",
    "35, 0x80, beyond the end",
    "36, 0x01, length does not fit the tag",
    "36, 0x07, unknown tag 7",
    "36, 0xff, unknown tag 255",
    "164, 0x02, neither 0 nor 1",
    "156, 0xff, not UTF-8",
    "0, 0x05, not contiguous",
    "3, 0x01, does not fit"
  })
  void strictCheck_namesWhatIsWrong(int at, String value, String reason) {
    byte[] bytes = SpookyRecord.serialize(Samples.flatUser());
    bytes[at] = (byte) (int) Integer.decode(value);
    assertThatThrownBy(() -> RecordCheck.strict(bytes, 0, bytes.length))
        .isInstanceOfSatisfying(
            RecordException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_BUFFER))
        .hasMessageContaining(reason);
  }

  @Test
  void strictCheck_takesAnotherRecordThatIsOne() {
    byte[] bytes = SpookyRecord.serialize(Samples.flatUser());
    bytes[20] = (byte) 0xff; // the lowest byte of the lowest hash
    bytes[136] = Tag.STR; // of eight bytes that are UTF-8
    RecordCheck.strict(bytes, 0, bytes.length);
    assertThat(SpookyRecord.of(bytes).getStr("level")).isEqualTo("*" + "\0".repeat(7));
  }

  @Test
  void strictCheck_equalHashesAndBrokenNestedData() {
    byte[] twice = SpookyRecord.serialize(Samples.flatUser());
    System.arraycopy(twice, 20, twice, 40, 8);
    expectKind(Kind.INVALID_BUFFER, () -> RecordCheck.strict(twice, 0, twice.length));
    byte[] nested = oneField(Tag.NESTED, 0x81, 0xc0, 0x00);
    expectKind(Kind.CBOR_ERROR, () -> RecordCheck.strict(nested, 0, nested.length));
    RecordCheck.structure(nested, 0, nested.length);
  }

  @Test
  void valueTooDeep_leavesTheRecordAsItWas() {
    SpookyValue deep = SpookyValue.of(1);
    for (int i = 0; i < 257; i++) {
      deep = SpookyArray.of(deep);
    }
    SpookyValue tooDeep = deep;
    SpookyRecordMut record = SpookyRecordMut.fromValue(Samples.flatUser());
    byte[] before = record.toByteArray();
    expectKind(Kind.CBOR_ERROR, () -> record.addField("deep", tooDeep));
    expectKind(Kind.CBOR_ERROR, () -> record.setField("name", tooDeep));
    assertThat(record.toByteArray()).isEqualTo(before);
    record.addField("after", SpookyValue.of("x"));
    RecordCheck.strict(record.array(), 0, record.byteLength());
  }

  @Test
  void oneLimitOfFields_everywhere() {
    List<FieldName> names = new ArrayList<>();
    SpookyObject.Builder object = SpookyObject.builder();
    for (int i = 0; i <= RecordFormat.DEFAULT_MAX_FIELDS; i++) {
      names.add(FieldName.of("f" + i));
      object.put("f" + i, SpookyValue.nullValue());
    }
    SpookyObject tooMany = object.build();
    expectKind(Kind.TOO_MANY_FIELDS, () -> SpookyRecord.serialize(tooMany));
    expectKind(Kind.TOO_MANY_FIELDS, () -> SpookyRecordMut.fromValue(tooMany));
    expectKind(Kind.TOO_MANY_FIELDS, () -> new TemplateWriter(names));
    byte[] bytes = NaiveRecord.encode(tooMany);
    RecordCheck.structure(bytes, 0, bytes.length);
    expectKind(Kind.TOO_MANY_FIELDS, () -> SpookyRecordMut.wrap(bytes));
    SpookyRecordMut small = SpookyRecordMut.empty(5);
    RecordWriter writer = new RecordWriter();
    expectKind(Kind.TOO_MANY_FIELDS, () -> small.reset(Samples.flatUser(), writer));
    assertThat(small.toByteArray()).isEqualTo(new byte[20]);
    small.addField("a", SpookyValue.of(1));
    assertThat(small.getI64("a", 0)).isEqualTo(1);
  }

  @Test
  void namesOfAnyText_areFound() {
    SpookyObject.Builder builder = SpookyObject.builder();
    String[] names = {"", " ", "a.b", "grüße", "𝄞", "\u0000", "n".repeat(10_000), "名前"};
    for (int i = 0; i < names.length; i++) {
      builder.put(names[i], i);
    }
    SpookyObject object = builder.build();
    SpookyRecord record = SpookyRecord.fromValue(object);
    assertThat(record.toByteArray()).isEqualTo(NaiveRecord.encode(object));
    for (int i = 0; i < names.length; i++) {
      assertThat(record.getI64(names[i], -1)).isEqualTo(i);
    }
    assertThat(record.toValue(FieldNames.of(names))).isEqualTo(object);
  }

  @Test
  void unknownName_stopsTheWayBackToAValue() {
    SpookyRecord record = SpookyRecord.fromValue(Samples.flatUser());
    expectKind(Kind.FIELD_NOT_FOUND, () -> record.toValue(FieldNames.of("id", "name")));
  }
}
