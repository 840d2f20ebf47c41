// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.zset.Delta;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Rows as plain lists, for tests: BOOL is a Boolean, integers are Longs, I128 a BigInteger, floats
 * are Doubles, UTF8 a String, BYTES a String of bytes, NULL is null. Makes them at random, from
 * domains so small that keys meet and changes cancel, and packs and unpacks them.
 */
public final class Rows {
  private static final String[] STRINGS = {
    "", "a", "ab", "prefix__", "prefix__1", "prefix__2", "prefix__\0", "é", "\uD83D\uDE00"
  };
  private static final String[] BLOBS = {"", "\0", "\0\0", "\u00FF", "\u0080A", "12345678\u00FF"};
  private static final long[] EDGES = {Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40, -1L << 33, 200};
  private static final double[] DOUBLES = {
    0.0,
    1.5,
    -1.5,
    0.1,
    1e300,
    -1e300,
    Double.MIN_VALUE,
    1e-310,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  private Rows() {}

  /** A layout of 1 to {@code most} fields. */
  public static RowLayout layout(Random random, int most) {
    List<RowLayout.Field> fields = new ArrayList<>();
    int size = 1 + random.nextInt(most);
    FieldKind[] kinds = FieldKind.values();
    for (int i = 0; i < size; i++) {
      FieldKind kind = random.nextInt(3) == 0 ? FieldKind.I64 : kinds[random.nextInt(10)];
      fields.add(new RowLayout.Field(kind, random.nextInt(3) == 0));
    }
    return RowLayout.of(fields);
  }

  /** A row of {@code layout}. */
  public static List<Object> row(Random random, RowLayout layout) {
    List<Object> row = new ArrayList<>();
    for (RowLayout.Field field : layout.fields()) {
      boolean isNull = field.nullable() && random.nextInt(4) == 0;
      row.add(isNull ? null : value(random, field.kind()));
    }
    return row;
  }

  static Object value(Random random, FieldKind kind) {
    return switch (kind) {
      case BOOL -> random.nextBoolean();
      case I8 -> (long) (byte) integer(random);
      case I16 -> (long) (short) integer(random);
      case I32 -> (long) (int) integer(random);
      case I64 -> integer(random);
      case F32 -> (double) (float) floating(random);
      case F64 -> floating(random);
      case I128 -> BigInteger.valueOf(integer(random)).multiply(BigInteger.valueOf(1L << 50));
      case UTF8 -> STRINGS[random.nextInt(STRINGS.length)];
      case BYTES -> BLOBS[random.nextInt(BLOBS.length)];
    };
  }

  private static long integer(Random random) {
    return random.nextInt(12) == 0 ? EDGES[random.nextInt(EDGES.length)] : random.nextInt(5) - 1;
  }

  private static double floating(Random random) {
    return random.nextBoolean() ? random.nextInt(3) : DOUBLES[random.nextInt(DOUBLES.length)];
  }

  /** Packs a row. */
  public static void write(RowWriter writer, List<Object> row) {
    writer.begin();
    for (int i = 0; i < row.size(); i++) {
      writeField(writer, i, row.get(i));
    }
    writer.finish();
  }

  private static void writeField(RowWriter writer, int i, Object value) {
    switch (writer.layout().fields().get(i).kind()) {
      case BOOL -> {
        if (value != null) {
          writer.setBool(i, (Boolean) value);
        }
      }
      case I8, I16, I32, I64 -> {
        if (value != null) {
          writer.setLong(i, (Long) value);
        }
      }
      case F32, F64 -> {
        if (value != null) {
          writer.setDouble(i, (Double) value);
        }
      }
      case I128 -> {
        if (value instanceof BigInteger wide) {
          writer.setWide(i, wide.shiftRight(64).longValue(), wide.longValue());
        }
      }
      case UTF8 -> {
        if (value != null) {
          writer.setString(i, (String) value);
        }
      }
      case BYTES -> {
        if (value != null) {
          byte[] bytes = ((String) value).getBytes(StandardCharsets.ISO_8859_1);
          writer.setBytes(i, bytes, 0, bytes.length);
        }
      }
    }
  }

  /** The canonical bytes of a row. */
  public static byte[] pack(RowLayout layout, List<Object> row) {
    RowWriter writer = new RowWriter(layout);
    write(writer, row);
    return Arrays.copyOf(writer.bytes(), writer.length());
  }

  /** Unpacks a row. */
  public static List<Object> read(RowLayout layout, byte[] bytes, int row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < layout.size(); i++) {
      FieldSlot slot = layout.slot(i);
      values.add(slot.isNull(bytes, row) ? null : readField(slot, bytes, row));
    }
    return values;
  }

  private static Object readField(FieldSlot slot, byte[] bytes, int row) {
    return switch (slot.kind()) {
      case BOOL -> slot.getBool(bytes, row);
      case I8, I16, I32, I64 -> slot.getLong(bytes, row);
      case F32, F64 -> slot.getDouble(bytes, row);
      case I128 ->
          BigInteger.valueOf(slot.getHigh(bytes, row))
              .shiftLeft(64)
              .add(new BigInteger(Long.toUnsignedString(slot.getLong(bytes, row))));
      case UTF8, BYTES ->
          new String(
              bytes,
              slot.start(bytes, row),
              slot.length(bytes, row),
              slot.kind() == FieldKind.UTF8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    };
  }

  /** The meaning of a delta. */
  public static PlainZSet plain(Delta delta) {
    PlainZSet plain = new PlainZSet();
    for (int i = 0; i < delta.count(); i++) {
      plain.add(read(delta.layout(), delta.bytes(), delta.offset(i)), delta.weight(i));
    }
    return plain;
  }

  /** A delta that means {@code plain}. */
  public static Delta delta(RowLayout layout, PlainZSet plain) {
    Delta delta = new Delta(layout);
    RowWriter writer = new RowWriter(layout);
    plain.forEach(
        (row, weight) -> {
          write(writer, row);
          delta.add(writer, weight);
        });
    return delta;
  }

  /** How a row order sees two values: NaN greatest, strings as unsigned UTF-8. */
  public static int compare(Object a, Object b) {
    if (a instanceof String s) {
      return Arrays.compareUnsigned(
          s.getBytes(StandardCharsets.UTF_8), ((String) b).getBytes(StandardCharsets.UTF_8));
    }
    if (a instanceof Boolean bool) {
      return Boolean.compare(bool, (Boolean) b);
    }
    if (a instanceof Double number) {
      return Double.compare(number, (Double) b);
    }
    return a instanceof Long integer
        ? Long.compare(integer, (Long) b)
        : ((BigInteger) a).compareTo((BigInteger) b);
  }
}
