// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowWriterTest {
  private static RowLayout.Field field(FieldKind kind, boolean nullable) {
    return new RowLayout.Field(kind, nullable);
  }

  @Test
  void bytes_areThoseOfTheDocumentedFormat() {
    RowLayout layout =
        RowLayout.of(
            List.of(
                field(FieldKind.BOOL, true),
                field(FieldKind.UTF8, true),
                field(FieldKind.I32, false),
                field(FieldKind.I128, false),
                field(FieldKind.I16, true),
                field(FieldKind.BYTES, false)));
    RowWriter writer = new RowWriter(layout);
    writer.begin();
    writer.setBytes(5, new byte[] {9, 8, 7}, 1, 2);
    writer.setBool(0, true);
    writer.setString(1, "é!");
    writer.setWide(3, -2, 5);
    writer.setLong(2, -7);
    assertThat(writer.finish()).isEqualTo(48);
    assertThat(layout.fixedBytes()).isEqualTo(40);
    ByteBuffer expected = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    expected.putLong(5).putLong(-2); // 0: I128
    expected.putInt(40).putInt(3); // 16: UTF8
    expected.putInt(43).putInt(2); // 24: BYTES
    expected.putInt(-7); // 32: I32
    expected.putShort((short) 0); // 36: I16, NULL
    expected.put((byte) 1); // 38: BOOL
    expected.put((byte) 0b100); // 39: null bits of BOOL, UTF8, I16
    expected.put("é!".getBytes(StandardCharsets.UTF_8)).put((byte) 8).put((byte) 7);
    assertThat(Arrays.copyOf(writer.bytes(), 48)).isEqualTo(expected.array());
    assertThat(layout.rowLength(writer.bytes(), 0)).isEqualTo(writer.length());
  }

  @Test
  void settersInAnyOrder_giveTheSameBytes() {
    Random random = new Random(1);
    RowLayout layout =
        RowLayout.of(
            List.of(
                field(FieldKind.UTF8, true),
                field(FieldKind.UTF8, false),
                field(FieldKind.BYTES, true),
                field(FieldKind.I64, true)));
    for (int round = 0; round < 200; round++) {
      List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
      String[] texts = {text(random), text(random), text(random)};
      boolean[] set = {random.nextBoolean(), true, random.nextBoolean(), random.nextBoolean()};
      byte[] first = write(layout, order, texts, set);
      Collections.shuffle(order, random);
      assertThat(write(layout, order, texts, set)).isEqualTo(first);
      assertThat(layout.rowLength(first, 0)).isEqualTo(first.length);
      assertThat(first.length % 8).isZero();
      for (int i = 0; i < 3; i++) {
        FieldSlot slot = layout.slot(i);
        assertThat(slot.isNull(first, 0)).isEqualTo(!set[i]);
        if (set[i]) {
          int start = slot.start(first, 0);
          byte[] value = Arrays.copyOfRange(first, start, start + slot.length(first, 0));
          assertThat(new String(value, StandardCharsets.UTF_8)).isEqualTo(texts[i]);
        }
      }
    }
  }

  private static String text(Random random) {
    return "ab".repeat(random.nextInt(3)) + (random.nextInt(9) == 0 ? "x".repeat(3000) : "");
  }

  private static byte[] write(
      RowLayout layout, List<Integer> order, String[] texts, boolean[] set) {
    RowWriter writer = new RowWriter(layout);
    for (int repeat = 0; repeat < 2; repeat++) { // the second row must not see the first
      writer.begin();
      for (int field : order) {
        if (!set[field]) {
          writer.setNull(field);
        } else if (field == 3) {
          writer.setLong(3, 77);
        } else {
          writer.setString(field, texts[field]);
        }
      }
      writer.finish();
    }
    return Arrays.copyOf(writer.bytes(), writer.length());
  }

  @Test
  void floats_areCanonical() {
    RowLayout layout = RowLayout.of(FieldKind.F64, FieldKind.F32);
    RowWriter a = new RowWriter(layout);
    RowWriter b = new RowWriter(layout);
    a.begin();
    a.setDouble(0, -0.0);
    a.setDouble(1, -0.0);
    b.begin();
    assertThat(a.finish()).isEqualTo(b.finish());
    assertThat(a.bytes()).isEqualTo(b.bytes());
    a.begin();
    a.setDouble(0, Double.longBitsToDouble(0xFFF8000000000123L));
    a.setDouble(1, Float.intBitsToFloat(0xFFC00001));
    b.begin();
    b.setDouble(0, Double.NaN);
    b.setDouble(1, Double.NaN);
    assertThat(a.finish()).isEqualTo(b.finish());
    assertThat(a.bytes()).isEqualTo(b.bytes());
  }

  @Test
  void unsetNotNullText_isTheEmptyText() {
    RowLayout layout = RowLayout.of(FieldKind.UTF8, FieldKind.UTF8);
    RowWriter unset = new RowWriter(layout);
    unset.begin();
    unset.setString(0, "abc");
    unset.finish();
    RowWriter empty = new RowWriter(layout);
    empty.begin();
    empty.setString(0, "abc");
    empty.setString(1, "");
    empty.finish();
    int length = unset.length();
    assertThat(Arrays.copyOf(unset.bytes(), length))
        .isEqualTo(Arrays.copyOf(empty.bytes(), length));
  }

  @Test
  void nullInNotNullField_isRefused() {
    RowWriter writer = new RowWriter(RowLayout.of(FieldKind.I64));
    writer.begin();
    assertThatThrownBy(() -> writer.setNull(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
