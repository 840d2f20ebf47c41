// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.spooky.records.FieldNames;
import dev.spooky.records.RandomValues;
import dev.spooky.records.RecordBuilder;
import dev.spooky.records.RecordCborReader;
import dev.spooky.records.RecordCheck;
import dev.spooky.records.Samples;
import dev.spooky.records.SpookyRecord;
import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.cbor.CborWriter;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.error.RecordException.Kind;
import dev.spooky.records.value.SpookyNumber;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  private final ObjectMapper mapper = new ObjectMapper();

  @ParameterizedTest
  @CsvSource({
    "1, I64",
    "-9223372036854775808, I64",
    "9223372036854775807, I64",
    "9223372036854775808, U64",
    "18446744073709551615, U64",
    "18446744073709551616, F64",
    "-9223372036854775809, F64",
    "1.0, F64",
    "1e2, F64",
    "-0, I64",
    "-0.0, F64"
  })
  void numbers_keepTheirKind(String json, SpookyValue.Kind kind) throws IOException {
    SpookyNumber parsed = (SpookyNumber) JsonValues.parse(json);
    assertThat(parsed.kind()).isEqualTo(kind);
    assertThat(parsed.toDouble()).isEqualTo(Double.parseDouble(json));
    SpookyValue fromTree = JsonValues.fromNode(mapper.readTree(json));
    assertThat(fromTree).isEqualTo(parsed);
    assertThat(fromTree.kind()).isEqualTo(kind);
    ByteSink sink = new ByteSink();
    new JsonRecords().parseInto(utf8("{\"x\":" + json + ",\"n\":[" + json + "]}"), sink);
    SpookyValue field = SpookyRecord.of(sink).getField("x");
    assertThat(field).isEqualTo(parsed);
    assertThat(field == null ? null : field.kind()).isEqualTo(kind);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\":",
        "{\"a\":1,}",
        "{\"a\":1}}",
        "{\"a\":1} 2",
        "{\"a\":[1}",
        "{\"a\":1e999}",
        "{\"a\":[1e999]}",
        "{\"a\":1%s}",
        "{\"a\":[-1%s]}",
        "{\"a\":NaN}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":[\"\\udc00\"]}",
        "nul"
      })
  void malformedText_isOurError(String pattern) {
    String json = pattern.replace("%s", "0".repeat(400));
    assertThatThrownBy(() -> JsonValues.parse(json)).isInstanceOf(RecordException.class);
    JsonRecords reader = new JsonRecords();
    ByteSink sink = new ByteSink();
    assertThatThrownBy(() -> reader.parseInto(utf8(json), sink))
        .isInstanceOf(RecordException.class);
    assertThat(reader.parseInto(utf8("{\"a\":1}"), sink)).isEqualTo(1);
    assertThat(SpookyRecord.of(sink).getI64("a", 0)).isEqualTo(1);
  }

  @Test
  void onlyObjects_becomeRecords() {
    for (String json : new String[] {"[]", "1", "null", "\"x\""}) {
      assertThatThrownBy(() -> new JsonRecords().parseInto(utf8(json), new ByteSink()))
          .isInstanceOfSatisfying(
              RecordException.class,
              e -> assertThat(e.kind()).isEqualTo(Kind.SERIALIZATION_NOT_OBJECT));
    }
  }

  @Test
  void tree_ofANumberBeyondDoubles_isOurError() {
    BigInteger integer = BigInteger.TEN.pow(400);
    JsonNode[] nodes = {
      mapper.getNodeFactory().numberNode(integer),
      mapper.getNodeFactory().numberNode(integer.negate()),
      mapper.getNodeFactory().numberNode(new BigDecimal(integer).add(new BigDecimal("0.5")))
    };
    for (JsonNode node : nodes) {
      assertThatThrownBy(() -> JsonValues.fromNode(node))
          .isInstanceOfSatisfying(
              RecordException.class, e -> assertThat(e.kind()).isEqualTo(Kind.JSON_ERROR));
    }
    assertThat(JsonValues.fromNode(mapper.getNodeFactory().numberNode(Double.NEGATIVE_INFINITY)))
        .isEqualTo(SpookyValue.of(Double.NEGATIVE_INFINITY));
  }

  /** Jackson's own CBOR parser and generator, on what has a counterpart among the values. */
  @Test
  void cborThroughJackson_sameRecord() throws IOException {
    SpookyObject user = Samples.benchmarkUser();
    CBORFactory factory = new CBORFactory();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator = factory.createGenerator(out)) {
      JsonValues.write(user, generator);
    }
    FieldNames names = new FieldNames().addAll(user);
    ByteArrayOutputStream streamed = new ByteArrayOutputStream();
    try (JsonGenerator generator = factory.createGenerator(streamed)) {
      RecordJsonWriter.write(SpookyRecord.fromValue(user), names, generator);
    }
    ByteSink sink = new ByteSink();
    for (byte[] document : new byte[][] {out.toByteArray(), streamed.toByteArray()}) {
      try (JsonParser parser = factory.createParser(document)) {
        new JsonRecords().readInto(parser, sink);
      }
      assertThat(sink.toByteArray()).isEqualTo(SpookyRecord.serialize(user));
      new RecordCborReader().readInto(document, 0, document.length, sink);
      assertThat(sink.toByteArray()).isEqualTo(SpookyRecord.serialize(user));
      try (JsonParser parser = factory.createParser(document)) {
        parser.nextToken();
        assertThat(JsonValues.read(parser)).isEqualTo(user);
      }
    }
  }

  @Test
  void nonFinite_isWrittenAsNull() {
    SpookyObject object =
        SpookyObject.builder().put("a", Double.NaN).put("b", Double.NEGATIVE_INFINITY).build();
    assertThat(JsonValues.write(object)).isEqualTo("{\"a\":null,\"b\":null}");
    assertThat(JsonValues.toNode(object)).hasToString("{\"a\":null,\"b\":null}");
    SpookyObject nested = SpookyObject.builder().put("o", object).build();
    String json =
        RecordJsonWriter.write(SpookyRecord.fromValue(nested), new FieldNames().addAll(nested));
    assertThat(json).isEqualTo("{\"o\":{\"a\":null,\"b\":null}}");
  }

  @Test
  void benchmarkUser_throughTextAndBack() throws IOException {
    SpookyObject user = Samples.benchmarkUser();
    String json = JsonValues.write(user);
    assertThat(JsonValues.parse(json)).isEqualTo(user);
    assertThat(mapper.readTree(json))
        .isEqualTo(mapper.readTree(JsonValues.toNode(user).toString()));
    FieldNames names = new FieldNames();
    ByteSink sink = new ByteSink();
    assertThat(new JsonRecords(new RecordBuilder(), names).parseInto(utf8(json), sink))
        .isEqualTo(12);
    assertThat(sink.toByteArray()).isEqualTo(SpookyRecord.serialize(user));
    String written = RecordJsonWriter.write(SpookyRecord.of(sink), names);
    assertThat(mapper.readTree(written)).isEqualTo(mapper.readTree(json));
  }

  @Test
  void randomObjects_streamTheSameRecordAsTheTree() throws IOException {
    Random random = new Random(12);
    JsonRecords reader = new JsonRecords();
    RecordCborReader cbor = new RecordCborReader();
    ByteSink sink = new ByteSink();
    ByteSink document = new ByteSink();
    for (int round = 0; round < 5000; round++) {
      SpookyObject object = RandomValues.object(random, 40);
      String json = JsonValues.write(object);
      SpookyValue viaText = JsonValues.parse(json);
      reader.parseInto(utf8(json), sink);
      assertThat(sink.toByteArray()).as(json).isEqualTo(SpookyRecord.serialize(viaText));
      assertThat(JsonValues.fromNode(JsonValues.toNode(object))).as(json).isEqualTo(viaText);
      assertThat(JsonValues.fromNode(mapper.readTree(json))).as(json).isEqualTo(viaText);
      document.clear();
      CborWriter.write(object, document);
      cbor.readInto(document.array(), 0, document.size(), sink);
      SpookyObject back = SpookyRecord.of(sink).toValue(new FieldNames().addAll(object));
      assertThat(back).as("round=%d", round).isEqualTo(object);
    }
  }

  @Test
  void laterDuplicateWins_andManyDocumentsComeFromOneParser() throws IOException {
    JsonRecords reader = new JsonRecords();
    ByteSink sink = new ByteSink();
    String text = "{\"a\":1,\"a\":{\"z\":1,\"b\":2,\"z\":3}} {\"b\":2}";
    try (JsonParser parser = mapper.createParser(text)) {
      assertThat(reader.readInto(parser, sink)).isEqualTo(1);
      assertThat(SpookyRecord.of(sink).getField("a"))
          .isEqualTo(SpookyObject.builder().put("b", 2).put("z", 3).build());
      parser.nextToken();
      assertThat(reader.readInto(parser, sink)).isEqualTo(1);
      assertThat(SpookyRecord.of(sink).getI64("b", 0)).isEqualTo(2);
    }
  }

  @Test
  void brokenCbor_isOurError() {
    Random random = new Random(13);
    RecordCborReader cbor = new RecordCborReader();
    ByteSink document = new ByteSink();
    ByteSink sink = new ByteSink();
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      document.clear();
      CborWriter.write(RandomValues.object(random, 6), document);
      byte[] bytes = document.toByteArray();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      try {
        cbor.readInto(bytes, 0, bytes.length, sink);
        RecordCheck.strict(sink.array(), 0, sink.size());
      } catch (RecordException expected) {
        refused++;
      }
    }
    assertThat(refused).isBetween(2000, 19_000);
  }
}
