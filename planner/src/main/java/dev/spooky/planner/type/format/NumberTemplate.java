// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.format;

import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.runtime.zset.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A template for numbers, taken apart: {@code FM9,999.00}. */
public final class NumberTemplate {
  /** What a part of the template stands for. */
  enum Sign {
    ZERO("0"),
    NINE("9"),
    POINT("."),
    LOCAL_POINT("D"),
    GROUP(","),
    LOCAL_GROUP("G"),
    SHIFT("V"),
    FILL_MODE("FM"),
    BRACKET("PR"),
    SIGN("S"),
    SIGN_HERE("SG"),
    MINUS_HERE("MI"),
    PLUS_HERE("PL"),
    ROMAN("RN"),
    ORDINAL("TH"),
    EXPONENT("EEEE"),
    CURRENCY("L"),
    TEXT("");

    private final String keyword;

    Sign(String keyword) {
      this.keyword = keyword;
    }
  }

  /** A part: a place of a digit, a sign, or text. */
  record Item(Sign sign, String text) {}

  private final List<Item> items = new ArrayList<>();
  private final String source;
  private final long site;
  private boolean fill = true;
  private boolean bracket;
  private boolean signed;
  private boolean signBehindPoint;
  private int placesBeforeSign;
  private boolean exponent;
  private boolean point;
  private boolean shift;
  private @Nullable String roman;
  private int integerPlaces;
  private int fractionPlaces;
  private int firstZero = Integer.MAX_VALUE;
  private int keptFraction;

  private NumberTemplate(String text, long site) {
    this.source = text;
    this.site = site;
    for (int at = 0; at < text.length(); ) {
      at = text.charAt(at) == '"' ? quoted(at + 1) : part(at);
    }
    check();
  }

  /** Takes a template apart. */
  public static NumberTemplate of(String text, long site) {
    return new NumberTemplate(text, site);
  }

  private int quoted(int from) {
    StringBuilder text = new StringBuilder();
    int i = from;
    for (; i < source.length() && source.charAt(i) != '"'; i++) {
      if (source.charAt(i) == '\\' && i + 1 < source.length()) {
        i++;
      }
      text.append(source.charAt(i));
    }
    items.add(new Item(Sign.TEXT, text.toString()));
    return i + 1;
  }

  private int part(int at) {
    Sign found = Sign.TEXT;
    int length = 1;
    for (Sign sign : Sign.values()) {
      String word = sign.keyword;
      boolean fits =
          !word.isEmpty()
              && (source.startsWith(word, at)
                  || source.startsWith(word.toLowerCase(Locale.ROOT), at));
      if (fits && (found == Sign.TEXT || word.length() > length)) {
        found = sign;
        length = word.length();
      }
    }
    String text = source.substring(at, at + length);
    note(found, text);
    return at + length;
  }

  private void note(Sign sign, String text) {
    switch (sign) {
      case ZERO, NINE -> place(sign == Sign.ZERO);
      case POINT, LOCAL_POINT -> point = once(point, "decimal points");
      case SHIFT -> shift = once(shift, "V");
      case FILL_MODE -> fill = false;
      case BRACKET -> bracket = once(bracket, "PR");
      case SIGN -> sign();
      case ROMAN -> roman = text;
      case EXPONENT -> exponent = once(exponent, "EEEE");
      case CURRENCY ->
          throw fail("template pattern L is not supported, write the currency in double quotes");
      case GROUP, LOCAL_GROUP, SIGN_HERE, MINUS_HERE, PLUS_HERE, ORDINAL, TEXT -> {}
    }
    items.add(new Item(sign, text));
  }

  private boolean once(boolean before, String what) {
    if (before) {
      throw fail("template for numbers has several " + what);
    }
    return true;
  }

  private void sign() {
    signed = once(signed, "S");
    signBehindPoint = point;
    placesBeforeSign = integerPlaces;
  }

  private void place(boolean zero) {
    if (bracket) {
      throw fail("PR must be the last part of a template for numbers");
    } else if (point || shift) {
      fractionPlaces++;
      keptFraction = zero ? fractionPlaces : keptFraction;
    } else {
      firstZero = zero ? Math.min(firstZero, integerPlaces) : firstZero;
      integerPlaces++;
    }
  }

  private void check() {
    boolean signs = has(Sign.SIGN_HERE) || has(Sign.MINUS_HERE) || has(Sign.PLUS_HERE);
    if (bracket && (signs || signed) || signed && signs) {
      throw fail("template for numbers has several signs");
    } else if (shift && point) {
      throw fail("template for numbers has V and a decimal point");
    } else if (exponent && (shift || bracket || signs || signed || roman != null || !fill)) {
      throw fail("EEEE goes only with digits and a decimal point");
    } else if (integerPlaces + fractionPlaces > 100) {
      throw fail("template for numbers is too long");
    }
  }

  private ValueException fail(String message) {
    return new ValueException(Errors.Kind.FUNCTION, message + ": \"" + source + "\"", site);
  }

  List<Item> items() {
    return items;
  }

  /** Whether numbers are padded: FM is not there. */
  boolean isPadded() {
    return fill;
  }

  boolean has(Sign sign) {
    return items.stream().anyMatch(item -> item.sign() == sign);
  }

  boolean isBracketed() {
    return bracket;
  }

  /** Whether the sign is always there, before the number or after it: S. */
  boolean isSigned() {
    return signed;
  }

  /** Whether S stands after the number. */
  boolean isSignLast() {
    return signed && (signBehindPoint || placesBeforeSign > 0 && placesBeforeSign == integerPlaces);
  }

  boolean isExponent() {
    return exponent;
  }

  /** How many powers of ten V shifts the number up. */
  int shifted() {
    return shift ? fractionPlaces : 0;
  }

  /** The keyword of Roman numbers, in its case; null when digits are wanted. */
  @Nullable String roman() {
    return roman;
  }

  int integerPlaces() {
    return shift ? integerPlaces + fractionPlaces : integerPlaces;
  }

  int fractionPlaces() {
    return shift ? 0 : fractionPlaces;
  }

  /** The first place that shows a zero where the number has no digit. */
  int firstZero() {
    return firstZero;
  }

  /** Digits after the point that FM does not take away. */
  int keptFraction() {
    return keptFraction;
  }
}
