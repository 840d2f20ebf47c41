// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.format;

import java.time.ZoneId;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Writes times after a template, as to_char does. */
public final class TimeWriter {
  private TimeWriter() {}

  /** A timestamp without zone. */
  public static String timestamp(TimeTemplate template, long micros, long site) {
    return write(template, TimeParts.ofTimestamp(micros, site));
  }

  /** A moment, as it is in a zone. */
  public static String instant(TimeTemplate template, long micros, ZoneId zone, long site) {
    return write(template, TimeParts.ofInstant(micros, zone, site));
  }

  /** A time of day or an interval of days to seconds. */
  public static String interval(TimeTemplate template, long micros, long site) {
    return write(template, TimeParts.ofInterval(micros, site));
  }

  private static String write(TimeTemplate template, TimeParts parts) {
    StringBuilder out = new StringBuilder();
    for (TimeTemplate.Item item : template.items()) {
      TimeField field = item.field();
      if (field == null) {
        out.append(item.text());
      } else if (field.word() != null) {
        out.append(field.word().of(parts, item));
      } else if (field.number() != null) {
        appendNumber(field, field.number(), parts, item, out);
      }
    }
    return out.toString();
  }

  private static void appendNumber(
      TimeField field,
      ToLongFunction<TimeParts> number,
      TimeParts parts,
      TimeTemplate.Item item,
      StringBuilder out) {
    long value = number.applyAsLong(parts);
    String digits = Long.toString(Math.abs(value));
    if (value < 0) {
      out.append('-');
    }
    out.append("0".repeat(Math.max(0, width(field, item) - digits.length()))).append(digits);
    if (!item.ordinal().isEmpty()) {
      String ending = Names.ending(digits);
      boolean upper = item.ordinal().startsWith("T");
      out.append(upper ? ending.toUpperCase(Locale.ROOT) : ending);
    }
  }

  private static int width(TimeField field, TimeTemplate.Item item) {
    if (field.part() == TimeField.Part.FRACTION) {
      return field.digits();
    }
    boolean plain = field == TimeField.JULIAN_DAY || field == TimeField.SECOND_OF_DAY;
    return plain || !item.fill() ? 1 : field.digits();
  }
}
