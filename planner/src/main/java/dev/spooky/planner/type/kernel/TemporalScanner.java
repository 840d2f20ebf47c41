// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import dev.spooky.runtime.zset.Errors;

/** Reads ISO dates, times and offsets from text, left to right. */
final class TemporalScanner {
  private final Register in;
  private final String type;
  private final long site;
  private final int end;
  private int at;

  TemporalScanner(Register in, String type, long site) {
    this.in = in;
    this.type = type;
    this.site = site;
    this.at = Utf8.skipSpaces(in);
    this.end = Utf8.endWithoutSpaces(in);
  }

  private ValueException invalid() {
    return ValueException.invalidText(type, in.string(), site);
  }

  private ValueException outOfRange() {
    return new ValueException(
        Errors.Kind.OUT_OF_RANGE,
        "date/time field value out of range: \"" + in.string() + "\"",
        site);
  }

  private int peek() {
    return at < end ? in.bytes[at] : -1;
  }

  private boolean take(char c) {
    if (peek() == c) {
      at++;
      return true;
    }
    return false;
  }

  private int number(int maxDigits) {
    int value = 0;
    int from = at;
    while (at < end && at - from < maxDigits && in.bytes[at] >= '0' && in.bytes[at] <= '9') {
      value = value * 10 + in.bytes[at++] - '0';
    }
    if (at == from) {
      throw invalid();
    }
    return value;
  }

  private int number(int maxDigits, int max) {
    int value = number(maxDigits);
    if (value > max) {
      throw outOfRange();
    }
    return value;
  }

  /** A date, as a day number. */
  long date() {
    int year = number(6);
    if (!take('-')) {
      throw invalid();
    }
    int month = number(2);
    if (!take('-')) {
      throw invalid();
    }
    int day = number(2);
    if (year < 1 || month < 1 || month > 12 || day < 1) {
      throw outOfRange();
    }
    if (day > Temporal.daysInMonth(year, month)) {
      throw outOfRange();
    }
    return Temporal.days(year, month, day);
  }

  /** Whether a time of day follows a date; skips what is between. */
  boolean hasTime() {
    int before = at;
    if (take('T') || take('t')) {
      return true;
    }
    while (take(' ')) {
      // any number of blanks
    }
    if (peek() >= '0' && peek() <= '9') {
      return true;
    }
    at = before;
    return false;
  }

  /** A time of day in microseconds; 24:00:00 is allowed, digits beyond six round. */
  long time() {
    long hours = number(2, 24);
    if (!take(':')) {
      throw invalid();
    }
    long minutes = number(2, 59);
    long micros = take(':') ? number(2, 60) * Temporal.MICROS_PER_SECOND + fraction() : 0;
    micros += hours * Temporal.MICROS_PER_HOUR + minutes * Temporal.MICROS_PER_MINUTE;
    if (micros > Temporal.MICROS_PER_DAY) {
      throw outOfRange();
    }
    return micros;
  }

  private long fraction() {
    if (!take('.')) {
      return 0;
    }
    long value = 0;
    int digits = 0;
    boolean up = false;
    for (; peek() >= '0' && peek() <= '9'; at++, digits++) {
      if (digits < 6) {
        value = value * 10 + peek() - '0';
      } else if (digits == 6) {
        up = peek() >= '5';
      }
    }
    return (digits < 6 ? value * Decimals.power(6 - digits) : value) + (up ? 1 : 0);
  }

  /** Whether an offset from UTC follows; skips blanks. */
  boolean hasOffset() {
    while (take(' ')) {
      // blanks before an offset
    }
    int next = peek();
    return next == 'Z' || next == 'z' || next == '+' || next == '-';
  }

  /** An offset from UTC in microseconds, or 0 when there is none. */
  long offset() {
    while (take(' ')) {
      // blanks before an offset
    }
    if (take('Z') || take('z')) {
      return 0;
    }
    boolean negative = peek() == '-';
    if (!take('-') && !take('+')) {
      return 0;
    }
    long hours = number(2, 15);
    long minutes = 0;
    if (take(':') || peek() >= '0' && peek() <= '9') {
      minutes = number(2, 59);
    }
    long offset = hours * Temporal.MICROS_PER_HOUR + minutes * Temporal.MICROS_PER_MINUTE;
    return negative ? -offset : offset;
  }

  /** Turns the year of a day number when "BC" follows. */
  long era(long days) {
    while (take(' ')) {
      // blanks before BC
    }
    if (end - at == 2 && in.bytes[at] == 'B' && in.bytes[at + 1] == 'C') {
      at += 2;
      long civil = Temporal.civil(days);
      return Temporal.days(1 - Temporal.year(civil), Temporal.month(civil), Temporal.day(civil));
    }
    return days;
  }

  /** Fails unless all was read. */
  void end() {
    if (at != end) {
      throw invalid();
    }
  }
}
