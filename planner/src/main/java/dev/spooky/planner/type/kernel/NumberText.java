// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as PostgreSQL prints and reads them. */
public final class NumberText {
  /** Reading digits takes time that grows with the square of their number. */
  private static final int MAX_LENGTH = 1000;

  private static final String MIN_LONG = Long.toString(Long.MIN_VALUE);

  private NumberText() {}

  /** Appends an integer. */
  public static void appendLong(long value, Register out) {
    if (value == Long.MIN_VALUE) {
      for (int i = 0; i < MIN_LONG.length(); i++) {
        out.append(MIN_LONG.charAt(i));
      }
      return;
    }
    long rest = value;
    if (rest < 0) {
      out.append('-');
      rest = -rest;
    }
    int digits = 1;
    while (digits < 19 && rest >= Decimals.power(digits)) {
      digits++;
    }
    appendPadded(rest, digits, out);
  }

  /** Appends the last {@code digits} digits of a number that is not negative. */
  public static void appendPadded(long value, int digits, Register out) {
    for (int i = digits - 1; i >= 0; i--) {
      out.append('0' + (int) (value / Decimals.power(i) % 10));
    }
  }

  /** Appends a scaled decimal with all its digits. */
  public static void appendDecimal(long hi, long lo, int scale, Register out) {
    if (Wide.isLong(hi, lo) && lo != Long.MIN_VALUE && scale <= 18) {
      if (lo < 0) {
        out.append('-');
      }
      long value = Math.abs(lo);
      appendLong(value / Decimals.power(scale), out);
      if (scale > 0) {
        out.append('.');
        appendPadded(value % Decimals.power(scale), scale, out);
      }
    } else {
      appendAscii(Decimals.toBigDecimal(hi, lo, scale).toPlainString(), out);
    }
  }

  /** Appends the shortest digits that give back the double. */
  public static void appendDouble(double value, Register out) {
    appendAscii(realText(value, 15, 17, 15), out);
  }

  /** Appends the shortest digits that give back the float. */
  public static void appendFloat(double value, Register out) {
    appendAscii(realText(value, 6, 9, 6), out);
  }

  /** Appends characters below 128. */
  public static void appendAscii(String text, Register out) {
    for (int i = 0; i < text.length(); i++) {
      out.append(text.charAt(i));
    }
  }

  private static String realText(double value, int least, int most, int plainDigits) {
    if (Double.isNaN(value)) {
      return "NaN";
    } else if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    } else if (value == 0) {
      return "0";
    }
    boolean single = most == 9;
    BigDecimal exact = new BigDecimal(value);
    BigDecimal shortest = exact;
    for (int digits = least; digits <= most; digits++) {
      shortest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (single ? shortest.floatValue() == (float) value : shortest.doubleValue() == value) {
        break;
      }
    }
    BigDecimal stripped = shortest.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    if (exponent >= -4 && exponent < plainDigits) {
      return stripped.toPlainString();
    }
    return scientific(stripped, exponent);
  }

  private static String scientific(BigDecimal value, int exponent) {
    String digits = value.unscaledValue().abs().toString();
    StringBuilder text = new StringBuilder(value.signum() < 0 ? "-" : "");
    text.append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    text.append(exponent < 0 ? "e-" : "e+");
    int magnitude = Math.abs(exponent);
    return (magnitude < 10 ? text.append('0') : text).append(magnitude).toString();
  }

  /** Reads an integer type; spaces around it are allowed. */
  public static long parseLong(Register in, ValueType type, long site) {
    int from = Utf8.skipSpaces(in);
    int to = Utf8.endWithoutSpaces(in);
    int at = from;
    boolean negative = false;
    if (at < to && (in.bytes[at] == '-' || in.bytes[at] == '+')) {
      negative = in.bytes[at++] == '-';
    }
    if (at == to) {
      throw ValueException.invalidText(type.label(), in.string(), site);
    }
    long value = 0;
    boolean overflow = false;
    for (; at < to; at++) {
      int digit = in.bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        throw ValueException.invalidText(type.label(), in.string(), site);
      }
      // counts downwards, so that the least long needs no special case
      overflow |= value < (Long.MIN_VALUE + digit) / 10;
      value = value * 10 - digit;
    }
    overflow |= !negative && value == Long.MIN_VALUE;
    long signed = negative ? value : -value;
    if (overflow || signed < type.min() || signed > type.max()) {
      throw ValueException.outOfRange(type.label(), site);
    }
    return signed;
  }

  /** Reads a decimal, also with an exponent; spaces around it are allowed. */
  public static void parseDecimal(Register in, ValueType type, Register out, long site) {
    String text = in.string().strip();
    if (!isNumber(text)) {
      throw ValueException.invalidText("numeric", text, site);
    }
    if (text.length() > MAX_LENGTH) {
      throw ValueException.outOfRange(type.label(), site);
    }
    BigDecimal value;
    try {
      value = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw ValueException.outOfRange(type.label(), site);
    }
    Decimals.fromBigDecimal(value, type.precision(), type.scale(), out, site);
  }

  /** Reads a double or, with {@code single}, a float; NaN and Infinity in any case. */
  public static double parseReal(Register in, boolean single, long site) {
    String label = single ? "real" : "double precision";
    String text = in.string().strip();
    double special = special(text);
    if (special != 0) {
      return special;
    }
    if (!isNumber(text)) {
      throw ValueException.invalidText(label, text, site);
    }
    double value = single ? Float.parseFloat(text) : Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw ValueException.outOfRange(label, site);
    }
    return value;
  }

  private static double special(String text) {
    if (text.equalsIgnoreCase("nan")) {
      return Double.NaN;
    }
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String name = signed ? text.substring(1) : text;
    if (name.equalsIgnoreCase("infinity") || name.equalsIgnoreCase("inf")) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return 0;
  }

  /**
   * Sign, digits with at most one point, exponent: what Java's own parsers accept too, and no more.
   */
  private static boolean isNumber(String text) {
    int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    int digits = 0;
    boolean point = false;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (digits == 0 || at == text.length()) {
      return digits > 0;
    }
    if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
      return false;
    }
    String exponent = text.substring(at + 1);
    String unsigned =
        exponent.startsWith("-") || exponent.startsWith("+") ? exponent.substring(1) : exponent;
    return !unsigned.isEmpty() && unsigned.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
