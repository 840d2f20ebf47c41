// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.bytes.NaiveXxHash64;
import dev.spooky.records.value.SpookyArray;
import dev.spooky.records.value.SpookyBool;
import dev.spooky.records.value.SpookyNumber;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyString;
import dev.spooky.records.value.SpookyValue;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** The format once more, in the plainest way: the reference for writers and changes in place. */
final class NaiveRecord {
  private NaiveRecord() {}

  private static final class Data {
    final int tag;
    final byte[] bytes;

    Data(int tag, byte[] bytes) {
      this.tag = tag;
      this.bytes = bytes;
    }
  }

  static byte[] encode(SpookyObject object) {
    TreeMap<Long, Data> fields = new TreeMap<>(Long::compareUnsigned);
    for (int i = 0; i < object.size(); i++) {
      byte[] name = object.nameAt(i).text().getBytes(StandardCharsets.UTF_8);
      fields.put(NaiveXxHash64.hash(name, 0), data(object.valueAt(i)));
    }
    int size = 20 + 20 * fields.size();
    for (Data data : fields.values()) {
      size += data.bytes.length;
    }
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(fields.size()).position(20);
    int[] offset = {20 + 20 * fields.size()};
    fields.forEach(
        (hash, data) -> {
          out.putLong(hash).putInt(offset[0]).putInt(data.bytes.length).putInt(data.tag);
          offset[0] += data.bytes.length;
        });
    fields.values().forEach(data -> out.put(data.bytes));
    return out.array();
  }

  private static Data data(SpookyValue value) {
    return switch (value.kind()) {
      case NULL -> new Data(0, new byte[0]);
      case BOOL -> new Data(1, new byte[] {(byte) (((SpookyBool) value).value() ? 1 : 0)});
      case I64 -> new Data(2, eight(((SpookyNumber) value).toLongBits()));
      case U64 -> new Data(6, eight(((SpookyNumber) value).toLongBits()));
      case F64 -> new Data(3, eight(Double.doubleToRawLongBits(((SpookyNumber) value).toDouble())));
      case STR -> new Data(4, ((SpookyString) value).text().getBytes(StandardCharsets.UTF_8));
      case ARRAY, OBJECT -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        cbor(value, out);
        yield new Data(5, out.toByteArray());
      }
    };
  }

  private static byte[] eight(long bits) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(bits).array();
  }

  private static void cbor(SpookyValue value, ByteArrayOutputStream out) {
    switch (value.kind()) {
      case NULL -> out.write(0xf6);
      case BOOL -> out.write(((SpookyBool) value).value() ? 0xf5 : 0xf4);
      case I64, U64 -> {
        long bits = ((SpookyNumber) value).toLongBits();
        boolean negative = value.kind() == SpookyValue.Kind.I64 && bits < 0;
        head(negative ? 1 : 0, negative ? -1 - bits : bits, out);
      }
      case F64 -> {
        out.write(0xfb);
        double number = ((SpookyNumber) value).toDouble();
        out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
      }
      case STR -> text(((SpookyString) value).text(), out);
      case ARRAY -> {
        head(4, ((SpookyArray) value).size(), out);
        ((SpookyArray) value).asList().forEach(item -> cbor(item, out));
      }
      case OBJECT -> {
        SpookyObject object = (SpookyObject) value;
        head(5, object.size(), out);
        for (int i = 0; i < object.size(); i++) {
          text(object.nameAt(i).text(), out);
          cbor(object.valueAt(i), out);
        }
      }
    }
  }

  private static void text(String text, ByteArrayOutputStream out) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    head(3, utf8.length, out);
    out.writeBytes(utf8);
  }

  private static void head(int major, long argument, ByteArrayOutputStream out) {
    int width = 0;
    if (Long.compareUnsigned(argument, 24) < 0) {
      out.write(major << 5 | (int) argument);
      return;
    }
    while (width < 3 && argument >>> (8 << width) != 0) {
      width++;
    }
    out.write(major << 5 | (24 + width));
    for (int i = (1 << width) - 1; i >= 0; i--) {
      out.write((int) (argument >>> (8 * i)));
    }
  }
}
