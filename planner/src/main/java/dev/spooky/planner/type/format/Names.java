// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.format;

import java.util.List;

/** English names of months and days, Roman numbers, endings of ordinal numbers. */
public final class Names {
  static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  static final List<String> DAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

  static final List<String> ROMAN_MONTHS =
      List.of("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII");

  private static final String[] ONES = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
  private static final String[] TENS = {"", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"};
  private static final String[] HUNDREDS = {
    "", "C", "CC", "CCC", "CD", "D", "DC", "DCC", "DCCC", "CM"
  };

  private Names() {}

  /** A month's name, January being 1. */
  public static String month(int month) {
    return MONTHS.get(month - 1);
  }

  /** A day's name, Sunday being 0. */
  public static String day(int dayOfWeek) {
    return DAYS.get(dayOfWeek);
  }

  /** A number from 1 to 3999. */
  static String roman(int number) {
    return "M".repeat(number / 1000)
        + HUNDREDS[number / 100 % 10]
        + TENS[number / 10 % 10]
        + ONES[number % 10];
  }

  /** The ending of an ordinal number of these digits: st, nd, rd or th. */
  static String ending(String digits) {
    int length = digits.length();
    boolean teen = length > 1 && digits.charAt(length - 2) == '1';
    return switch (teen ? '0' : digits.charAt(length - 1)) {
      case '1' -> "st";
      case '2' -> "nd";
      case '3' -> "rd";
      default -> "th";
    };
  }
}
