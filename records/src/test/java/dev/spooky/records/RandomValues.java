// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.value.SpookyArray;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.util.Random;

/** Values of all kinds, biased to edges: zero lengths, equal lengths, extreme numbers. */
public final class RandomValues {
  private static final String[] TEXTS = {
    "",
    "",
    "a",
    "b",
    "hi",
    "Alice",
    "Alexander",
    "grüße",
    "𝄞",
    "0123456789abcdefghijklmnop",
    "\u0000"
  };
  private static final long[] LONGS = {
    0,
    1,
    -1,
    23,
    24,
    255,
    256,
    65535,
    65536,
    1L << 32,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -25,
    1L << 53
  };
  private static final double[] DOUBLES = {
    0.0, -0.0, 1.5, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE, 0x1p53, -0x1p63, 0x1p64
  };

  private RandomValues() {}

  /** Any value, nested up to three deep. */
  public static SpookyValue value(Random random) {
    return value(random, 3);
  }

  static SpookyValue value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> SpookyValue.nullValue();
      case 1 -> SpookyValue.of(random.nextBoolean());
      case 2 -> SpookyValue.of(LONGS[random.nextInt(LONGS.length)]);
      case 3 -> SpookyValue.ofUnsigned(LONGS[random.nextInt(LONGS.length)]);
      case 4 -> SpookyValue.of(DOUBLES[random.nextInt(DOUBLES.length)]);
      case 5, 6 -> SpookyValue.of(text(random));
      case 7 -> {
        SpookyValue[] items = new SpookyValue[random.nextInt(4)];
        for (int i = 0; i < items.length; i++) {
          items[i] = value(random, depth - 1);
        }
        yield SpookyArray.of(items);
      }
      default -> {
        SpookyObject.Builder object = SpookyObject.builder();
        for (int i = random.nextInt(4); i > 0; i--) {
          object.put(text(random), value(random, depth - 1));
        }
        yield object.build();
      }
    };
  }

  static String text(Random random) {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  /** An object of up to so many fields. */
  public static SpookyObject object(Random random, int maxFields) {
    SpookyObject.Builder object = SpookyObject.builder();
    for (int i = random.nextInt(maxFields + 1); i > 0; i--) {
      object.put("f" + random.nextInt(3 * maxFields), value(random));
    }
    return object.build();
  }
}
