// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.format;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TimeZone;

/** Fields that are written as words, in the case of their keyword. */
final class TimeWords {
  private static final int NAME_WIDTH = 9;
  private static final int ROMAN_WIDTH = 4;

  private TimeWords() {}

  private static String cased(String word, TimeTemplate.Item item) {
    return switch (item.letters()) {
      case UPPER -> word.toUpperCase(Locale.ROOT);
      case LOWER -> word.toLowerCase(Locale.ROOT);
      case CAPITAL -> word;
    };
  }

  private static String padded(String word, int width, TimeTemplate.Item item) {
    String blanks = item.fill() ? " ".repeat(Math.max(0, width - word.length())) : "";
    return cased(word, item) + blanks;
  }

  static String halfDay(TimeParts parts, TimeTemplate.Item item) {
    return cased(parts.hour() < 12 ? "AM" : "PM", item);
  }

  static String halfDayDotted(TimeParts parts, TimeTemplate.Item item) {
    return cased(parts.hour() < 12 ? "A.M." : "P.M.", item);
  }

  static String era(TimeParts parts, TimeTemplate.Item item) {
    return cased(parts.isBeforeChrist() ? "BC" : "AD", item);
  }

  static String eraDotted(TimeParts parts, TimeTemplate.Item item) {
    return cased(parts.isBeforeChrist() ? "B.C." : "A.D.", item);
  }

  static String month(TimeParts parts, TimeTemplate.Item item) {
    return padded(Names.month(parts.month()), NAME_WIDTH, item);
  }

  static String monthShort(TimeParts parts, TimeTemplate.Item item) {
    return cased(Names.month(parts.month()).substring(0, 3), item);
  }

  static String monthRoman(TimeParts parts, TimeTemplate.Item item) {
    return padded(Names.roman(parts.month()), ROMAN_WIDTH, item);
  }

  static String day(TimeParts parts, TimeTemplate.Item item) {
    return padded(Names.day(parts.dayOfWeek() - 1), NAME_WIDTH, item);
  }

  static String dayShort(TimeParts parts, TimeTemplate.Item item) {
    return cased(Names.day(parts.dayOfWeek() - 1).substring(0, 3), item);
  }

  static String yearWithComma(TimeParts parts, TimeTemplate.Item item) {
    return String.format(Locale.ROOT, "%d,%03d", parts.year() / 1000, parts.year() % 1000);
  }

  static String zoneName(TimeParts parts, TimeTemplate.Item item) {
    ZoneId zone = parts.zone();
    if (zone == null) {
      return "";
    } else if (zone instanceof ZoneOffset) {
      return zone.equals(ZoneOffset.UTC) ? cased("UTC", item) : zoneOffset(parts, item);
    }
    Instant moment = Instant.ofEpochSecond(parts.epochSecond());
    boolean summer = zone.getRules().isDaylightSavings(moment);
    TimeZone names = TimeZone.getTimeZone(zone);
    return cased(names.getDisplayName(summer, TimeZone.SHORT, Locale.ROOT), item);
  }

  static String zoneHour(TimeParts parts, TimeTemplate.Item item) {
    int seconds = parts.offsetSeconds();
    String sign = seconds < 0 ? "-" : "+";
    return sign + String.format(Locale.ROOT, "%02d", Math.abs(seconds) / 3600);
  }

  static String zoneOffset(TimeParts parts, TimeTemplate.Item item) {
    long minute = parts.zoneMinute();
    String hour = zoneHour(parts, item);
    return minute == 0 ? hour : hour + String.format(Locale.ROOT, ":%02d", minute);
  }
}
