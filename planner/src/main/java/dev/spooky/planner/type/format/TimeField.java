// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.format;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What a keyword of a template for times stands for, and how it is taken from a time. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state, an array that stays inside
enum TimeField {
  HOUR12(2, Part.HOUR12, TimeParts::hour12, "HH12", "HH"),
  HOUR24(2, Part.HOUR24, TimeParts::hour, "HH24"),
  MINUTE(2, Part.MINUTE, TimeParts::minute, "MI"),
  SECOND(2, Part.SECOND, TimeParts::second, "SS"),
  MILLISECOND(3, Part.FRACTION, parts -> parts.fraction(3), "MS"),
  MICROSECOND(6, Part.FRACTION, parts -> parts.fraction(6), "US"),
  FRACTION1(1, Part.FRACTION, parts -> parts.fraction(1), "FF1"),
  FRACTION2(2, Part.FRACTION, parts -> parts.fraction(2), "FF2"),
  FRACTION3(3, Part.FRACTION, parts -> parts.fraction(3), "FF3"),
  FRACTION4(4, Part.FRACTION, parts -> parts.fraction(4), "FF4"),
  FRACTION5(5, Part.FRACTION, parts -> parts.fraction(5), "FF5"),
  FRACTION6(6, Part.FRACTION, parts -> parts.fraction(6), "FF6"),
  SECOND_OF_DAY(5, Part.SECOND_OF_DAY, TimeParts::secondOfDay, "SSSSS", "SSSS"),
  HALF_DAY(Part.HALF_DAY, TimeWords::halfDay, "AM", "PM"),
  HALF_DAY_DOTTED(Part.HALF_DAY, TimeWords::halfDayDotted, "A.M.", "P.M."),
  YEAR_COMMA(Part.YEAR, TimeWords::yearWithComma, "Y,YYY"),
  YEAR(4, Part.YEAR, parts -> parts.yearDigits(4), "YYYY"),
  YEAR3(3, Part.YEAR, parts -> parts.yearDigits(3), "YYY"),
  YEAR2(2, Part.YEAR, parts -> parts.yearDigits(2), "YY"),
  YEAR1(1, Part.YEAR, parts -> parts.yearDigits(1), "Y"),
  ISO_YEAR(4, Part.ISO_YEAR, parts -> parts.isoYearDigits(4), "IYYY"),
  ISO_YEAR3(3, Part.ISO_YEAR, parts -> parts.isoYearDigits(3), "IYY"),
  ISO_YEAR2(2, Part.ISO_YEAR, parts -> parts.isoYearDigits(2), "IY"),
  ISO_YEAR1(1, Part.ISO_YEAR, parts -> parts.isoYearDigits(1), "I"),
  ERA(Part.ERA, TimeWords::era, "AD", "BC"),
  ERA_DOTTED(Part.ERA, TimeWords::eraDotted, "A.D.", "B.C."),
  MONTH_NAME(Part.MONTH, TimeWords::month, "MONTH"),
  MONTH_SHORT(Part.MONTH, TimeWords::monthShort, "MON"),
  MONTH(2, Part.MONTH, TimeParts::month, "MM"),
  MONTH_ROMAN(Part.MONTH, TimeWords::monthRoman, "RM"),
  DAY_NAME(Part.IGNORED, TimeWords::day, "DAY"),
  DAY_SHORT(Part.IGNORED, TimeWords::dayShort, "DY"),
  DAY_OF_YEAR(3, Part.DAY_OF_YEAR, TimeParts::dayOfYear, "DDD"),
  ISO_DAY_OF_YEAR(3, Part.ISO_DAY_OF_YEAR, TimeParts::isoDayOfYear, "IDDD"),
  DAY(2, Part.DAY, TimeParts::day, "DD"),
  DAY_OF_WEEK(1, Part.IGNORED, TimeParts::dayOfWeek, "D"),
  ISO_DAY_OF_WEEK(1, Part.ISO_DAY_OF_WEEK, TimeParts::isoDayOfWeek, "ID"),
  WEEK_OF_MONTH(1, Part.WEEK_OF_MONTH, TimeParts::weekOfMonth, "W"),
  WEEK_OF_YEAR(2, Part.WEEK_OF_YEAR, TimeParts::weekOfYear, "WW"),
  ISO_WEEK(2, Part.ISO_WEEK, TimeParts::isoWeek, "IW"),
  CENTURY(2, Part.CENTURY, TimeParts::century, "CC"),
  JULIAN_DAY(7, Part.JULIAN_DAY, TimeParts::julianDay, "J"),
  QUARTER(1, Part.IGNORED, TimeParts::quarter, "Q"),
  ZONE_NAME(Part.UNREADABLE, TimeWords::zoneName, "TZ"),
  ZONE_HOUR(Part.ZONE_HOUR, TimeWords::zoneHour, "TZH"),
  ZONE_MINUTE(2, Part.ZONE_MINUTE, TimeParts::zoneMinute, "TZM"),
  ZONE_OFFSET(Part.UNREADABLE, TimeWords::zoneOffset, "OF");

  /** What is known of a time when a field has been read. */
  enum Part {
    HOUR12,
    HOUR24,
    MINUTE,
    SECOND,
    FRACTION,
    SECOND_OF_DAY,
    HALF_DAY,
    YEAR,
    ISO_YEAR,
    ERA,
    MONTH,
    DAY,
    DAY_OF_YEAR,
    ISO_DAY_OF_YEAR,
    ISO_DAY_OF_WEEK,
    WEEK_OF_MONTH,
    WEEK_OF_YEAR,
    ISO_WEEK,
    CENTURY,
    JULIAN_DAY,
    ZONE_HOUR,
    ZONE_MINUTE,
    /** It is read and means nothing. */
    IGNORED,
    /** It can only be written. */
    UNREADABLE
  }

  /** A field that is written as a word. */
  interface Word {
    String of(TimeParts parts, TimeTemplate.Item item);
  }

  private final int digits;
  private final Part part;
  private final @Nullable ToLongFunction<TimeParts> number;
  private final @Nullable Word word;
  private final String[] keywords;

  TimeField(int digits, Part part, ToLongFunction<TimeParts> number, String... keywords) {
    this(digits, part, number, null, keywords);
  }

  TimeField(Part part, Word word, String... keywords) {
    this(0, part, null, word, keywords);
  }

  TimeField(
      int digits,
      Part part,
      @Nullable ToLongFunction<TimeParts> number,
      @Nullable Word word,
      String[] keywords) {
    this.digits = digits;
    this.part = part;
    this.number = number;
    this.word = word;
    this.keywords = keywords;
  }

  /** How many digits it has when it is written in full; 0 if it is no plain number. */
  int digits() {
    return digits;
  }

  /** What it says when it is read. */
  Part part() {
    return part;
  }

  /** How its number is taken from a time; null if it is a word. */
  @Nullable ToLongFunction<TimeParts> number() {
    return number;
  }

  /** How its word is taken from a time; null if it is a number. */
  @Nullable Word word() {
    return word;
  }

  /** Its keywords, in upper case. */
  String[] keywords() {
    return keywords.clone();
  }

  /** Whether a keyword may also have just its first letter in upper case. */
  boolean isName() {
    return this == MONTH_NAME || this == MONTH_SHORT || this == DAY_NAME || this == DAY_SHORT;
  }
}
