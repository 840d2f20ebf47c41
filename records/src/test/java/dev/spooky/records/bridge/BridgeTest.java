// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.records.ChangeDetector.Change;
import dev.spooky.records.RecordCheck;
import dev.spooky.records.SpookyRecord;
import dev.spooky.records.TemplateWriter;
import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.error.RecordException.Kind;
import dev.spooky.records.json.JsonValues;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowLayout.Field;
import dev.spooky.records.row.RowWriter;
import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BridgeTest {
  /** One nullable column of every kind, and three decimals. */
  private static DocumentLayout everyKind() {
    List<Field> fields = new ArrayList<>();
    List<DocumentLayout.Column> columns = new ArrayList<>();
    for (FieldKind kind : FieldKind.values()) {
      fields.add(new Field(kind, true));
      columns.add(DocumentLayout.Column.of(kind.name()));
    }
    for (FieldKind kind : new FieldKind[] {FieldKind.I64, FieldKind.I128, FieldKind.I32}) {
      fields.add(new Field(kind, true));
      columns.add(new DocumentLayout.Column(FieldName.of("dec" + kind), 2));
    }
    return new DocumentLayout(RowLayout.of(fields), columns);
  }

  private static SpookyRecord record(String json) {
    return SpookyRecord.fromValue(JsonValues.parse(json));
  }

  @Test
  void document_toRowAndBack() {
    SpookyObject.Builder builder = SpookyObject.builder();
    builder.put("BOOL", true).put("I8", -128).put("I16", 32767).put("I32", -5).put("I64", 1L << 60);
    builder.put("F32", 0.5).put("F64", 1e300).put("UTF8", "grüße").put("BYTES", "AAEC/w==");
    builder.put("I128", "-170141183460469231731687303715884105728");
    builder.put("decI64", "12.50").put("decI128", "-0.01").put("decI32", "7.00");
    SpookyObject document = builder.build();
    DocumentLayout layout = everyKind();
    RowWriter row = new RecordToRow(layout).pack(SpookyRecord.fromValue(document));
    ByteSink sink = new ByteSink();
    new RowToRecord(layout).write(row.bytes(), 0, sink);
    RecordCheck.strict(sink.array(), 0, sink.size());
    assertThat(sink.toByteArray()).isEqualTo(SpookyRecord.serialize(document));
    assertThat(layout.slot("I16").getLong(row.bytes(), 0)).isEqualTo(32767);
    assertThat(layout.slot("decI64").getLong(row.bytes(), 0)).isEqualTo(1250);
    assertThat(layout.slot("decI128").getHigh(row.bytes(), 0)).isEqualTo(-1);
    assertThat(layout.slot("BYTES").length(row.bytes(), 0)).isEqualTo(4);
  }

  @Test
  void absentAndNullFields_areNullColumns() {
    DocumentLayout layout = everyKind();
    RowWriter row = new RecordToRow(layout).pack(record("{\"UTF8\":null,\"other\":1}"));
    ByteSink sink = new ByteSink();
    new RowToRecord(layout).write(row.bytes(), 0, sink);
    SpookyRecord back = SpookyRecord.of(sink);
    assertThat(back.fieldCount()).isEqualTo(13);
    for (int i = 0; i < 13; i++) {
      assertThat(layout.layout().slot(i).isNull(row.bytes(), 0)).isTrue();
      assertThat(back.getFieldIn(i)).isEqualTo(SpookyValue.nullValue());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BOOL | 1", "I8 | 128", "I8 | -129", "I16 | 1.5", "I32 | 2147483648",
            "I64 | 9223372036854775808",
        "I64 | \"7\"", "I64 | true", "I128 | 1e39", "I128 | 0.5", "I128 | \"x\"", "F64 | \"1\"",
        "F32 | true", "UTF8 | 1", "BYTES | \"*\"", "BYTES | 1", "decI64 | 0.125",
            "decI64 | \"1e17\"",
        "decI128 | \"0.001\"", "decI32 | 21474836.48", "I64 | [1]", "decI64 | \"1e999999999\""
      })
  void whatDoesNotFit_isRefusedByName(String column, String json) {
    RecordToRow packer = new RecordToRow(everyKind());
    assertThatThrownBy(() -> packer.pack(record("{\"" + column + "\":" + json + "}")))
        .isInstanceOfSatisfying(
            RecordException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ROW_MISMATCH))
        .hasMessageContaining("\"" + column + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I8 | 127 | 127",
        "I16 | 7.0 | 7",
        "I64 | -9223372036854775808 | -9223372036854775808",
        "I128 | 18446744073709551615 | 18446744073709551615",
        "I128 | 1e20 | \"100000000000000000000\"",
        "I128 | 5 | 5",
        "F64 | 3 | 3.0",
        "F32 | 0.1 | 0.10000000149011612",
        "decI64 | 3 | \"3.00\"",
        "decI64 | 0.1 | \"0.10\"",
        "decI64 | \"-92233720368547758.08\" | \"-92233720368547758.08\"",
        "UTF8 | [1,{\"a\":null}] | \"[1,{\\\"a\\\":null}]\""
      })
  void whatFits_isConverted(String column, String json, String expected) {
    DocumentLayout layout = everyKind();
    RowWriter row = new RecordToRow(layout).pack(record("{\"" + column + "\":" + json + "}"));
    ByteSink sink = new ByteSink();
    new RowToRecord(layout).write(row.bytes(), 0, sink);
    SpookyValue back = SpookyRecord.of(sink).getField(column);
    SpookyValue wanted = JsonValues.parse(expected);
    assertThat(back).isEqualTo(wanted);
    assertThat(back == null ? null : back.kind()).isEqualTo(wanted.kind());
  }

  @Test
  void notNullColumn_wantsAValue() {
    DocumentLayout layout = DocumentLayout.of(RowLayout.of(FieldKind.I64), "n");
    RecordToRow packer = new RecordToRow(layout);
    for (String json : new String[] {"{}", "{\"n\":null}"}) {
      assertThatThrownBy(() -> packer.pack(record(json))).hasMessageContaining("\"n\"");
    }
    assertThat(packer.pack(record("{\"n\":4}")).length()).isEqualTo(8);
    assertThatThrownBy(() -> layout.slot("m")).isInstanceOf(RecordException.class);
  }

  @Test
  void columnSlot_readsRowsAndDocumentsAlike() {
    DocumentLayout layout = everyKind();
    ColumnSlot number = ColumnSlot.resolve(layout, "I64");
    ColumnSlot real = ColumnSlot.resolve(layout, "F64");
    ColumnSlot flag = ColumnSlot.resolve(layout, "BOOL");
    ColumnSlot text = ColumnSlot.resolve(layout, "UTF8");
    RecordToRow packer = new RecordToRow(layout);
    Random random = new Random(31);
    for (int i = 0; i < 1000; i++) {
      SpookyObject.Builder document = SpookyObject.builder();
      for (String extra : new String[] {"x", "y", "z"}) {
        if (random.nextBoolean()) {
          document.put(extra, i);
        }
      }
      if (random.nextInt(5) > 0) {
        document.put("I64", random.nextLong()).put("F64", random.nextDouble());
        document.put("BOOL", random.nextBoolean()).put("UTF8", "t" + random.nextInt(1000));
      }
      SpookyRecord record = SpookyRecord.fromValue(document.build());
      byte[] row = packer.pack(record).bytes();
      assertThat(number.getI64(row, 0, 1)).isEqualTo(number.getI64(record, 1));
      assertThat(real.getF64(row, 0, 1)).isEqualTo(real.getF64(record, 1));
      assertThat(flag.getBool(row, 0, true)).isEqualTo(flag.getBool(record, true));
      assertThat(text.getStr(row, 0)).isEqualTo(text.getStr(record));
    }
  }

  @Test
  void changes_againstTheStoredRow() {
    RowLayout rows =
        RowLayout.of(List.of(new Field(FieldKind.I64, true), new Field(FieldKind.UTF8, true)));
    DocumentLayout layout = DocumentLayout.of(rows, "version", "content_hash");
    RowWriter stored =
        new RecordToRow(layout).pack(record("{\"version\":3,\"content_hash\":\"ab\"}"));
    RowChangeDetector detector = new RowChangeDetector(layout, "version", "content_hash");
    String[] incoming = {
      "{\"version\":3,\"content_hash\":\"ab\",\"body\":1}",
      "{\"version\":4,\"content_hash\":\"ab\"}",
      "{\"version\":4,\"content_hash\":\"abc\"}",
      "{\"version\":3}"
    };
    Change[] expected = {Change.NONE, Change.VERSION_ONLY, Change.CONTENT, Change.CONTENT};
    for (int i = 0; i < incoming.length; i++) {
      assertThat(detector.compare(stored.bytes(), 0, record(incoming[i]))).isEqualTo(expected[i]);
    }
    RowWriter bare = new RecordToRow(layout).pack(record("{\"version\":3}"));
    assertThat(detector.compare(bare.bytes(), 0, record("{\"version\":3}")))
        .isEqualTo(Change.UNKNOWN);
  }

  @Test
  void change_ofAVersionThatIsMissingOrNoInteger() {
    RowLayout rows =
        RowLayout.of(List.of(new Field(FieldKind.I64, true), new Field(FieldKind.UTF8, true)));
    DocumentLayout layout = DocumentLayout.of(rows, "version", "hash");
    RowChangeDetector detector = new RowChangeDetector(layout, "version", "hash");
    byte[] none = new RecordToRow(layout).pack(record("{\"hash\":\"h\"}")).bytes();
    byte[] least =
        new RecordToRow(layout)
            .pack(record("{\"version\":-9223372036854775808,\"hash\":\"h\"}"))
            .bytes();
    String[] without = {"{\"hash\":\"h\"}", "{\"version\":null,\"hash\":\"h\"}"};
    for (String incoming : without) {
      assertThat(detector.compare(none, 0, record(incoming))).isEqualTo(Change.NONE);
      assertThat(detector.compare(least, 0, record(incoming))).isEqualTo(Change.VERSION_ONLY);
    }
    for (String version : new String[] {"\"1\"", "1.0", "-9223372036854775808"}) {
      SpookyRecord incoming = record("{\"version\":" + version + ",\"hash\":\"h\"}");
      assertThat(detector.compare(none, 0, incoming)).isEqualTo(Change.VERSION_ONLY);
      assertThat(detector.compare(least, 0, incoming))
          .isEqualTo(version.startsWith("-") ? Change.NONE : Change.VERSION_ONLY);
    }
  }

  @Test
  void rowAnywhereInAnArray_becomesTheSameDocument() {
    DocumentLayout layout = everyKind();
    SpookyRecord document =
        record("{\"I32\":7,\"UTF8\":\"grüße\",\"BYTES\":\"AAEC\",\"decI128\":\"-1.50\"}");
    RowWriter row = new RecordToRow(layout).pack(document);
    byte[] wide = new byte[row.length() + 48];
    Arrays.fill(wide, (byte) 0x5a);
    System.arraycopy(row.bytes(), 0, wide, 24, row.length());
    ByteSink near = new ByteSink();
    ByteSink far = new ByteSink();
    RowToRecord writer = new RowToRecord(layout);
    writer.write(row.bytes(), 0, near);
    writer.write(wide, 24, far);
    assertThat(far.toByteArray()).isEqualTo(near.toByteArray());
    assertThat(SpookyRecord.of(far).getStr("UTF8")).isEqualTo("grüße");
  }

  @Test
  void equalNumbers_makeEqualRows() {
    DocumentLayout layout = DocumentLayout.of(RowLayout.of(FieldKind.F64, FieldKind.F32), "d", "f");
    RecordToRow packer = new RecordToRow(layout);
    double[][] pairs = {{0.0, -0.0}, {Double.NaN, Double.longBitsToDouble(0xfff8_0000_dead_beefL)}};
    for (double[] pair : pairs) {
      byte[][] packed = new byte[2][];
      for (int i = 0; i < 2; i++) {
        SpookyObject object = SpookyObject.builder().put("d", pair[i]).put("f", pair[i]).build();
        RowWriter row = packer.pack(SpookyRecord.fromValue(object));
        packed[i] = Arrays.copyOf(row.bytes(), row.length());
      }
      assertThat(packed[0]).isEqualTo(packed[1]);
    }
  }

  @Test
  void template_refusesANameTwice() {
    List<FieldName> names = Arrays.asList(FieldName.of("a"), FieldName.of("a"));
    assertThatThrownBy(() -> new TemplateWriter(names)).isInstanceOf(RecordException.class);
  }
}
