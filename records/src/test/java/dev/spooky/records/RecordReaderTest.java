// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.records.bytes.LittleEndian;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.error.RecordException.Kind;
import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.FieldPath;
import dev.spooky.records.value.SpookyArray;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads, the same through every holder of bytes. */
final class RecordReaderTest {
  /** One field per tag, numbers at their edges. */
  private static final SpookyObject ALL =
      SpookyObject.builder()
          .put("null", SpookyValue.nullValue())
          .put("bool", true)
          .put("i64", Long.MIN_VALUE)
          .put("u64", SpookyValue.ofUnsigned(-1L))
          .put("f64", -0.0)
          .put("nan", Double.longBitsToDouble(0x7ff80000deadbeefL))
          .put("str", "grüße 𝄞")
          .put("empty", "")
          .put("array", Samples.array("x", "y"))
          .put("object", SpookyObject.builder().put("k", SpookyObject.EMPTY).build())
          .build();

  static Stream<RecordReader> holders() {
    byte[] record = SpookyRecord.serialize(ALL);
    byte[] padded = new byte[record.length + 20];
    System.arraycopy(record, 0, padded, 7, record.length);
    ByteBuffer direct = ByteBuffer.allocateDirect(padded.length).put(padded);
    direct.position(7).limit(7 + record.length);
    return Stream.of(
        SpookyRecord.of(record),
        SpookyRecord.of(padded, 7, record.length),
        SpookyRecord.of(ByteBuffer.wrap(padded, 7, record.length)),
        SpookyRecord.of(ByteBuffer.wrap(padded, 7, record.length).slice()),
        SpookyRecord.of(ByteBuffer.wrap(padded, 7, record.length).asReadOnlyBuffer()),
        SpookyRecord.of(direct),
        SpookyRecordMut.wrap(record.clone()),
        SpookyRecordMut.fromValue(ALL));
  }

  @ParameterizedTest
  @MethodSource("holders")
  void everyTag_comesBack(RecordReader record) {
    assertThat(record.fieldCount()).isEqualTo(10);
    for (int i = 0; i < ALL.size(); i++) {
      String name = ALL.nameAt(i).text();
      SpookyValue read = Samples.field(record, name);
      assertThat(read).as(name).isEqualTo(ALL.valueAt(i));
      assertThat(read.kind()).as(name).isEqualTo(ALL.valueAt(i).kind());
    }
    assertThat(record.toValue(new FieldNames().addAll(ALL))).isEqualTo(ALL);
    assertThat(record.toValue(List.of("str", "missing")))
        .isEqualTo(SpookyObject.builder().put("str", "grüße 𝄞").build());
    assertThat(record.toByteArray()).isEqualTo(SpookyRecord.serialize(ALL));
  }

  @ParameterizedTest
  @MethodSource("holders")
  void typedGetters_rightTypeOnly(RecordReader record) {
    assertThat(record.getI64("i64", 1)).isEqualTo(Long.MIN_VALUE);
    assertThat(record.getU64("u64", 1)).isEqualTo(-1L);
    assertThat(Double.doubleToRawLongBits(record.getF64("f64", 1)))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
    assertThat(Double.doubleToRawLongBits(record.getF64("nan", 1))).isEqualTo(0x7ff80000deadbeefL);
    assertThat(record.getBool("bool", false)).isTrue();
    assertThat(record.getStr("str")).isEqualTo("grüße 𝄞");
    assertThat(record.getStr("empty")).isEmpty();
    for (int i = 0; i < ALL.size(); i++) {
      String name = ALL.nameAt(i).text();
      int tag = record.fieldTag(name);
      FieldSlot slot = Samples.slot(record, name);
      assertThat(record.getI64(name, 77) == 77).as(name).isEqualTo(tag != Tag.I64);
      assertThat(record.getI64At(slot, 77) == 77).as(name).isEqualTo(tag != Tag.I64);
      assertThat(record.getU64(name, 77) == 77).as(name).isEqualTo(tag != Tag.U64);
      assertThat(record.getU64At(slot, 77) == 77).as(name).isEqualTo(tag != Tag.U64);
      assertThat(record.getF64(name, 77) == 77).as(name).isEqualTo(tag != Tag.F64);
      assertThat(record.getF64At(slot, 77) == 77).as(name).isEqualTo(tag != Tag.F64);
      assertThat(record.getBool(name, false)).as(name).isEqualTo(tag == Tag.BOOL);
      assertThat(record.getBoolAt(slot, false)).as(name).isEqualTo(tag == Tag.BOOL);
      assertThat(record.getStr(name) != null).as(name).isEqualTo(tag == Tag.STR);
      assertThat(record.getStrAt(slot) != null).as(name).isEqualTo(tag == Tag.STR);
      assertThat(record.getStrAt(slot, new Utf8View())).as(name).isEqualTo(tag == Tag.STR);
    }
  }

  @ParameterizedTest
  @MethodSource("holders")
  void missingField_isAbsentEverywhere(RecordReader record) {
    assertThat(record.hasField("nope")).isFalse();
    assertThat(record.hasField("null")).isTrue();
    assertThat(record.fieldTag("nope")).isEqualTo(-1);
    assertThat(record.resolve("nope")).isNull();
    assertThat(record.getI64("nope", 5)).isEqualTo(5);
    assertThat(record.getU64("nope", 5)).isEqualTo(5);
    assertThat(record.getF64("nope", 5)).isEqualTo(5);
    assertThat(record.getBool("nope", true)).isTrue();
    assertThat(record.getNumberAsF64("nope", 5)).isEqualTo(5);
    assertThat(record.getStr("nope")).isNull();
    assertThat(record.getStr("nope", new Utf8View())).isFalse();
    assertThat(record.getField("nope")).isNull();
    assertThat(record.getRaw("nope")).isNull();
  }

  @ParameterizedTest
  @MethodSource("holders")
  void stringWindow_showsTheBytes(RecordReader record) {
    Utf8View window = new Utf8View();
    assertThat(record.getStr("str", window)).isTrue();
    assertThat(window).hasToString("grüße 𝄞");
    assertThat(window.contentEquals("grüße 𝄞".getBytes(StandardCharsets.UTF_8))).isTrue();
    Utf8View other = new Utf8View();
    assertThat(record.getStrAt(record.slotIn(record.indexOf(nameHash("empty"))), other)).isTrue();
    assertThat(other.length()).isZero();
    assertThat(window.compareBytes(other)).isPositive();
  }

  private static long nameHash(String name) {
    return FieldName.of(name).hash();
  }

  @ParameterizedTest
  @MethodSource("holders")
  void iteration_inHashOrderWithExactSize(RecordReader record) {
    assertThat(record.fields()).hasSize(10);
    long before = 0;
    for (RawField field : record.fields()) {
      assertThat(Long.compareUnsigned(before, field.nameHash())).isNegative();
      before = field.nameHash();
    }
    RawField raw = record.getRawIn(record.indexOf(nameHash("i64")));
    assertThat(record.getRaw("i64")).isNotNull();
    assertThat(LittleEndian.getLong(raw.data(), 0)).isEqualTo(Long.MIN_VALUE);
    assertThatThrownBy(() -> record.getFieldIn(10)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> record.slotIn(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void numbersWiden() {
    SpookyRecord record = SpookyRecord.fromValue(ALL);
    assertThat(record.getNumberAsF64("i64", 0)).isEqualTo(-0x1p63);
    assertThat(record.getNumberAsF64("u64", 0)).isEqualTo(0x1p64);
    assertThat(record.getNumberAsF64("f64", 1)).isEqualTo(-0.0);
    assertThat(record.getNumberAsF64("str", 1)).isEqualTo(1);
  }

  @Test
  void paths_walkObjectsOnly() {
    SpookyRecord record = SpookyRecord.fromValue(Samples.benchmarkUser());
    String[] paths = {
      "name",
      "profile.settings.theme",
      "profile.settings.privacy.level",
      "profile.none",
      "history.action",
      "name.x",
      "nope.x",
      "profile",
      "profile.settings.privacy.level.x"
    };
    for (String path : paths) {
      FieldPath parsed = FieldPath.parse(path);
      assertThat(record.getPath(parsed))
          .as(path)
          .isEqualTo(parsed.resolve(Samples.benchmarkUser()));
    }
    assertThat(record.getPath(FieldPath.parse("profile.settings.privacy.level")))
        .isEqualTo(SpookyValue.of(3));
    assertThatThrownBy(() -> record.getPath(FieldPath.ROOT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void linearAndBinarySearch_findEveryField() {
    for (int count = 0; count <= 70; count++) {
      SpookyObject.Builder builder = SpookyObject.builder();
      for (int i = 0; i < count; i++) {
        builder.put("field" + i, i);
      }
      SpookyRecord record = SpookyRecord.fromValue(builder.build());
      assertThat(record.fieldCount()).isEqualTo(count);
      for (int i = 0; i < count; i++) {
        assertThat(record.getI64("field" + i, -1)).isEqualTo(i);
      }
      assertThat(record.getI64("field" + count, -1)).isEqualTo(-1);
      RecordCheck.strict(record.toByteArray(), 0, record.byteLength());
    }
  }

  @Test
  void longStringsAndDeepNesting() {
    SpookyValue deep = SpookyValue.of(1);
    for (int i = 0; i < 250; i++) {
      deep = i % 2 == 0 ? SpookyArray.of(deep) : SpookyObject.builder().put("d", deep).build();
    }
    String longText = "ä".repeat(10_000);
    SpookyObject object = SpookyObject.builder().put("deep", deep).put("text", longText).build();
    SpookyRecord record = SpookyRecord.fromValue(object);
    assertThat(record.getField("deep")).isEqualTo(deep);
    assertThat(record.getStr("text")).isEqualTo(longText);
    SpookyValue tooDeep = deep;
    for (int i = 0; i < 10; i++) {
      tooDeep = SpookyArray.of(tooDeep);
    }
    SpookyObject refused = SpookyObject.builder().put("deep", tooDeep).build();
    assertThatThrownBy(() -> SpookyRecord.serialize(refused))
        .isInstanceOfSatisfying(
            RecordException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CBOR_ERROR));
  }

  @Test
  void fromBytes_tooShortOrClaimingTooMuch() {
    for (byte[] bad : new byte[][] {new byte[0], new byte[19], claiming(1, 39), claiming(-1, 99)}) {
      assertThatThrownBy(() -> SpookyRecord.of(bad))
          .isInstanceOfSatisfying(
              RecordException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_BUFFER));
      assertThatThrownBy(() -> SpookyRecord.of(ByteBuffer.wrap(bad).asReadOnlyBuffer()))
          .isInstanceOf(RecordException.class);
    }
    assertThat(SpookyRecord.of(claiming(1, 40)).fieldCount()).isEqualTo(1);
  }

  private static byte[] claiming(int count, int length) {
    byte[] bytes = new byte[length];
    LittleEndian.putInt(bytes, 0, count);
    return bytes;
  }
}
