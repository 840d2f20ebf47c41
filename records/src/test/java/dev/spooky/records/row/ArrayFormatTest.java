// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Arrays come back as they were written, and their bytes order as they do. */
class ArrayFormatTest {
  private static final int ROUNDS = 2_000;
  private static final long[] LONGS = {
    0,
    1,
    -1,
    2,
    127,
    -128,
    255,
    256,
    Short.MAX_VALUE,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final double[] DOUBLES = {
    0, -0.0, 1.5, -1.5, Double.NaN, Double.POSITIVE_INFINITY, -1e300, Float.MIN_VALUE
  };
  private static final String[] TEXTS = {
    "", "a", "b", "ab", "a\0", "a\0b", "\0", "\0\0", "ä", "\uD83D\uDE00"
  };

  private static Comparable<?> draw(FieldKind kind, Random random) {
    long number = LONGS[random.nextInt(LONGS.length)];
    return switch (kind) {
      case BOOL -> number & 1;
      case I8 -> (long) (byte) number;
      case I16 -> (long) (short) number;
      case I32 -> (long) (int) number;
      case I64, I128 -> number;
      case F32 -> (double) (float) DOUBLES[random.nextInt(DOUBLES.length)] + 0.0;
      case F64 -> DOUBLES[random.nextInt(DOUBLES.length)] + 0.0;
      case UTF8, BYTES -> TEXTS[random.nextInt(TEXTS.length)];
    };
  }

  private static List<@Nullable Comparable<?>> array(FieldKind kind, Random random) {
    List<@Nullable Comparable<?>> values = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.add(random.nextInt(4) == 0 ? null : draw(kind, random));
    }
    return values;
  }

  private static byte[] encode(FieldKind kind, List<@Nullable Comparable<?>> values) {
    ArrayWriter writer = new ArrayWriter(kind);
    writer.begin();
    for (Comparable<?> value : values) {
      if (value == null) {
        writer.addNull();
      } else if (value instanceof Double real) {
        writer.addDouble(real);
      } else if (value instanceof String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writer.addBytes(utf8, 0, utf8.length);
      } else if (kind == FieldKind.I128) {
        writer.addWide((Long) value >> 63, (Long) value);
      } else {
        writer.addLong((Long) value);
      }
    }
    return Arrays.copyOf(writer.bytes(), writer.length());
  }

  private static @Nullable Comparable<?> value(FieldKind kind, ArrayReader reader) {
    if (reader.isNull()) {
      return null;
    }
    return switch (kind) {
      case BOOL, I8, I16, I32, I64 -> reader.getLong();
      case I128 -> {
        assertThat(reader.getHigh()).isEqualTo(reader.getLong() >> 63);
        yield reader.getLong();
      }
      case F32, F64 -> reader.getDouble();
      case UTF8, BYTES -> {
        reader.findValue();
        yield new String(
            reader.value(), reader.valueStart(), reader.valueLength(), StandardCharsets.UTF_8);
      }
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int compare(@Nullable Comparable<?> a, @Nullable Comparable<?> b) {
    if (a == null || b == null) {
      return Boolean.compare(a == null, b == null);
    } else if (a instanceof String text) {
      byte[] other = ((String) b).getBytes(StandardCharsets.UTF_8);
      return Arrays.compareUnsigned(text.getBytes(StandardCharsets.UTF_8), other);
    }
    return ((Comparable) a).compareTo(b);
  }

  private static int compare(List<@Nullable Comparable<?>> a, List<@Nullable Comparable<?>> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Comparator.<Integer>naturalOrder().compare(a.size(), b.size());
  }

  @ParameterizedTest
  @EnumSource(FieldKind.class)
  void arrays_comeBack_andOrderAsTheirBytes(FieldKind kind) {
    Random random = new Random(7);
    ArrayReader reader = new ArrayReader(kind);
    List<@Nullable Comparable<?>> last = List.of();
    byte[] lastBytes = new byte[0];
    for (int round = 0; round < ROUNDS; round++) {
      List<@Nullable Comparable<?>> values = array(kind, random);
      byte[] bytes = encode(kind, values);
      byte[] padded = new byte[bytes.length + 6];
      Arrays.fill(padded, (byte) -1);
      System.arraycopy(bytes, 0, padded, 3, bytes.length);
      reader.reset(padded, 3, bytes.length);
      List<@Nullable Comparable<?>> read = new ArrayList<>();
      while (reader.next()) {
        read.add(value(kind, reader));
      }
      assertThat(read).as("%s round=%d", kind, round).isEqualTo(values);
      assertThat(reader.count()).isEqualTo(values.size());
      int index = random.nextInt(5) - 1;
      boolean there = index >= 0 && index < values.size();
      assertThat(reader.seek(index)).isEqualTo(there);
      if (there) {
        assertThat(value(kind, reader)).isEqualTo(values.get(index));
      }
      assertThat(Integer.signum(Arrays.compareUnsigned(bytes, lastBytes)))
          .as("%s round=%d: %s, %s", kind, round, values, last)
          .isEqualTo(Integer.signum(compare(values, last)));
      last = values;
      lastBytes = bytes;
    }
  }
}
