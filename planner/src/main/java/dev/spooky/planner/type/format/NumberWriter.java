// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.format;

import dev.spooky.planner.type.format.NumberTemplate.Sign;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Writes numbers after a template, as to_char does. */
public final class NumberWriter {
  private static final int ROMAN_WIDTH = 15;
  private static final BigDecimal LARGEST_ROMAN = BigDecimal.valueOf(3999);

  private final NumberTemplate template;
  private final StringBuilder out = new StringBuilder();
  private final boolean negative;
  private final boolean tooLarge;

  /** The digits before the point, none of zero where the places for them stay blank. */
  private final String integer;

  private final String fraction;
  private final int firstShown;
  private int integerPlace;
  private int fractionPlace;
  private boolean shown;
  private boolean signed;

  private NumberWriter(NumberTemplate template, BigDecimal value) {
    this.template = template;
    BigDecimal rounded =
        value
            .movePointRight(template.shifted())
            .setScale(template.fractionPlaces(), RoundingMode.HALF_UP);
    this.negative = rounded.signum() < 0;
    String digits = rounded.abs().toBigInteger().toString();
    String all = rounded.abs().unscaledValue().toString();
    int places = template.fractionPlaces();
    String padded = "0".repeat(Math.max(0, places - all.length())) + all;
    this.fraction = kept(padded.substring(padded.length() - places));
    this.integer = digits.equals("0") && places > 0 && !isBareZero() ? "" : digits;
    this.tooLarge = integer.length() > template.integerPlaces();
    this.firstShown =
        tooLarge ? 0 : Math.min(template.integerPlaces() - integer.length(), template.firstZero());
  }

  /** FM shows a zero as {@code 0.} when nothing is left behind the point. */
  private boolean isBareZero() {
    return !template.isPadded() && fraction.isEmpty() && template.integerPlaces() > 0;
  }

  /** Without the zeros at the end that FM takes away. */
  private String kept(String digits) {
    int length = digits.length();
    while (!template.isPadded()
        && length > template.keptFraction()
        && digits.charAt(length - 1) == '0') {
      length--;
    }
    return digits.substring(0, length);
  }

  /** The number as text. */
  public static String write(NumberTemplate template, BigDecimal value) {
    String roman = template.roman();
    if (roman != null) {
      return roman(template, value, roman);
    } else if (template.isExponent()) {
      String digits =
          String.format(Locale.ROOT, "%." + template.fractionPlaces() + "e", value.abs());
      return (value.signum() < 0 ? "-" : " ") + digits;
    }
    return new NumberWriter(template, value).write();
  }

  private static String roman(NumberTemplate template, BigDecimal value, String keyword) {
    BigDecimal whole = value.setScale(0, RoundingMode.HALF_UP);
    if (whole.signum() <= 0 || whole.compareTo(LARGEST_ROMAN) > 0) {
      return "#".repeat(ROMAN_WIDTH);
    }
    String upper = Names.roman(whole.intValue());
    String text = keyword.startsWith("R") ? upper : upper.toLowerCase(Locale.ROOT);
    return template.isPadded() ? " ".repeat(ROMAN_WIDTH - text.length()) + text : text;
  }

  private String write() {
    for (NumberTemplate.Item item : template.items()) {
      switch (item.sign()) {
        case ZERO, NINE -> place();
        case POINT, LOCAL_POINT -> {
          sign();
          out.append('.');
        }
        case GROUP, LOCAL_GROUP -> {
          if (shown) {
            out.append(',');
          } else {
            blank();
          }
        }
        case SIGN_HERE -> out.append(negative ? '-' : '+');
        case MINUS_HERE -> signHere(negative, '-');
        case PLUS_HERE -> signHere(!negative, '+');
        case SIGN -> {
          if (template.isSignLast()) {
            out.append(negative ? '-' : '+');
          }
        }
        case BRACKET -> signHere(negative, '>');
        case ORDINAL -> ordinal(item.text());
        case TEXT -> out.append(item.text());
        case SHIFT, FILL_MODE, ROMAN, EXPONENT, CURRENCY -> {}
      }
    }
    return out.toString();
  }

  private void blank() {
    if (template.isPadded()) {
      out.append(' ');
    }
  }

  private void signHere(boolean there, char sign) {
    if (there) {
      out.append(sign);
    } else {
      blank();
    }
  }

  private void ordinal(String keyword) {
    boolean isWhole = template.fractionPlaces() == 0 && !template.has(Sign.POINT);
    if (!negative && !tooLarge && isWhole) {
      String ending = Names.ending(integer);
      out.append(keyword.startsWith("T") ? ending.toUpperCase(Locale.ROOT) : ending);
    }
  }

  /** One place of a digit. */
  private void place() {
    if (integerPlace < template.integerPlaces()) {
      int place = integerPlace++;
      if (place < firstShown) {
        blank();
        return;
      }
      sign();
      int digit = place - (template.integerPlaces() - integer.length());
      out.append(tooLarge ? '#' : digit < 0 ? '0' : integer.charAt(digit));
      shown = true;
    } else if (fractionPlace < fraction.length()) {
      sign();
      char digit = fraction.charAt(fractionPlace++);
      out.append(tooLarge ? '#' : digit);
      shown = true;
    }
  }

  /** The sign before the first thing that is shown, where no other place is said for it. */
  private void sign() {
    if (signed) {
      return;
    }
    signed = true;
    if (template.isBracketed()) {
      signHere(negative, '<');
    } else if (template.isSigned()) {
      if (!template.isSignLast()) {
        out.append(negative ? '-' : '+');
      }
    } else if (!template.has(Sign.SIGN_HERE) && !template.has(Sign.MINUS_HERE)) {
      signHere(negative, '-');
    }
  }
}
