// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.spooky.records.RandomValues;
import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.error.RecordException.Kind;
import dev.spooky.records.json.JsonValues;
import dev.spooky.records.value.FieldPath;
import dev.spooky.records.value.SpookyArray;
import dev.spooky.records.value.SpookyNumber;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CborTest {
  private static byte[] write(SpookyValue value) {
    ByteSink sink = new ByteSink(1);
    CborWriter.write(value, sink);
    return sink.toByteArray();
  }

  private static SpookyValue read(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return CborReader.read(bytes, 0, bytes.length);
  }

  /** Values from appendix A of RFC 8949 and the rules for what has no exact counterpart. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "00 | 0",
        "17 | 23",
        "1818 | 24",
        "1903e8 | 1000",
        "1a000f4240 | 1000000",
        "1b000000e8d4a51000 | 1000000000000",
        "1bffffffffffffffff | 18446744073709551615",
        "20 | -1",
        "3863 | -100",
        "3b7fffffffffffffff | -9223372036854775808",
        "3b8000000000000000 | -9.223372036854775809e18",
        "f93c00 | 1.0",
        "f90001 | 5.9604644775390625e-8",
        "f9c400 | -4.0",
        "fa47c35000 | 100000.0",
        "fb3ff199999999999a | 1.1",
        "f4 | false",
        "f5 | true",
        "f6 | null",
        "f7 | null",
        "f0 | null",
        "60 | \"\"",
        "6449455446 | \"IETF\"",
        "7f657374726561646d696e67ff | \"streaming\"",
        "80 | []",
        "83010203 | [1,2,3]",
        "9f018202039f0405ffff | [1,[2,3],[4,5]]",
        "a0 | {}",
        "a201020304 | {\"1\":2,\"3\":4}",
        "bf61610161629f0203ffff | {\"a\":1,\"b\":[2,3]}",
        "a22003f504 | {\"-1\":3,\"true\":4}",
        "a2616101616102 | {\"a\":2}"
      })
  void reads(String hex, String json) {
    assertThat(read(hex)).isEqualTo(JsonValues.parse(json));
  }

  @Test
  void floatsBeyondNumbers() {
    assertThat(read("f97e00")).isEqualTo(SpookyValue.of(Double.NaN));
    assertThat(read("f97c00")).isEqualTo(SpookyValue.of(Double.POSITIVE_INFINITY));
    assertThat(read("faff800000")).isEqualTo(SpookyValue.of(Double.NEGATIVE_INFINITY));
    assertThat(read("05").kind()).isEqualTo(SpookyValue.Kind.I64);
    byte[] unsignedFive = write(SpookyArray.of(SpookyValue.ofUnsigned(5)));
    SpookyArray back = (SpookyArray) CborReader.read(unsignedFive, 0, unsignedFive.length);
    assertThat(back.get(0)).isInstanceOf(SpookyNumber.I64.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "18",
        "1900",
        "1c",
        "1f",
        "ff",
        "41ff",
        "c000",
        "6161ff",
        "62c328",
        "61ff",
        "8201",
        "9f01",
        "a1",
        "a101",
        "a14101",
        "bf01",
        "7f4161ff",
        "7f7f6161ffff",
        "9b7fffffffffffffff00",
        "bbffffffffffffffff",
        "7bffffffffffffffff",
        "5f41ff",
        "a1f90000",
        "0000"
      })
  void refuses(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> read(hex))
        .isInstanceOfSatisfying(
            RecordException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CBOR_ERROR));
    assertThatThrownBy(() -> CborReader.validate(bytes, 0, bytes.length))
        .isInstanceOf(RecordException.class);
  }

  @Test
  void depth_isLimited() {
    String deep = "81".repeat(256) + "00";
    assertThat(read(deep).kind()).isEqualTo(SpookyValue.Kind.ARRAY);
    for (int depth : new int[] {257, 100_000}) {
      String tooDeep = "81".repeat(depth) + "00";
      assertThatThrownBy(() -> read(tooDeep)).isInstanceOf(RecordException.class);
    }
  }

  @Test
  void documents_haveTextKeys() {
    byte[] intKey = HexFormat.of().parseHex("a10102");
    assertThatThrownBy(() -> CborReader.readDocument(intKey, 0, intKey.length))
        .hasMessageContaining("Key must be a string");
    byte[] nestedIntKey = HexFormat.of().parseHex("a16161a10102");
    assertThat(CborReader.readDocument(nestedIntKey, 0, nestedIntKey.length))
        .isEqualTo(JsonValues.parse("{\"a\":{\"1\":2}}"));
    assertThatThrownBy(() -> CborReader.readDocument(new byte[] {1}, 0, 1))
        .isInstanceOfSatisfying(
            RecordException.class,
            e -> assertThat(e.kind()).isEqualTo(Kind.SERIALIZATION_NOT_OBJECT));
  }

  @Test
  void keys_ascendByBytesNotByLength() {
    SpookyObject object = SpookyObject.builder().put("b", 1).put("aa", 2).build();
    assertThat(HexFormat.of().formatHex(write(object))).isEqualTo("a262616102616201");
  }

  @Test
  void randomValues_comeBackAndJacksonAgrees() throws IOException {
    Random random = new Random(9);
    ObjectMapper jackson = new ObjectMapper(new CBORFactory());
    for (int round = 0; round < 20_000; round++) {
      SpookyValue value = RandomValues.value(random);
      byte[] bytes = write(value);
      assertThat(CborReader.read(bytes, 0, bytes.length)).as("round=%d", round).isEqualTo(value);
      CborReader.validate(bytes, 0, bytes.length);
      String json = JsonValues.write(value);
      if (!json.contains("null") || value.kind() == SpookyValue.Kind.NULL) {
        assertThat(JsonValues.fromNode(jackson.readTree(bytes))).as(json).isEqualTo(value);
      }
    }
  }

  @Test
  void builder_anyKeyOrder_sameBytesAsTheWriter() {
    Random random = new Random(10);
    ByteSink sink = new ByteSink(1);
    CborBuilder builder = new CborBuilder(sink);
    for (int round = 0; round < 20_000; round++) {
      SpookyValue value = RandomValues.value(random);
      sink.clear();
      builder.reset(sink);
      emit(value, builder, random);
      assertThat(sink.toByteArray()).as("round=%d %s", round, value).isEqualTo(write(value));
    }
  }

  @Test
  void builder_largeContainersAndRepeatedKeys() {
    ByteSink sink = new ByteSink(1);
    CborBuilder builder = new CborBuilder(sink);
    SpookyObject.Builder expected = SpookyObject.builder();
    builder.beginArray();
    builder.beginObject();
    for (int i = 0; i < 70_000; i++) {
      String key = "k" + (i * 7919L % 66_000);
      builder.key(key);
      builder.i64(i);
      expected.put(key, i);
    }
    builder.end();
    builder.end();
    assertThat(sink.toByteArray()).isEqualTo(write(SpookyArray.of(expected.build())));
  }

  /** Sends a value with its keys in random order and some of them twice. */
  private static void emit(SpookyValue value, CborBuilder out, Random random) {
    if (value instanceof SpookyObject object) {
      out.beginObject();
      int from = object.size() == 0 ? 0 : random.nextInt(object.size());
      for (int i = 0; i < object.size(); i++) {
        int at = (from + i) % object.size();
        if (random.nextInt(4) == 0) {
          out.key(object.nameAt(at).text());
          out.str("replaced".toCharArray(), 2, random.nextInt(6));
        }
        out.key(object.nameAt(at).text());
        emit(object.valueAt(at), out, random);
      }
      out.end();
    } else if (value instanceof SpookyArray array) {
      out.beginArray();
      array.asList().forEach(item -> emit(item, out, random));
      out.end();
    } else {
      emitScalar(value, out);
    }
  }

  private static void emitScalar(SpookyValue value, CborBuilder out) {
    switch (value.kind()) {
      case NULL -> out.nullValue();
      case BOOL -> out.bool(value.equals(SpookyValue.of(true)));
      case I64 -> out.i64(((SpookyNumber) value).toLongBits());
      case U64 -> out.u64(((SpookyNumber) value).toLongBits());
      case F64 -> out.f64(((SpookyNumber) value).toDouble());
      case STR -> {
        String quoted = value.toString();
        out.str(quoted.substring(1, quoted.length() - 1));
      }
      case ARRAY, OBJECT -> throw new AssertionError(value);
    }
  }

  @Test
  void paths_areFollowedWithoutReadingTheRest() {
    SpookyObject value =
        (SpookyObject)
            JsonValues.parse("{\"a\":[1,{\"x\":2}],\"b\":{\"c\":{\"d\":\"e\"},\"z\":null}}");
    byte[] bytes = write(value);
    for (String path :
        new String[] {"a", "b", "b.c", "b.c.d", "b.z", "b.y", "a.x", "b.c.d.e", ""}) {
      FieldPath parsed = FieldPath.parse(path);
      assertThat(CborReader.readPath(bytes, 0, bytes.length, parsed, 0))
          .as(path)
          .isEqualTo(parsed.resolve(value));
    }
  }
}
