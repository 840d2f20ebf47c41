// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.cbor.CborReader;
import dev.spooky.records.cbor.CborWriter;
import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The bytes that the format prescribes, worked out apart from this implementation. */
final class GoldenVectorsTest {
  private static final String RESERVED = "00".repeat(16);
  private static final String SIX_FIELDS =
      "06000000"
          + RESERVED
          + "d456c310de1aad46 8c000000 08000000 02000000"
          + "707fddeb5907744d 94000000 08000000 03000000"
          + "26df60157b238c5a 9c000000 08000000 04000000"
          + "12589c084ca32167 a4000000 01000000 01000000"
          + "6dfd794a2e7b5f6c a5000000 05000000 04000000"
          + "7f673473d11cf277 aa000000 08000000 06000000"
          + "1e00000000000000 0000000000e05840 757365723a313233 01 416c696365 2a00000000000000";

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static void expect(SpookyObject object, String spacedHex) {
    assertThat(hex(SpookyRecord.serialize(object))).isEqualTo(spacedHex.replace(" ", ""));
  }

  @Test
  void emptyObject() {
    expect(SpookyObject.EMPTY, "00".repeat(20));
    assertThat(SpookyRecordMut.empty().toByteArray()).isEqualTo(new byte[20]);
  }

  @Test
  void nullField() {
    expect(
        SpookyObject.builder().put("x", SpookyValue.nullValue()).build(),
        "01000000" + RESERVED + "2311048396c0805c 28000000 00000000 00 000000");
  }

  @Test
  void negativeInteger() {
    expect(
        SpookyObject.builder().put("n", -999).build(),
        "01000000" + RESERVED + "7eb47626ff977301 28000000 08000000 02 000000 19fcffffffffffff");
  }

  @Test
  void fourFields() {
    expect(
        SpookyObject.builder().put("a", "alpha").put("b", 1).put("c", 2.0).put("d", true).build(),
        "04000000"
            + RESERVED
            + "e4147d90f2d80050 64000000 01000000 01 000000"
            + "9b9ff31aa12a4578 65000000 08000000 02 000000"
            + "ed5706c444d1daa3 6d000000 08000000 03 000000"
            + "5b6e8ca9f1c44ed2 75000000 05000000 04 000000"
            + "01 0100000000000000 0000000000000040 616c706861");
  }

  @Test
  void sixFields_andAfterALongerName() {
    expect(Samples.flatUser(), SIX_FIELDS);
    SpookyRecordMut record = SpookyRecordMut.fromValue(Samples.flatUser());
    assertThat(record.byteLength()).isEqualTo(178);
    record.setStr("name", "Alexander");
    assertThat(record.byteLength()).isEqualTo(182);
    assertThat(hex(record.toByteArray()))
        .isEqualTo(
            SIX_FIELDS
                .replace("a5000000 05000000", "a5000000 09000000")
                .replace("aa000000 08000000", "ae000000 08000000")
                .replace("416c696365", hex("Alexander".getBytes(StandardCharsets.US_ASCII)))
                .replace(" ", ""));
  }

  @Test
  void benchmarkRecord_532Bytes() {
    byte[] record = SpookyRecord.serialize(Samples.benchmarkUser());
    assertThat(record).hasSize(532);
    assertThat(Blake3.hex(record))
        .isEqualTo("a44323c4cbbfd062e3827735bfde969b74d9b1e2a713621679a72d501f10370d");
    String[] layout = {
      "deleted 260/1/1", "profile 261/122/5", "age 383/8/2", "count 391/8/2", "score 399/8/3",
      "metadata 407/0/0", "id 407/11/4", "active 418/1/1", "name 419/5/4", "history 424/60/5",
      "mixed_array 484/23/5", "tags 507/25/5"
    };
    SpookyRecord view = SpookyRecord.of(record);
    for (int i = 0; i < layout.length; i++) {
      FieldSlot slot = view.slotIn(i);
      String name = layout[i].substring(0, layout[i].indexOf(' '));
      assertThat(slot.nameHash()).isEqualTo(FieldName.of(name).hash());
      assertThat(name + " " + slot.offset() + "/" + slot.length() + "/" + slot.tag())
          .isEqualTo(layout[i]);
    }
  }

  @Test
  void benchmarkPayload_347BytesOfCbor() {
    ByteSink sink = new ByteSink();
    CborWriter.write(Samples.benchmarkUser(), sink);
    assertThat(sink.size()).isEqualTo(347);
    assertThat(CborReader.readDocument(sink.array(), 0, sink.size()))
        .isEqualTo(Samples.benchmarkUser());
  }

  @Test
  void referenceHash_ownVectors() {
    assertThat(Blake3.hex(new byte[0]))
        .isEqualTo("af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262");
    assertThat(Blake3.hex("abc".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85");
  }
}
