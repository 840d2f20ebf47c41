// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.cbor.CborReader;
import dev.spooky.records.cbor.CborWriter;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.error.RecordException.Kind;
import dev.spooky.records.json.RecordJsonWriter;
import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CBOR documents to records and back, against the way through values. */
final class RecordCborTest {
  private final ByteSink sink = new ByteSink();

  /** Documents of many forms: the stream takes and refuses exactly what the tree does. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a0",
        "bfff",
        "a16161f0",
        "a16161f7",
        "a16161f820",
        "a1616182f0f7",
        "a16161f93c00",
        "a16161fa47c35000",
        "a16161f97e00",
        "a161613b7fffffffffffffff",
        "a161613b8000000000000000",
        "a161611bffffffffffffffff",
        "a161611b7fffffffffffffff",
        "a2616101616102",
        "a2616201616102",
        "a161617f61616162ff",
        "a17f61616162ff01",
        "a161619f01ff",
        "bf61619f02bf616201ffffff",
        "a16161a10102",
        "a16161a12002",
        "a16161a1f502",
        "a16161a1f602",
        "a16161a1f93c0002",
        "a16161a13b800000000000000002",
        "a16161a11bffffffffffffffff02",
        "a16161a2616201616202",
        "a160f4",
        "a1616180",
        "a16161a0",
        // refused
        "",
        "01",
        "80",
        "f6",
        "6161",
        "4161",
        "c0a0",
        "d9d9f7a0",
        "a1",
        "a161",
        "a16161",
        "a10102",
        "a1f502",
        "a1416101",
        "a1616100ff",
        "a16161c06161",
        "a16161c24101",
        "a161614101",
        "a1616181c24101",
        "a16161d9d9f700",
        "a1616181a1410102",
        "a16161a1813102",
        "a16161a1c00102",
        "a161618201",
        "a161619f01",
        "bf616101",
        "a16161ff",
        "a161611c",
        "a1616162c328",
        "a161c301",
        "bbffffffffffffffff",
        "a161619b7fffffffffffffff00",
        "a161617f4161ff",
        "a161615f4161ff"
      })
  void stream_sameAsTheTree(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    expectSame(bytes, "document=" + hex);
  }

  private boolean expectSame(byte[] bytes, String what) {
    SpookyObject expected = null;
    Kind refused = null;
    try {
      expected = CborReader.readDocument(bytes, 0, bytes.length);
    } catch (RecordException error) {
      refused = error.kind();
    }
    FieldNames names = new FieldNames();
    byte[] before = sink.toByteArray();
    @Nullable Kind streamed = null;
    try {
      new RecordCborReader(new RecordBuilder(), names).readInto(bytes, 0, bytes.length, sink);
    } catch (RecordException error) {
      streamed = error.kind();
    }
    assertThat(streamed).as(what).isEqualTo(refused);
    if (expected == null) {
      assertThat(sink.toByteArray()).as(what).isEqualTo(before);
      return false;
    }
    assertThat(sink.toByteArray()).as(what).isEqualTo(NaiveRecord.encode(expected));
    assertThat(names.size()).as(what).isEqualTo(expected.size());
    return true;
  }

  @Test
  void randomDocuments_thereAndBack() {
    Random random = new Random(41);
    FieldNames names = new FieldNames();
    RecordCborReader reader = new RecordCborReader(new RecordBuilder(), names);
    RecordCborWriter writer = new RecordCborWriter(names);
    ByteSink document = new ByteSink();
    ByteSink back = new ByteSink();
    for (int round = 0; round < 5000; round++) {
      SpookyObject object = RandomValues.object(random, 20);
      document.clear();
      CborWriter.write(object, document);
      assertThat(reader.readInto(document.array(), 0, document.size(), sink))
          .isEqualTo(object.size());
      SpookyValue read = CborReader.readDocument(document.array(), 0, document.size());
      assertThat(sink.toByteArray()).as("round=%d", round).isEqualTo(SpookyRecord.serialize(read));
      assertThat(SpookyRecord.of(sink).toValue(names)).as("round=%d", round).isEqualTo(object);
      writer.writeInto(SpookyRecord.of(sink), back);
      assertThat(back.toByteArray()).as("round=%d", round).isEqualTo(document.toByteArray());
      ByteBuffer direct = ByteBuffer.allocateDirect(sink.size());
      direct.put(sink.array(), 0, sink.size()).flip();
      writer.writeInto(SpookyRecord.of(direct), back);
      assertThat(back.toByteArray()).as("round=%d", round).isEqualTo(document.toByteArray());
    }
  }

  @Test
  void brokenDocuments_sameAsTheTree() {
    int accepted = 0;
    ByteSink document = new ByteSink();
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      document.clear();
      CborWriter.write(RandomValues.object(random, 6), document);
      byte[] bytes = document.toByteArray();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      accepted += expectSame(bytes, "seed=" + seed) ? 1 : 0;
    }
    assertThat(accepted).isBetween(1000, 19_000);
  }

  @Test
  void benchmarkRecord_becomes347Bytes() {
    SpookyObject user = Samples.benchmarkUser();
    FieldNames names = new FieldNames().addAll(user);
    byte[] document = new RecordCborWriter(names).write(SpookyRecord.fromValue(user));
    assertThat(document).hasSize(347);
    assertThat(CborReader.readDocument(document, 0, document.length)).isEqualTo(user);
  }

  @Test
  void writer_wantsNamesAndReadableFields() {
    SpookyObject user = Samples.flatUser();
    RecordCborWriter nameless = new RecordCborWriter(FieldNames.of("id"));
    SpookyRecord record = SpookyRecord.fromValue(user);
    assertThatThrownBy(() -> nameless.writeInto(record, sink))
        .isInstanceOfSatisfying(
            RecordException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FIELD_NOT_FOUND));
    byte[] broken = SpookyRecord.serialize(user);
    broken[156] = (byte) 0xff; // in the text of id
    RecordCborWriter writer = new RecordCborWriter(new FieldNames().addAll(user));
    assertThatThrownBy(() -> writer.writeInto(SpookyRecord.of(broken), sink))
        .isInstanceOfSatisfying(
            RecordException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_BUFFER));
    assertThat(writer.write(record)).isEqualTo(cbor(user));
  }

  private static byte[] cbor(SpookyValue value) {
    ByteSink out = new ByteSink();
    CborWriter.write(value, out);
    return out.toByteArray();
  }

  /** Nested data of a foreign record, as JSON: by the rules of reads, not of another parser. */
  @Test
  void foreignNestedData_isWrittenAsItReads() {
    FieldNames names = FieldNames.of("x");
    String[][] cases = {
      {"83f0f71bffffffffffffffff", "[null,null,18446744073709551615]"},
      {"a101f97e00", "{\"1\":null}"},
      {"9f7f61616162ff3b8000000000000000ff", "[\"ab\",-9.223372036854776E18]"}
    };
    for (String[] pair : cases) {
      byte[] record = nestedField(HexFormat.of().parseHex(pair[0]));
      assertThat(RecordJsonWriter.write(SpookyRecord.of(record), names))
          .isEqualTo("{\"x\":" + pair[1] + "}");
    }
    byte[] tagged = nestedField(HexFormat.of().parseHex("81c24101"));
    assertThatThrownBy(() -> RecordJsonWriter.write(SpookyRecord.of(tagged), names))
        .isInstanceOfSatisfying(
            RecordException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CBOR_ERROR));
  }

  private static byte[] nestedField(byte[] cbor) {
    byte[] record = new byte[40 + cbor.length];
    record[0] = 1;
    long hash = FieldName.of("x").hash();
    IndexEntries.put(record, 0, hash, 40, cbor.length, Tag.NESTED);
    System.arraycopy(cbor, 0, record, 40, cbor.length);
    return record;
  }
}
